import { describe, expect, it } from 'vitest';
import { sampleRows } from '../../host/mock/cases';
import { deadlineOf } from '../../host/mock/deadline';
import type { CaseRow, Derivation } from '../../host/types';
import { deadlineCells } from './deadlineCells';

function derivationOf(number: string): Derivation {
  const row = sampleRows().find((one) => one.number === number) as CaseRow;
  return (deadlineOf(row) as NonNullable<ReturnType<typeof deadlineOf>>).derivation;
}

describe('the days of a deadline', () => {
  it('one cell a day: 收, counted, 休, 停, due', () => {
    const cells = deadlineCells(derivationOf('20261112-0187'));
    expect(cells.map((cell) => cell.bottom).join(' ')).toBe('收 1 休 休 2 停 停 3 4 休 休 5');
    expect(cells.at(-1)).toMatchObject({ top: '23', due: true, spoken: '11月23日，第 5 天，到期' });
  });

  it('above 24 days whole weeks become one cell, and no counted day is lost', () => {
    const derivation = derivationOf('20261122-0003');
    expect(derivation.days.length).toBeGreaterThan(24);
    const cells = deadlineCells(derivation);
    expect(cells.length).toBeLessThanOrEqual(24);
    const weeks = cells.filter((cell) => cell.kind === 'week');
    expect(weeks.length).toBeGreaterThan(2);
    const inWeeks = weeks.reduce((sum, cell) => sum + Number.parseInt(cell.bottom, 10), 0);
    const alone = cells.filter((cell) => cell.kind === 'counted').length;
    expect(inWeeks + alone).toBe(derivation.limit);
  });

  it('a holiday is named', () => {
    const derivation = derivationOf('20261112-0187');
    const days = derivation.days.map((day) => (day.date === '2026-11-14' ? { ...day, name: '国庆节' } : day));
    const cell = deadlineCells({ ...derivation, days })[2];
    expect(cell?.spoken).toBe('11月14日，国庆节，休');
  });
});
