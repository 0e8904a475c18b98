// How a mock host is made: by a test, or by the address of a dev build.

import type { CommandName } from '../host';
import type { CommandError, FontRole, Phase, Role } from '../types';

export interface MockOptions {
  phase?: Phase;
  role?: Role;
  offline?: boolean;
  /** cases of the past, besides the sample's */
  past?: number;
  /** an error for the next call of a command */
  fail?: Partial<Record<CommandName | 'put_seal', CommandError>>;
  /** why the store of this computer was erased */
  erased?: CommandError;
  /** a batch is made when this is done */
  printing?: Promise<void>;
  /** the office's own 楷体 */
  kai?: Partial<FontRole>;
  /** nothing to do at all */
  empty?: boolean;
}

/** `?mock=head,offline,first_sync,past:100000` */
export function optionsOfAddress(search: string): MockOptions {
  const words = (new URLSearchParams(search).get('mock') ?? '').split(',');
  const past = words.find((word) => word.startsWith('past:'));
  return {
    ...(words.includes('head') && { role: 'head' as const }),
    ...(words.includes('auditor') && { role: 'auditor' as const }),
    ...(words.includes('offline') && { offline: true }),
    ...(words.includes('empty') && { empty: true }),
    ...(['sign_in', 'locked', 'first_sync'] as const).reduce<MockOptions>(
      (found, phase) => (words.includes(phase) ? { phase } : found),
      {},
    ),
    ...(past !== undefined && { past: Number(past.slice(5)) }),
  };
}

export function refusal(code: string, facts: Record<string, unknown> = {}): CommandError {
  return { code, message: code, facts };
}
