import { useEffect, useState } from 'react';
import { key, useAsk } from '../../app/data';
import { go, TODAY } from '../../app/route';
import { setCurrentCase } from '../../app/stage';
import type { VisitRow } from '../../host/types';
import { id } from '../../testids';
import { Empty, ErrorSentence, KeyHint, PageHead } from '../../ui';
import { clock } from '../../words';
import { letterWords } from '../../words/letter';
import { visitWords as words } from '../../words/visit';
import { RowTable, type Column } from '../letters/RowTable';

/** what is not finished goes on where it was left; the others are read in their case */
const open = (row: VisitRow) => go({ at: row.draft ? 'visit' : 'case', case: row.case, from: TODAY });
const keyOf = (row: VisitRow) => `${row.case}/${row.at}/${row.draft ? 'draft' : ''}`;

const COLUMNS: Column<VisitRow>[] = [
  { name: words.columns.time, width: 64, cell: (row) => clock(row.at) },
  { name: words.columns.number, width: 128, cell: (row) => row.number },
  {
    name: words.columns.title,
    width: 340,
    cell: (row) => (
      <button type="button" className="reg-title" tabIndex={-1} onClick={() => open(row)}>
        {row.title}
      </button>
    ),
  },
  { name: words.columns.note, cell: (row) => row.note || words.nothingWritten },
  { name: words.columns.photos, width: 80, cell: (row) => words.photoCount(row.photos) },
  {
    name: words.columns.state,
    width: 88,
    cell: (row) => <span className={`tag ${row.draft ? 'tag-accent' : ''}`}>{row.draft ? words.draft : words.finished}</span>,
  },
];

/** 今日走访: today's visits, finished or not. */
export function VisitsPage() {
  const visits = useAsk(key.visits, 'visits_today', {}, { always: true });
  const [chosen, setChosen] = useState<string | null>(null);
  const rows = visits.data ?? [];
  const current = rows.find((row) => keyOf(row) === chosen) ?? rows[0];
  const currentCase = current?.case ?? null;
  useEffect(() => setCurrentCase(currentCase), [currentCase]);
  return (
    <>
      <PageHead lined title={words.today} note={rows.length > 0 ? words.visits(rows.length) : undefined} />
      {visits.isError && (
        <div className="register-why">
          <ErrorSentence error={visits.error} />
        </div>
      )}
      {visits.data !== undefined && rows.length === 0 ? (
        <Empty title={words.todayEmpty}>{words.todayNext}</Empty>
      ) : (
        <RowTable
          label={words.today}
          columns={COLUMNS}
          rows={rows}
          rowKey={keyOf}
          testId={(row) => id.visitRow(row.number)}
          current={current ? keyOf(current) : null}
          onCurrent={setChosen}
          onOpen={open}
        />
      )}
      <footer className="view-foot">
        <span className="foot-words">{words.visits(rows.length)}</span>
        <KeyHint keys={['↑', '↓']}>{letterWords.choosing}</KeyHint>
        <KeyHint keys={['Enter']}>{letterWords.opening}</KeyHint>
      </footer>
    </>
  );
}
