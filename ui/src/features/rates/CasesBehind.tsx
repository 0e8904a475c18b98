import { useEffect, useId, useState } from 'react';
import { key, useAsk } from '../../app/data';
import { go, TODAY } from '../../app/route';
import { setCurrentCase } from '../../app/stage';
import type { CaseRow } from '../../host/types';
import { id } from '../../testids';
import { ErrorSentence, StateTag } from '../../ui';
import { CHANNEL } from '../../words';
import { ratesWords as words } from '../../words/rates';
import { RowTable, type Column } from '../letters/RowTable';
import type { Chosen } from './RatesPage';

const open = (row: CaseRow) => go({ at: 'case', case: row.id, from: TODAY });

const COLUMNS: Column<CaseRow>[] = [
  { name: words.columns.number, width: 128, cell: (row) => row.number },
  {
    name: words.columns.title,
    cell: (row) => (
      <button type="button" className="reg-title" tabIndex={-1} onClick={() => open(row)}>
        {row.title}
      </button>
    ),
  },
  { name: words.columns.channel, width: 64, cell: (row) => CHANNEL[row.channel] },
  { name: words.columns.community, width: 112, cell: (row) => row.community },
  { name: words.columns.state, width: 96, cell: (row) => <StateTag row={row} /> },
];

/** The cases that a number counts. */
export function CasesBehind({ month, chosen }: { month: string | null; chosen: Chosen }) {
  const heading = useId();
  const { office, number, name } = chosen;
  const cases = useAsk([...key.rates, month, office, number], 'rates_cases', { month, office, number }, { always: true });
  const [current, setCurrent] = useState<string | null>(null);
  const rows = cases.data ?? [];
  const shown = rows.find((row) => row.id === current) ?? rows[0];
  const currentCase = shown?.id ?? null;
  useEffect(() => setCurrentCase(currentCase), [currentCase]);
  return (
    <section className="rates-cases" aria-labelledby={heading}>
      <h2 id={heading}>{words.cases(name, number, rows.length)}</h2>
      {cases.isError ? (
        <ErrorSentence error={cases.error} />
      ) : (
        <RowTable
          label={words.cases(name, number, rows.length)}
          columns={COLUMNS}
          rows={rows}
          rowKey={(row) => row.id}
          testId={(row) => id.ratesCase(row.number)}
          current={currentCase}
          onCurrent={setCurrent}
          onOpen={open}
        />
      )}
    </section>
  );
}
