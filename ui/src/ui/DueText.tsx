import type { CaseRow } from '../host/types';
import { dueWords, listDate, type DueWords } from '../words';
import { Lamp } from './Lamp';

/** Lamp and words, as they stand in a list: `▲ 11-23 今天到期`. */
export function DueCell({ row, today }: { row: CaseRow; today: string }) {
  const due = dueWords(row, today);
  const date = row.answered_on ?? row.due;
  const shown = row.rating === 'dissatisfied' ? (row.due ?? row.answered_on) : date;
  return (
    <span className="due">
      <Lamp lamp={due.lamp} />
      <span className="due-date">{shown === null ? '' : listDate(shown)}</span>
      <DueWordsText due={due} />
    </span>
  );
}

/** Lamp and words without the date. */
export function DueText({ due }: { due: DueWords }) {
  return (
    <span className="due">
      <Lamp lamp={due.lamp} />
      <DueWordsText due={due} />
    </span>
  );
}

function DueWordsText({ due }: { due: DueWords }) {
  return (
    <span className={`due-words due-${due.lamp}`}>
      {due.estimated && <span className="estimate">预估 </span>}
      {due.words}
    </span>
  );
}
