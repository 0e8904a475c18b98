// Dates and times as an official writes them. Dates are China dates: instants
// are shown at UTC+8 whatever the computer's zone.

const DAY = 86_400_000;
const CHINA = 8 * 3_600_000;
const WEEKDAYS = ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六'];

const two = (n: number) => String(n).padStart(2, '0');

/** The China date of an instant, `2026-11-23`. */
export function chinaDate(at: number): string {
  return new Date(at + CHINA).toISOString().slice(0, 10);
}

function parts(date: string): [year: number, month: number, day: number] {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return [year, month, day];
}

/** Whole days from one China date to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY);
}

/** `11-23`, in lists. */
export function listDate(date: string): string {
  return date.slice(5);
}

/** `11月23日`, in sentences. */
export function sentenceDate(date: string): string {
  const [, month, day] = parts(date);
  return `${month}月${day}日`;
}

/** `2026年11月23日`, on documents and for due dates. */
export function fullDate(date: string): string {
  const [year] = parts(date);
  return `${year}年${sentenceDate(date)}`;
}

export function weekday(date: string): string {
  return WEEKDAYS[new Date(Date.parse(date)).getUTCDay()] ?? '';
}

/** `09:12` */
export function clock(at: number): string {
  const d = new Date(at + CHINA);
  return `${two(d.getUTCHours())}:${two(d.getUTCMinutes())}`;
}

/** `09:12:18` */
export function clockSeconds(at: number): string {
  return `${clock(at)}:${two(new Date(at + CHINA).getUTCSeconds())}`;
}

/** `11-23 09:12`, in lists and timelines; another year is written out. */
export function listMoment(at: number, today: string): string {
  const date = chinaDate(at);
  return date.slice(0, 4) === today.slice(0, 4) ? `${listDate(date)} ${clock(at)}` : date;
}

/** `今天 09:12`, `昨天 17:05`, `11月20日 17:05` */
export function moment(at: number, today: string): string {
  return `${day(chinaDate(at), today)} ${clock(at)}`;
}

/** `今天`, `昨天`, `明天`, `11月20日`, with the year when it is another one. */
export function day(date: string, today: string): string {
  switch (daysBetween(today, date)) {
    case 0:
      return '今天';
    case -1:
      return '昨天';
    case 1:
      return '明天';
    default:
      return date.slice(0, 4) === today.slice(0, 4) ? sentenceDate(date) : fullDate(date);
  }
}

/** `1,386` */
export function count(n: number): string {
  return n.toLocaleString('en-US');
}

/** `3.4 MB`, `820 KB` */
export function megabytes(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1000))} KB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
