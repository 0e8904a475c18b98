// 三率 as the centre heard them: two offices, one of which is the person's own.

import type { CaseRow, OfficeId, Rate, RatesCounts, RatesLine, RatesNumber, RatesView } from '../types';
import { china } from './clock';

const MONTHS = ['2026-12', '2026-11', '2026-10'];

const BAIHE: RatesCounts = { valid: 10, contacted: 9, solved: 7, partly_solved: 2, satisfied: 6, basically: 2, dissatisfied: 1 };
const DONGLIU: RatesCounts = { valid: 0, contacted: 0, solved: 0, partly_solved: 0, satisfied: 0, basically: 0, dissatisfied: 0 };

export function ratesOf(month: string | null, head: boolean): RatesView {
  const shown = month ?? MONTHS[0] ?? '';
  const baihe = line('baihe', '白鹤街道', BAIHE);
  const dongliu = line('dongliu', '东柳街道', DONGLIU);
  const [until = '', from = ''] = [shown, MONTHS[MONTHS.indexOf(shown) + 1] ?? '2026-09'];
  return {
    sheet: {
      month: shown,
      from: china(`${from}-18 12:00`),
      until: china(`${until}-18 12:00`),
      version: 1,
      offices: head ? [baihe] : [baihe, dongliu],
      total: head ? null : line(null, '合计', BAIHE),
    },
    formula: {
      version: 1,
      contacted_weight: 100,
      satisfied_weight: 400,
      solved_weight: 500,
      basically_tenths: 9,
      partly_tenths: 0,
      from_day: 19,
      cut_hour: 12,
      excluded: { categories: [], channels: [], marks: [], reasons: [] },
    },
    months: MONTHS,
  };
}

/** As many of the sample's cases as the number says. */
export function casesBehind(rows: CaseRow[], number: RatesNumber): CaseRow[] {
  return rows.slice(0, number === 'valid' ? BAIHE.valid : number === 'partly_solved' ? BAIHE.partly_solved : 1);
}

function line(office: OfficeId | null, name: string, counts: RatesCounts): RatesLine {
  const { valid, contacted, solved, satisfied, basically } = counts;
  const rate = (numerator: number, denominator: number): Rate | null =>
    denominator === 0 ? null : { numerator, denominator, basis_points: Math.round((numerator * 10_000) / denominator) };
  const tenths = satisfied * 10 + basically * 9;
  return {
    office,
    name,
    counts,
    response: rate(contacted, valid),
    solution: rate(solved, valid),
    satisfaction: rate(tenths, valid * 10),
    composite: rate(100 * contacted * 10 + 400 * tenths + 500 * solved * 10, valid * 10_000),
  };
}
