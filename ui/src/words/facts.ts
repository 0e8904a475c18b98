// The facts of an error, as words. A fact that is missing is undefined: the
// sentence is then made without it.

import type { Act, State } from '../host/types';
import { clock, count, sentenceDate } from './dates';
import { ACT, STATE } from './names';

export type Facts = Record<string, unknown>;

export function text(facts: Facts, ...names: string[]): string | undefined {
  for (const name of names) {
    const value = facts[name];
    if (typeof value === 'string' && value !== '') return value;
    if (typeof value === 'number') return count(value);
  }
  return undefined;
}

export function number(facts: Facts, ...names: string[]): number | undefined {
  for (const name of names) {
    const value = facts[name];
    if (typeof value === 'number') return value;
  }
  return undefined;
}

/** A China date in the facts, as `11月17日`; an instant too. */
export function date(facts: Facts, ...names: string[]): string | undefined {
  for (const name of names) {
    const value = facts[name];
    if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value)) return sentenceDate(value.slice(0, 10));
    if (typeof value === 'number') return sentenceDate(new Date(value + 8 * 3_600_000).toISOString().slice(0, 10));
  }
  return undefined;
}

export function time(facts: Facts, ...names: string[]): string | undefined {
  const at = number(facts, ...names);
  return at === undefined ? undefined : clock(at);
}

/** Whole megabytes, or one decimal where rounding would make a file just over a
 *  limit look like the limit; a limit of 50 MB is 50 × 1024 × 1024 bytes. */
export function size(bytes: number): string {
  const tenths = Math.ceil((bytes * 10) / (1024 * 1024));
  return tenths % 10 === 0 ? `${tenths / 10} MB` : `${(tenths / 10).toFixed(1)} MB`;
}

export function act(facts: Facts): string {
  const code = text(facts, 'act');
  return code !== undefined && code in ACT ? ACT[code as Act] : '做这一步';
}

export function state(facts: Facts): string | undefined {
  const code = text(facts, 'state');
  return code !== undefined && code in STATE ? STATE[code as State] : undefined;
}

export const nextTry = (f: Facts) => {
  const seconds = number(f, 'retry_seconds', 'retry_in_seconds', 'retry_after');
  if (seconds !== undefined) return `${Math.ceil(seconds)} 秒后再试一次`;
  const at = time(f, 'retry_at');
  return at === undefined ? '网络恢复后会再试' : `${at} 再试一次`;
};

export const minutesOff = (f: Facts) => {
  const minutes = number(f, 'minutes', 'skew_minutes', 'clock_skew_minutes') ?? 0;
  const size = Math.abs(minutes);
  const words = size >= 60 ? `${Math.round(size / 60)} 小时` : `${Math.round(size)} 分钟`;
  return `${minutes > 0 ? '快' : '慢'} ${words}`;
};

export const unsent = (f: Facts) => number(f, 'pending', 'unsent', 'count');
