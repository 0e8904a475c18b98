// How a deadline is said. The numbers come from the rulebook; only the wording
// is made here.

import type { CaseRow, DeadlineView, Lamp } from '../host/types';
import { clock, daysBetween } from './dates';
import { RATING } from './names';

export interface DueWords {
  lamp: Lamp | 'done';
  words: string;
  estimated: boolean;
}

type DueRow = Pick<
  CaseRow,
  | 'state'
  | 'due'
  | 'paused_for'
  | 'due_at'
  | 'due_clock'
  | 'lamp'
  | 'days_left'
  | 'estimated'
  | 'answered_on'
  | 'answered_late'
  | 'rating'
>;

/** The words beside the lamp; empty where no clock ran. */
export function dueWords(row: DueRow, today: string): DueWords {
  const say = (words: string, lamp: DueWords['lamp'] = row.lamp, estimated = false): DueWords => ({
    lamp,
    words,
    estimated,
  });
  if (row.state === 'paused' && row.due === null) return say(row.paused_for === 'consultation' ? '等征求意见' : '等市民补正', 'paused');
  if (row.state === 'return_requested') return say('等中心裁定');
  if (row.answered_on !== null || row.state === 'replied' || row.state === 'closed') {
    return say(answeredWords(row), row.rating === 'dissatisfied' ? row.lamp : 'done');
  }
  if (row.due === null || row.days_left === null) return say('', 'none');
  return say(runningWords(row, row.due, row.days_left, today), row.lamp, row.estimated);
}

function answeredWords(row: DueRow): string {
  if (row.rating !== null && row.state === 'replied') {
    return row.rating === 'dissatisfied' ? '不满意，待重办' : `${RATING[row.rating]}，可办结`;
  }
  const late = row.answered_late ?? 0;
  return late > 0 ? `逾期 ${late} 个工作日答复` : '按期答复';
}

function runningWords(row: DueRow, due: string, daysLeft: number, today: string): string {
  const away = daysBetween(today, due);
  const past = row.due_at !== null && row.lamp === 'red';
  if (away < 0 || past) return daysLeft < 0 ? `逾期 ${-daysLeft} 个工作日` : '已逾期';
  const act = row.due_clock === 'sign_for' ? '须签收' : '到期';
  const time = row.due_at === null ? '' : ` ${clock(row.due_at)} `;
  if (away === 0) return `今天${time}${act}`;
  if (away === 1) return `明天${time}${act}`;
  return `剩 ${daysLeft} 个工作日`;
}

/** In an opened case a limit in 日 is counted in days. */
export function deadlineWords(row: CaseRow, deadline: DeadlineView | null, today: string): DueWords {
  const plain = dueWords(row, today);
  if (deadline === null || deadline.state !== 'running') return plain;
  const { unit, due } = deadline.derivation;
  const days = daysBetween(today, due);
  if (unit !== 'calendar_day' || days < 2 || !plain.words.startsWith('剩')) return plain;
  return { ...plain, words: `剩 ${days} 天` };
}
