import { Checkbox, Segmented } from 'antd';
import { useEffect, useState } from 'react';
import { key, useAsk } from '../../app/data';
import { setCurrentCase } from '../../app/stage';
import type { LetterId, LetterRow } from '../../host/types';
import { id } from '../../testids';
import { Empty, ErrorSentence, KeyHint, PageHead, useKeys } from '../../ui';
import { listDate, REPLY_BY } from '../../words';
import { letterWords as words } from '../../words/letter';
import { printWords } from '../../words/print';
import { RowTable, type Column } from '../letters/RowTable';
import { BatchPanel } from './BatchPanel';
import { RegisterPanel } from './RegisterPanel';
import { openLetter, stateWord, waits } from './rows';
import '../letter/letter.css';

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
  const [ticks, setTicks] = useState<ReadonlySet<LetterId>>(new Set());
  const ticked = rows.filter((one) => ticks.has(one.id));
  const toggle = (letter: LetterId) =>
    setTicks((before) => {
      const after = new Set(before);
      if (!after.delete(letter)) after.add(letter);
      return after;
    });
  useKeys({ Space: () => row !== undefined && toggle(row.id) });
  const { columns: names } = words;
  const columns: Column<LetterRow>[] = [
    {
      name: printWords.tick,
      width: 36,
      cell: (one) => (
        <Checkbox
          aria-label={printWords.tickOne(one.number ?? one.title)}
          tabIndex={-1}
          checked={ticks.has(one.id)}
          onChange={() => toggle(one.id)}
        />
      ),
    },
    { name: names.number, width: 178, cell: (one) => one.number ?? '' },
    {
      name: names.title,
      cell: (one) => (
        <button type="button" className="reg-title" tabIndex={-1} onClick={() => openLetter(one)}>
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
        {waiting.length > 1 && (
          <button type="button" className="link" onClick={() => setTicks(new Set(waiting.map((one) => one.id)))}>
            {printWords.tickWaiting}
          </button>
        )}
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
              onOpen={openLetter}
              isVoid={(one) => one.state === 'voided'}
            />
          )}
          <footer className="view-foot">
            <span className="foot-words">
              {row?.state === 'voided' && row.void_reason !== null ? words.voidedBecause(row.void_reason) : words.letters(rows.length)}
            </span>
            <KeyHint keys={['↑', '↓']}>{words.choosing}</KeyHint>
            <KeyHint keys={['空格']}>{printWords.tick}</KeyHint>
            <KeyHint keys={['Enter']}>{words.open}</KeyHint>
            <KeyHint keys={['Ctrl', 'P']}>{words.print}</KeyHint>
          </footer>
        </div>
        {ticked.length > 0 ? (
          <BatchPanel rows={ticked} onUntick={() => setTicks(new Set())} />
        ) : (
          row !== undefined && <RegisterPanel key={row.id} row={row} />
        )}
      </div>
    </>
  );
}
