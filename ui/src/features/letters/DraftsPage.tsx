import { useEffect, useState } from 'react';
import { key, useAsk, useToday } from '../../app/data';
import { go, TODAY } from '../../app/route';
import { setCurrentCase } from '../../app/stage';
import type { LetterRow } from '../../host/types';
import { id } from '../../testids';
import { DueText, Empty, ErrorSentence, KeyHint, LetterTag, PageHead } from '../../ui';
import { LETTER_KIND, listMoment } from '../../words';
import { letterWords as words } from '../../words/letter';
import { letterDue } from './letterDue';
import { RowTable, type Column } from './RowTable';

const FACES = {
  drafts: { title: words.draftsTitle, empty: words.noDrafts, next: words.noDraftsNext },
  submitted: { title: words.submittedList, empty: words.noSubmitted, next: words.noSubmittedNext },
};

const open = (row: LetterRow) => go({ at: 'letter', case: row.case, kind: row.kind, letter: row.id, from: TODAY });

/** 草稿 and 待签发: letters on their way to a signature. */
export function DraftsPage({ list }: { list: 'drafts' | 'submitted' }) {
  const today = useToday();
  const letters = useAsk([...key.letters, list], 'list_letters', { list }, { always: true });
  const [chosen, setChosen] = useState<string | null>(null);
  const rows = letters.data ?? [];
  const current = rows.some((row) => row.id === chosen) ? chosen : (rows[0]?.id ?? null);
  const face = FACES[list];
  const { columns: names } = words;
  const columns: Column<LetterRow>[] = [
    { name: names.case, width: 128, cell: (row) => row.case_number },
    {
      name: names.title,
      cell: (row) => (
        <button type="button" className="reg-title" tabIndex={-1} onClick={() => open(row)}>
          {row.title || row.case_title}
        </button>
      ),
    },
    { name: names.kind, width: 136, cell: (row) => LETTER_KIND[row.kind] },
    { name: names.addressee, width: 88, cell: (row) => row.addressee },
    list === 'drafts'
      ? { name: names.changed, width: 116, cell: (row) => listMoment(row.changed_at, today) }
      : {
          name: names.submitted,
          width: 176,
          cell: (row) => `${row.submitted_at === null ? '' : listMoment(row.submitted_at, today)} ${row.drafted_by}`,
        },
    { name: names.due, width: 144, cell: (row) => <DueText due={letterDue(row, today)} /> },
    {
      name: names.state,
      width: 128,
      cell: (row) => (
        <>
          <LetterTag state={row.state} />
          {row.pending && <span className="meta"> {words.pending}</span>}
        </>
      ),
    },
  ];

  const shownRow = rows.find((row) => row.id === current);
  const currentCase = shownRow?.case ?? null;
  useEffect(() => setCurrentCase(currentCase), [currentCase]);
  return (
    <>
      <PageHead lined title={face.title} note={rows.length > 0 ? words.letters(rows.length) : undefined} />
      {letters.isError && (
        <div className="register-why">
          <ErrorSentence error={letters.error} />
        </div>
      )}
      {letters.data !== undefined && rows.length === 0 ? (
        <Empty title={face.empty}>{face.next}</Empty>
      ) : (
        <RowTable
          label={face.title}
          columns={columns}
          rows={rows}
          rowKey={(row) => row.id}
          testId={(row) => id.letterRow(row.id)}
          current={current}
          onCurrent={setChosen}
          onOpen={open}
        />
      )}
      <footer className="view-foot">
        <span className="foot-words">
          {shownRow?.state === 'returned' && shownRow.remark !== null ? words.remarkOf(shownRow.remark) : words.letters(rows.length)}
        </span>
        <KeyHint keys={['↑', '↓']}>{words.choosing}</KeyHint>
        <KeyHint keys={['Enter']}>{words.opening}</KeyHint>
      </footer>
    </>
  );
}
