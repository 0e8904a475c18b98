import type { Rate, RatesLine, RatesNumber, RatesSheet } from '../../host/types';
import { id } from '../../testids';
import { fraction, NUMBER, percent, ratesWords as words } from '../../words/rates';
import type { Chosen } from './RatesPage';

interface Props {
  sheet: RatesSheet;
  chosen: Chosen | null;
  onChoose: (chosen: Chosen) => void;
}

/** The numbers that a rate is made of stand before it. */
const GROUPS: { name: string; rate: (line: RatesLine) => Rate | null; numbers: RatesNumber[] }[] = [
  { name: words.response, rate: (line) => line.response, numbers: ['contacted', 'not_contacted'] },
  { name: words.solution, rate: (line) => line.solution, numbers: ['solved', 'partly_solved', 'not_solved'] },
  { name: words.satisfaction, rate: (line) => line.satisfaction, numbers: ['satisfied', 'basically', 'dissatisfied', 'not_rated'] },
];

/** One line an office; the total, pooled from the cases, stands last. */
export function RatesTable({ sheet, chosen, onChoose }: Props) {
  const number = (line: RatesLine, of: RatesNumber) => {
    const count = countOf(line, of);
    if (count === 0) return <span className="quiet">0</span>;
    const here = chosen !== null && chosen.office === line.office && chosen.number === of;
    return (
      <button
        type="button"
        className="link"
        aria-pressed={here}
        aria-label={words.cases(line.name, of, count)}
        data-testid={id.ratesNumber(line.office, of)}
        onClick={() => onChoose({ office: line.office, name: line.name, number: of })}
      >
        {count}
      </button>
    );
  };
  const row = (line: RatesLine) => (
    <tr key={line.office ?? 'total'} className={line.office === null ? 'rates-total' : undefined}>
      <th scope="row">{line.name}</th>
      <td>{number(line, 'valid')}</td>
      {GROUPS.map((group) => [
        ...group.numbers.map((of) => <td key={of}>{number(line, of)}</td>),
        <td key={group.name} className="rates-rate">
          <RateCell rate={group.rate(line)} valid={line.counts.valid} />
        </td>,
      ])}
      <td className="rates-rate">
        <RateCell rate={line.composite} valid={line.counts.valid} />
      </td>
    </tr>
  );
  return (
    <div className="rates-scroll" role="region" aria-label={words.caption} tabIndex={0}>
      <table className="rates-table">
        <caption className="rates-caption">{words.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.unit}</th>
            <th scope="col">{NUMBER.valid}</th>
            {GROUPS.map((group) => [
              ...group.numbers.map((of) => (
                <th scope="col" key={of}>
                  {NUMBER[of]}
                </th>
              )),
              <th scope="col" key={group.name} className="rates-rate">
                {group.name}
              </th>,
            ])}
            <th scope="col" className="rates-rate">
              {words.composite}
            </th>
          </tr>
        </thead>
        <tbody>
          {sheet.offices.map(row)}
          {sheet.total !== null && row(sheet.total)}
        </tbody>
      </table>
    </div>
  );
}

/** Percentage, the fraction it comes from, and a quiet bar. */
function RateCell({ rate, valid }: { rate: Rate | null; valid: number }) {
  if (rate === null) return <span className="quiet">{words.none}</span>;
  return (
    <>
      <b>{percent(rate)}</b> <span className="quiet">{fraction(rate, valid)}</span>
      <span className="rates-bar" aria-hidden="true">
        <span style={{ width: `${rate.basis_points / 100}%` }} />
      </span>
    </>
  );
}

function countOf({ counts }: RatesLine, number: RatesNumber): number {
  switch (number) {
    case 'not_contacted':
      return counts.valid - counts.contacted;
    case 'not_solved':
      return counts.valid - counts.solved - counts.partly_solved;
    case 'not_rated':
      return counts.valid - counts.satisfied - counts.basically - counts.dissatisfied;
    default:
      return counts[number];
  }
}
