import { Button, Segmented } from 'antd';
import { useEffect, useState } from 'react';
import { key, useAsk, useToday } from '../../app/data';
import { go, TODAY } from '../../app/route';
import { setCurrentCase } from '../../app/stage';
import { useHost } from '../../host';
import type { LetterRow } from '../../host/types';
import { id } from '../../testids';
import { Empty, ErrorSentence, KeyHint, PageHead, Section, useKeys } from '../../ui';
import { listDate, moment, REPLY_BY } from '../../words';
import { letterWords as words } from '../../words/letter';
import { RowTable, type Column } from '../letters/RowTable';
import '../letter/letter.css';

const open = (row: LetterRow) => go({ at: 'letter', case: row.case, kind: row.kind, letter: row.id, from: TODAY });

/** signed and still on its way to the citizen */
const waits = (row: LetterRow) => row.state === 'signed' && row.replied_by === null;

function stateWord(row: LetterRow): string {
  if (row.state === 'voided') return words.voided;
  if (row.pdf === null) return words.makingShort;
  return row.replied_by === null ? words.toPrint : words.deliveredShort;
}

/** 待打印: the register of what was signed; void numbers stay, struck through. */
export function RegisterPage() {
  const letters = useAsk([...key.letters, 'register'], 'list_letters', { list: 'register' }, { always: true });
  const all = letters.data ?? [];
  const waiting = all.filter(waits);
  const [only, setOnly] = useState<'waiting' | 'all'>('all');
  const rows = only === 'waiting' ? waiting : all;
  const [chosen, setChosen] = useState<string | null>(null);
  const row = rows.find((one) => one.id === chosen) ?? rows[0];
  const currentCase = row?.case ?? null;
  useEffect(() => setCurrentCase(currentCase), [currentCase]);
  const { columns: names } = words;
  const columns: Column<LetterRow>[] = [
    { name: names.number, width: 178, cell: (one) => one.number ?? '' },
    {
      name: names.title,
      cell: (one) => (
        <button type="button" className="reg-title" tabIndex={-1} onClick={() => open(one)}>
          {one.title}
        </button>
      ),
    },
    { name: names.addressee, width: 92, cell: (one) => one.addressee },
    { name: names.signed, width: 64, cell: (one) => (one.date === null ? '' : listDate(one.date)) },
    { name: names.pages, width: 36, right: true, cell: (one) => one.pages ?? '' },
    { name: names.delivery, width: 80, cell: (one) => (one.replied_by === null ? '' : REPLY_BY[one.replied_by]) },
    {
      name: names.state,
      width: 96,
      cell: (one) => <span className={`tag ${waits(one) ? 'tag-accent' : ''}`}>{stateWord(one)}</span>,
    },
  ];

  return (
    <>
      <PageHead lined title={words.register} note={words.registerNote(waiting.length, all.length)}>
        <Segmented<'waiting' | 'all'>
          aria-label={names.state}
          value={only}
          options={[
            { value: 'waiting', label: words.onlyWaiting },
            { value: 'all', label: words.wholeRegister },
          ]}
          onChange={setOnly}
        />
      </PageHead>
      <div className="register">
        <div className="register-list">
          {letters.isError && (
            <div className="register-why">
              <ErrorSentence error={letters.error} />
            </div>
          )}
          {letters.data !== undefined && rows.length === 0 ? (
            <Empty title={all.length === 0 ? words.noRegister : words.noWaiting}>{words.noRegisterNext}</Empty>
          ) : (
            <RowTable
              label={words.register}
              columns={columns}
              rows={rows}
              rowKey={(one) => one.id}
              testId={(one) => id.letterRow(one.id)}
              current={row?.id ?? null}
              onCurrent={setChosen}
              onOpen={open}
              isVoid={(one) => one.state === 'voided'}
            />
          )}
          <footer className="view-foot">
            <span className="foot-words">
              {row?.state === 'voided' && row.void_reason !== null ? words.voidedBecause(row.void_reason) : words.letters(rows.length)}
            </span>
            <KeyHint keys={['↑', '↓']}>{words.choosing}</KeyHint>
            <KeyHint keys={['Enter']}>{words.open}</KeyHint>
            <KeyHint keys={['Ctrl', 'P']}>{words.print}</KeyHint>
          </footer>
        </div>
        {row !== undefined && <RegisterPanel key={row.id} row={row} />}
      </div>
    </>
  );
}

/** What can be done with the chosen letter. */
function RegisterPanel({ row }: { row: LetterRow }) {
  const host = useHost();
  const today = useToday();
  const [said, setSaid] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const stored = row.pdf !== null;
  const file = async (command: 'save_pdf' | 'open_pdf') => {
    if (!stored) return;
    setSaid(null);
    setError(null);
    try {
      const { path } = await host.call(command, { case: row.case, letter: row.id });
      setSaid(command === 'save_pdf' ? words.savedTo(path) : words.opened);
    } catch (refused) {
      setError(refused);
    }
  };
  useKeys({
    'Ctrl+KeyP': () => void file('open_pdf'),
    'Ctrl+KeyS': () => void file('save_pdf'),
  });
  return (
    <aside className="register-panel" aria-label={row.number ?? row.title}>
      <Section title={row.number ?? row.title} aside={stateWord(row)}>
        <p className="letter-words prose">{row.title}</p>
        <p className="meta">
          {[row.signed_by, row.signed_at === null ? '' : moment(row.signed_at, today)].filter(Boolean).join('　')}
        </p>
        {row.state === 'voided' && <p className="meta">{words.voidedBecause(row.void_reason ?? '')}</p>}
      </Section>
      <Section title={words.print} aside={row.pages === null ? undefined : words.pages(row.pages)}>
        {!stored && <p className="meta">{words.making}</p>}
        <Button
          type={row.state === 'signed' ? 'primary' : 'default'}
          disabled={!stored}
          data-testid={id.letterPdf}
          onClick={() => void file('open_pdf')}
        >
          {words.print} <span className="button-key">Ctrl+P</span>
        </Button>
        <Button disabled={!stored} data-testid={id.letterSave} onClick={() => void file('save_pdf')}>
          {words.save}
        </Button>
        {said !== null && (
          <p className="meta" role="status">
            {said}
          </p>
        )}
        {error !== null && <ErrorSentence error={error} />}
        <p className="meta">{words.filed}</p>
      </Section>
      {row.state === 'signed' && (
        <Section
          title={words.delivery}
          aside={
            <button type="button" className="link" onClick={() => open(row)}>
              {waits(row) ? words.record : words.open}
            </button>
          }
        >
          <p className="letter-words">
            {row.replied_by === null ? words.notDelivered : words.delivered(REPLY_BY[row.replied_by])}
          </p>
        </Section>
      )}
    </aside>
  );
}
