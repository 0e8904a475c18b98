import { useToday } from '../../app/data';
import { go, TODAY } from '../../app/route';
import type { LetterId, LetterRow } from '../../host/types';
import { id } from '../../testids';
import { DueText, KeyHint } from '../../ui';
import { listMoment } from '../../words';
import { letterWords as words } from '../../words/letter';
import { letterDue } from '../letters/letterDue';

export interface Done {
  id: LetterId;
  row: LetterRow;
  /** `已签发 白鹤街办函〔2026〕12号` */
  what: string;
}

interface Props {
  rows: LetterRow[];
  current: LetterId | null;
  done: Done[];
  onOpen: (row: LetterRow) => void;
}

export function Queue({ rows, current, done, onOpen }: Props) {
  const today = useToday();
  return (
    <div className="signoff-queue">
      <header className="page-head page-head-lined">
        <h1 className="page-title">{words.signoff}</h1>
        {rows.length > 0 && <span className="page-note">{words.queue(rows.length)}</span>}
      </header>
      <div className="signoff-list">
        <ul aria-label={words.signoff}>
          {rows.map((row) => (
            <li key={row.id}>
              <button
                type="button"
                className="signoff-row"
                aria-current={row.id === current}
                data-testid={id.letterRow(row.id)}
                onClick={() => onOpen(row)}
              >
                <span className="signoff-row-title prose">{row.title}</span>
                <span className="meta">
                  {words.submitted(row.drafted_by, row.submitted_at === null ? '' : listMoment(row.submitted_at, today).replace(today.slice(5), '').trim())}
                </span>
                <DueText due={letterDue(row, today)} />
              </button>
            </li>
          ))}
        </ul>
        {done.length > 0 && (
          <section className="signoff-done" aria-live="polite">
            <h2>{words.done}</h2>
            <ul>
              {done.map((one) => (
                <li key={one.id}>
                  <span>{one.what}</span>
                  <button
                    type="button"
                    className="link"
                    onClick={() =>
                      go({ at: 'letter', case: one.row.case, kind: one.row.kind, letter: one.id, from: TODAY })
                    }
                  >
                    {one.row.title}
                  </button>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
      <footer className="signoff-foot">
        <KeyHint keys={['↑', '↓']}>{words.another}</KeyHint>
      </footer>
    </div>
  );
}
