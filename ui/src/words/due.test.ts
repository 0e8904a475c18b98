import { describe, expect, it } from 'vitest';
import type { CaseRow, DeadlineView } from '../host/types';
import { sampleRows } from '../host/mock/cases';
import { deadlineWords, dueWords } from './due';

const model = sampleRows()[0] as CaseRow;
const TODAY = '2026-11-23';
const words = (change: Partial<CaseRow>) => dueWords({ ...model, ...change }, TODAY).words;

describe('a deadline is said as an official says it', () => {
  it.each<[Partial<CaseRow>, string]>([
    [{ due: '2026-11-19', days_left: -2 }, '逾期 2 个工作日'],
    [{ due: '2026-11-23', days_left: 0 }, '今天到期'],
    [{ due: '2026-11-24', days_left: 1 }, '明天到期'],
    [{ due: '2026-11-26', days_left: 3 }, '剩 3 个工作日'],
    [{ due: '2026-11-23', days_left: 0, due_clock: 'sign_for', state: 'assigned' }, '今天须签收'],
    [{ due: '2026-11-24', days_left: 1, due_clock: 'sign_for', state: 'assigned' }, '明天须签收'],
    [{ due: '2026-11-23', due_at: Date.parse('2026-11-23T15:30:00+08:00'), days_left: 0, lamp: 'yellow' }, '今天 15:30 到期'],
    [{ due: '2026-11-23', due_at: Date.parse('2026-11-23T08:30:00+08:00'), days_left: 0, lamp: 'red' }, '已逾期'],
    [{ state: 'paused', due: null, days_left: null }, '等市民补正'],
    [{ state: 'return_requested', due: null, days_left: null }, '等中心裁定'],
    [{ state: 'replied', answered_on: '2026-11-20', answered_late: 0 }, '按期答复'],
    [{ state: 'replied', answered_on: '2026-11-20', answered_late: 1 }, '逾期 1 个工作日答复'],
    [{ state: 'replied', answered_on: '2026-11-20', rating: 'dissatisfied' }, '不满意，待重办'],
    [{ state: 'replied', answered_on: '2026-11-20', rating: 'satisfied' }, '满意，可办结'],
    [{ state: 'registered', due: null, days_left: null }, ''],
  ])('%o is %s', (change, sentence) => {
    expect(words(change)).toBe(sentence);
  });

  it('one working day over a weekend is not tomorrow', () => {
    expect(dueWords({ ...model, due: '2026-11-30', days_left: 1 }, '2026-11-27').words).toBe('剩 1 个工作日');
  });

  it('a date beyond the calendar is an estimate', () => {
    expect(dueWords({ ...model, due: '2027-01-08', days_left: 31, estimated: true }, TODAY).estimated).toBe(true);
  });

  it('a limit in 日 is counted in days once the case is open', () => {
    const row = { ...model, due: '2026-12-05', days_left: 9 };
    const deadline = {
      clock: 'answer',
      state: 'running',
      derivation: { unit: 'calendar_day', due: '2026-12-05' },
    } as DeadlineView;
    expect(deadlineWords(row, deadline, TODAY).words).toBe('剩 12 天');
  });

  it('the lamp is the rulebook’s, not the wording’s', () => {
    expect(dueWords({ ...model, lamp: 'yellow', due: '2026-11-24', days_left: 1 }, TODAY).lamp).toBe('yellow');
    expect(dueWords({ ...model, state: 'paused', due: null, days_left: null }, TODAY).lamp).toBe('paused');
    expect(dueWords({ ...model, state: 'replied', answered_on: TODAY }, TODAY).lamp).toBe('done');
  });
});
