import type { Host } from './host';
import type { ActInput, Acted, CaseId } from './types';

/** One act on one case; its refusal is thrown, wherever it comes from. */
export async function actOn(host: Host, caseId: CaseId, input: ActInput): Promise<Acted> {
  const acted = await host.call('act', { cases: [caseId], input });
  const refused = acted.refused[0];
  if (refused) throw refused.reason;
  return acted;
}
