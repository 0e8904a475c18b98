// What the register says of a letter.

import { go, TODAY } from '../../app/route';
import type { LetterRow } from '../../host/types';
import { LETTER_STATE } from '../../words';
import { letterWords as words } from '../../words/letter';

export const openLetter = (row: LetterRow) => go({ at: 'letter', case: row.case, kind: row.kind, letter: row.id, from: TODAY });

/** signed, and neither printed nor on its way to the citizen */
export const waits = (row: LetterRow) => row.state === 'signed' && row.replied_by === null;

export function stateWord(row: LetterRow): string {
  if (row.state === 'voided') return words.voided;
  if (row.pdf === null) return words.makingShort;
  if (row.replied_by !== null) return words.deliveredShort;
  return row.state === 'printed' ? LETTER_STATE.printed : words.toPrint;
}
