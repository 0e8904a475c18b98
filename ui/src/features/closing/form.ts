// The closing form while it is filled in. Nothing is chosen beforehand: each of
// its seven answers is the person's own.

import type { CaseId, ClosingForm, Degree } from '../../host/types';
import { closingWords as words } from '../../words/closing';

export interface Filling {
  true: Degree | null;
  beyond_duty: boolean | null;
  contacted: boolean | null;
  solved: Degree | null;
  unsolved_reason: string;
  handling: string;
  public_reply: string;
}

const EMPTY: Filling = {
  true: null,
  beyond_duty: null,
  contacted: null,
  solved: null,
  unsolved_reason: '',
  handling: '',
  public_reply: '',
};

const kept = new Map<CaseId, Filling>();

/** Half-filled forms stay while the window is open. */
export const keep = (id: CaseId, filling: Filling): void => void kept.set(id, filling);
export const forget = (id: CaseId): void => void kept.delete(id);

export function begin(id: CaseId, closed: ClosingForm | null): Filling {
  return kept.get(id) ?? (closed === null ? EMPTY : { ...closed, unsolved_reason: closed.unsolved_reason ?? '' });
}

export const needsReason = (filling: Filling): boolean => filling.solved !== null && filling.solved !== 'yes';

/** The form as it is sent, or the names of what is missing. */
export function read(filling: Filling): { form: ClosingForm } | { missing: string[] } {
  const { true: isTrue, beyond_duty, contacted, solved } = filling;
  const missing = [
    isTrue === null && words.isTrue,
    beyond_duty === null && words.beyondDuty,
    contacted === null && words.contacted,
    solved === null && words.solved,
    needsReason(filling) && filling.unsolved_reason.trim() === '' && words.unsolvedReason,
    filling.handling.trim() === '' && words.handling,
    filling.public_reply.trim() === '' && words.publicReply,
  ].filter((name) => name !== false);
  if (isTrue === null || beyond_duty === null || contacted === null || solved === null || missing.length > 0) {
    return { missing };
  }
  return {
    form: {
      true: isTrue,
      beyond_duty,
      contacted,
      solved,
      unsolved_reason: needsReason(filling) ? filling.unsolved_reason.trim() : null,
      handling: filling.handling.trim(),
      public_reply: filling.public_reply.trim(),
    },
  };
}
