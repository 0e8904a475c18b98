import type { CaseRow, LetterState } from '../host/types';
import { LETTER_STATE, marks, stateWord } from '../words';

/** The state in a frame; accent where it waits for this person to take it. */
export function StateTag({ row, strong = false }: { row: CaseRow; strong?: boolean }) {
  const waits = row.state === 'assigned';
  return <span className={`tag ${waits || strong ? 'tag-accent' : ''}`}>{stateWord(row)}</span>;
}

export function LetterTag({ state }: { state: LetterState }) {
  return (
    <span className={`tag ${state === 'submitted' || state === 'returned' ? 'tag-accent' : ''}`}>
      {LETTER_STATE[state]}
    </span>
  );
}

/** 督办, 第 2 次, 已转派 */
export function Marks({ row }: { row: CaseRow }) {
  return marks(row).map((mark) => (
    <span className="mark" key={mark}>
      {mark}
    </span>
  ));
}
