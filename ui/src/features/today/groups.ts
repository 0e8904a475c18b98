// The morning's groups as items of the grid.

import type { CaseId, CaseRow, Group, Morning, SortBy } from '../../host/types';
import { GROUP, sentenceDate } from '../../words';
import type { Filters } from '../list/memory';

export type TodayItem = { kind: 'group'; group: Group } | { kind: 'row'; row: CaseRow };

export function todayItems(morning: Morning, filters: Filters, me: string): TodayItem[] {
  const items: TodayItem[] = [];
  for (const group of morning.groups) {
    const rows = sorted(group.rows.filter((row) => passes(row, filters, me)), filters.sort);
    if (rows.length === 0) continue;
    const whole = rows.length === group.rows.length;
    items.push({ kind: 'group', group: { ...group, rows, total: whole ? group.total : rows.length } });
    for (const row of rows) items.push({ kind: 'row', row });
  }
  return items;
}

/** Every case once, in the order of the list. */
export function todayRows(items: TodayItem[]): CaseRow[] {
  return items.flatMap((item) => (item.kind === 'row' ? [item.row] : []));
}

export function indexOfRow(items: TodayItem[], id: CaseId): number {
  return items.findIndex((item) => item.kind === 'row' && item.row.id === id);
}

/** Within a group; by 期限 the rulebook's order stands. */
function sorted(rows: CaseRow[], by: SortBy): CaseRow[] {
  if (by === 'due') return rows;
  const value = by === 'changed' ? 'number' : by;
  return [...rows].sort((a, b) => a[value].localeCompare(b[value], 'zh'));
}

function passes(row: CaseRow, f: Filters, me: string): boolean {
  return (
    (f.community === null || row.community === f.community) &&
    (f.channel === null || row.channel === f.channel) &&
    (f.state === null || row.state === f.state) &&
    (f.lamp === null || row.lamp === f.lamp) &&
    (!f.mine || row.handler === me)
  );
}

export function groupNote(group: Group, morning: Morning): string {
  if (group.group !== 'this_week') return GROUP[group.group].note;
  const tomorrow = new Date(Date.parse(morning.today) + 86_400_000).toISOString().slice(0, 10);
  if (tomorrow > morning.week_until) return '';
  if (tomorrow === morning.week_until) return sentenceDate(tomorrow);
  const until = sentenceDate(morning.week_until);
  const sameMonth = tomorrow.slice(0, 7) === morning.week_until.slice(0, 7);
  return `${sentenceDate(tomorrow)}至${sameMonth ? until.replace(/^\d+月/, '') : until}`;
}
