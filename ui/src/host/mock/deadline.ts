// The derivation that the pictures show: five working days, a supplement
// between. In the packaged window the rulebook makes it.

import type { CaseRow, Day, DeadlineView } from '../types';

const mark = (date: string, m: Day['mark'], name: string | null = null): Day => ({ date, mark: m, name });

const PICTURE: Day[] = [
  mark('2026-11-12', { kind: 'start' }),
  mark('2026-11-13', { kind: 'counted', n: 1 }),
  mark('2026-11-14', { kind: 'off' }),
  mark('2026-11-15', { kind: 'off' }),
  mark('2026-11-16', { kind: 'counted', n: 2 }),
  mark('2026-11-17', { kind: 'paused' }),
  mark('2026-11-18', { kind: 'paused' }),
  mark('2026-11-19', { kind: 'counted', n: 3 }),
  mark('2026-11-20', { kind: 'counted', n: 4 }),
  mark('2026-11-21', { kind: 'off' }),
  mark('2026-11-22', { kind: 'off' }),
  mark('2026-11-23', { kind: 'counted', n: 5 }),
];

const plus = (date: string, days: number) =>
  new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);

function plainDays(start: string, due: string): Day[] {
  const days: Day[] = [mark(start, { kind: 'start' })];
  let n = 0;
  for (let date = plus(start, 1); date <= due; date = plus(date, 1)) {
    const weekend = [0, 6].includes(new Date(date).getUTCDay());
    if (!weekend) n += 1;
    days.push(mark(date, weekend ? { kind: 'off' } : { kind: 'counted', n }));
  }
  return days;
}

function words(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

export function deadlineOf(row: CaseRow): DeadlineView | null {
  if (row.due === null) return null;
  const start = `${row.number.slice(0, 4)}-${row.number.slice(4, 6)}-${row.number.slice(6, 8)}`;
  const picture = row.number === '20261112-0187';
  const days = picture ? PICTURE : plainDays(start, row.due);
  const limit = days.reduce((most, { mark: m }) => (m.kind === 'counted' ? Math.max(most, m.n) : most), 0);
  return {
    clock: row.due_clock ?? 'answer',
    state: row.answered_on === null ? 'running' : 'met',
    derivation: {
      rule: 'hotline.answer',
      clock: row.due_clock ?? 'answer',
      counted_from: 'dispatch',
      start_at: null,
      due_at: null,
      off: [],
      made_up: [],
      stops: [],
      moved_on: false,
      office_hours: null,
      article: '',
      basis: '热线承办时限（本地规则 2026-03 版）',
      start,
      limit,
      extended_by: 0,
      unit: 'working_day',
      due: row.due,
      estimated: row.estimated,
      days,
      sentence: picture
        ? '自2026年11月12日收到次日起算5个工作日（14日至15日、21日至22日休，17日至18日补正停表），应于2026年11月23日前（含当日）答复'
        : `自${words(start)}收到次日起算${limit}个工作日，应于${words(row.due)}前（含当日）${row.due_clock === 'sign_for' ? '签收' : '答复'}`,
    },
  };
}
