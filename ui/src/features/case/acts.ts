// Which acts stand in the head of a case, how they are called there, and what
// they do.

import { ACT_KEY, openAct } from '../../app/acts';
import { go, type ListPlace } from '../../app/route';
import type { Act, CaseView } from '../../host/types';
import { ACT } from '../../words';

export interface HeadAct {
  act: Act;
  label: string;
  key: string | undefined;
}

/** Not in the head: 显示 stands beside the citizen, the letter's acts in the letter. */
const ELSEWHERE: readonly Act[] = ['correct_postal_address', 'show_citizen', 'submit_letter', 'void_letter', 'undo_sign_for', 'refuse_extension', 'return_letter'];

/** The next step first, the others in the rulebook's order. */
export function headActs(view: CaseView): HeadAct[] {
  const acts = view.allowed.filter((act) => !ELSEWHERE.includes(act));
  const next = view.next === 'submit_letter' ? 'draft_letter' : view.next;
  const ordered = next !== null && acts.includes(next) ? [next, ...acts.filter((act) => act !== next)] : acts;
  return ordered.map((act) => ({ act, label: label(act, view), key: ACT_KEY[act] }));
}

function label(act: Act, view: CaseView): string {
  switch (act) {
    case 'draft_letter':
      switch (view.row.letter) {
        case 'draft':
        case 'returned':
          return '继续写答复函';
        case 'submitted':
        case 'signed':
        case 'printed':
          return '看答复函';
        default:
          return ACT.draft_letter;
      }
    case 'log_visit':
      return view.visit_draft ? '继续现场核查' : ACT.log_visit;
    case 'approve_extension':
      return '审批延期';
    case 'sign_letter':
      return '去签发';
    case 'invite_assist':
      return '会办';
    default:
      return ACT[act];
  }
}

export function primaryAct(view: CaseView): Act | null {
  return view.next === 'submit_letter' ? 'draft_letter' : view.next;
}

/** Goes where the act is done; 签收 is given to `signFor`. */
export function doAct(view: CaseView, act: Act, from: ListPlace, signFor: () => void): void {
  const { id } = view.row;
  if (act === 'sign_for') {
    signFor();
  } else if (act === 'sign_letter') {
    go({ at: 'signoff' });
  } else if (act === 'draft_letter') {
    const newest = view.letters.findLast((letter) => letter.kind === 'reply' && letter.state !== 'voided');
    if (newest === undefined) openAct(id, act);
    else go({ at: 'letter', case: id, kind: newest.kind, letter: newest.id, from });
  } else {
    openAct(id, act);
  }
}
