// The days of a deadline as cells: one a day; above 24 days whole weeks in the
// middle become one cell.

import type { Day, Derivation, Unit } from '../../host/types';
import { sentenceDate } from '../../words';

export interface Cell {
  key: string;
  kind: 'start' | 'counted' | 'off' | 'paused' | 'week';
  top: string;
  bottom: string;
  due: boolean;
  /** said to screen readers and on hover: nothing that is not in the sentence */
  spoken: string;
}

const MOST = 24;

export function deadlineCells(derivation: Derivation): Cell[] {
  const { days, due, unit } = derivation;
  if (days.length <= MOST) return days.map((day) => dayCell(day, due, unit));
  const cells: Cell[] = [];
  const lastWeek = weekOf(due);
  const firstWeek = weekOf(days[0]?.date ?? due);
  for (let i = 0; i < days.length; ) {
    const day = days[i];
    if (day === undefined) break;
    const week = weekOf(day.date);
    if (week === firstWeek || week === lastWeek) {
      cells.push(dayCell(day, due, unit));
      i += 1;
      continue;
    }
    const end = days.findIndex((other, at) => at > i && weekOf(other.date) !== week);
    const whole = days.slice(i, end < 0 ? days.length : end);
    cells.push(weekCell(whole));
    i += whole.length;
  }
  return cells;
}

/** Monday's day number of the date's week. */
function weekOf(date: string): number {
  const days = Math.floor(Date.parse(date) / 86_400_000);
  return Math.floor((days + 3) / 7);
}

function dayCell(day: Day, due: string, unit: Unit): Cell {
  const { mark } = day;
  const isDue = day.date === due;
  const bottom = { start: '收', off: '休', paused: '停', counted: '' }[mark.kind] || (mark.kind === 'counted' ? String(mark.n) : '');
  const meaning =
    mark.kind === 'counted'
      ? unit === 'working_hour' ? `满 ${mark.n} 个工作时` : `第 ${mark.n} 天`
      : { start: '收到', off: '休', paused: '停表' }[mark.kind];
  return {
    key: day.date,
    kind: mark.kind,
    top: String(Number(day.date.slice(8))),
    bottom,
    due: isDue,
    spoken: `${sentenceDate(day.date)}，${day.name === null ? meaning : `${day.name}，${meaning}`}${isDue ? '，到期' : ''}`,
  };
}

function weekCell(days: Day[]): Cell {
  const first = days[0]?.date ?? '';
  const last = days.at(-1)?.date ?? '';
  const counted = days.filter(({ mark }) => mark.kind === 'counted').length;
  return {
    key: first,
    kind: 'week',
    top: `${Number(first.slice(8))}–${Number(last.slice(8))}`,
    bottom: `${counted} 天`,
    due: false,
    spoken: `${sentenceDate(first)}至${sentenceDate(last)}，计 ${counted} 天`,
  };
}
