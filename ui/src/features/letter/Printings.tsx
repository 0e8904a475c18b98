import type { LetterRow } from '../../host/types';
import { moment } from '../../words';
import { printWords as words } from '../../words/print';

/** Who printed the letter, newest last; a reprint says which time it was. */
export function Printings({ row, today }: { row: LetterRow; today: string }) {
  if (row.printed.length === 0) return null;
  return (
    <dl className="letter-list">
      {row.printed.map(({ at, by, copies }, index) => (
        <div key={`${at}-${index}`} className="letter-printing">
          <dt>{words.printed}</dt>
          <dd>{[by, moment(at, today), words.printing(index + 1, copies)].join('　')}</dd>
        </div>
      ))}
    </dl>
  );
}
