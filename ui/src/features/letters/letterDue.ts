import type { LetterRow } from '../../host/types';
import { dueWords, type DueWords } from '../../words';

/** How the case's deadline stands, said beside its letter. */
export function letterDue(row: Pick<LetterRow, 'due' | 'due_at' | 'lamp' | 'days_left'>, today: string): DueWords {
  return dueWords(
    {
      state: 'in_progress',
      due: row.due,
      paused_for: null,
      due_at: row.due_at,
      due_clock: 'answer',
      lamp: row.lamp,
      days_left: row.days_left,
      estimated: false,
      answered_on: null,
      answered_late: null,
      rating: null,
    },
    today,
  );
}
