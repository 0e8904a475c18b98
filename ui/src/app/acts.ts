// From an act to what it opens: a view, a side panel, or at once.

import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useHost } from '../host';
import type { Act, Acted, CaseId, RefusedCase } from '../host/types';
import { readListsAnew } from './data';
import { currentRoute, go, TODAY, type ListPlace } from './route';
import { offerUndo } from './undo';

/** The letter of their act, as shown on buttons. */
export const ACT_KEY: Partial<Record<Act, string>> = {
  sign_for: 'S',
  log_visit: 'V',
  draft_letter: 'L',
  log_contact: 'T',
  request_extension: 'E',
  invite_assist: 'H',
};

/** Acts with a side panel over the case. */
export const PANEL_ACTS: readonly Act[] = [
  'log_contact',
  'request_extension',
  'request_return',
  'ask_supplement',
  'receive_supplement',
  'record_reply',
  'serve_letter',
  'close',
  'approve_extension',
  'refuse_extension',
  'notify_extension',
  'consult',
  'receive_opinion',
  'invite_assist',
  'release_assist',
  'sign_for_assist',
  'contribute',
  'refer_to_meeting',
  'complete_task',
  'answer_absorbed',
  'correct_postal_address',
];

/** The list that the window stands in, or came from. */
export function placeNow(): ListPlace {
  const route = currentRoute();
  if (route.at === 'today' || route.at === 'list') return route;
  return 'from' in route ? route.from : TODAY;
}

/** Opens what an act needs. 签收 is not among these: it happens at once. */
export function openAct(caseId: CaseId, act: Act): void {
  const from = placeNow();
  if (act === 'log_visit') go({ at: 'visit', case: caseId, from });
  else if (act === 'draft_letter' || act === 'submit_letter') go({ at: 'letter', case: caseId, kind: 'reply', from });
  else if (PANEL_ACTS.includes(act)) go({ at: 'case', case: caseId, from, panel: act });
}

/** 签收 of one or several, with 撤销 for ten seconds. */
export function useSignFor(): (cases: CaseId[]) => Promise<RefusedCase[]> {
  const host = useHost();
  const client = useQueryClient();
  return useCallback(
    async (cases) => {
      const acted: Acted = await host.call('act', { cases, input: { kind: 'sign_for' } });
      const refused = new Set(acted.refused.map((one) => one.case));
      const done = cases.filter((id) => !refused.has(id));
      readListsAnew(client);
      if (acted.undo_until !== null && done.length > 0) {
        offerUndo({
          words: `已签收 ${done.length} 件`,
          undoWord: '撤销',
          until: acted.undo_until,
          undo: async () => {
            await host.call('act', { cases: done, input: { kind: 'undo_sign_for' } });
            readListsAnew(client);
          },
        });
      }
      return acted.refused;
    },
    [host, client],
  );
}
