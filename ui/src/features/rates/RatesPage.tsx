import { Select } from 'antd';
import { useState } from 'react';
import { key, useAsk, useStatus } from '../../app/data';
import type { OfficeId, RatesNumber } from '../../host/types';
import { id } from '../../testids';
import { ErrorSentence, KeyHint, PageHead } from '../../ui';
import { letterWords } from '../../words/letter';
import { formulaWords, monthWords, periodWords, ratesWords as words } from '../../words/rates';
import { CasesBehind } from './CasesBehind';
import { RatesTable } from './RatesTable';
import './rates.css';

/** A number of the table, of one office or of all. */
export interface Chosen {
  office: OfficeId | null;
  name: string;
  number: RatesNumber;
}

/** 三率: a head's own office, an auditor's district; every number opens its cases. */
export function RatesPage() {
  const { person } = useStatus();
  const [month, setMonth] = useState<string | null>(null);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const rates = useAsk([...key.rates, month], 'rates', { month }, { always: true, keep: true });
  const view = rates.data;
  return (
    <>
      <PageHead lined title={words.title} note={view === undefined ? undefined : periodWords(view.sheet.from, view.sheet.until)}>
        {view !== undefined && (
          <Select
            aria-label={words.month}
            data-testid={id.ratesMonth}
            value={view.sheet.month ?? undefined}
            options={view.months.map((one) => ({ value: one, label: monthWords(one) }))}
            onChange={setMonth}
          />
        )}
      </PageHead>
      {rates.isError && (
        <div className="register-why">
          <ErrorSentence error={rates.error} />
        </div>
      )}
      {view !== undefined && (
        <div className="rates">
          <RatesTable sheet={view.sheet} chosen={chosen} onChoose={setChosen} />
          <p className="rates-note">
            {formulaWords(view.formula)}
            {words.once}
            {person?.role === 'head' ? words.own : words.all}
          </p>
          {chosen === null ? <p className="rates-note">{words.choose}</p> : <CasesBehind month={month} chosen={chosen} />}
        </div>
      )}
      <footer className="view-foot">
        <span className="foot-words">{view === undefined ? '' : monthWords(view.sheet.month ?? '')}</span>
        <KeyHint keys={['↑', '↓']}>{letterWords.choosing}</KeyHint>
        <KeyHint keys={['Enter']}>{letterWords.opening}</KeyHint>
      </footer>
    </>
  );
}
