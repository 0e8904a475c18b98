// Ctrl+Z over the whole letter: the browser undoes within one field only, and
// paragraphs come and go.

const KEPT = 200;
/** milliseconds; typing in one field within this time is undone as one */
const BREATH = 1000;

export interface History<T> {
  past: T[];
  present: T;
  future: T[];
  /** what was edited last, and when: the same field again joins that step */
  last: { what: string; at: number } | null;
}

export const begin = <T>(present: T): History<T> => ({ past: [], present, future: [], last: null });

/** `what` names the field typed in; '' is an edit that always stands alone. */
export function record<T>(history: History<T>, present: T, what: string, at: number): History<T> {
  const joins = what !== '' && history.last?.what === what && at - history.last.at < BREATH;
  const past = joins ? history.past : [...history.past, history.present].slice(-KEPT);
  return { past, present, future: [], last: { what, at } };
}

export function undo<T>(history: History<T>): History<T> {
  const present = history.past.at(-1);
  if (present === undefined) return history;
  return { past: history.past.slice(0, -1), present, future: [history.present, ...history.future], last: null };
}

export function redo<T>(history: History<T>): History<T> {
  const [present, ...future] = history.future;
  if (present === undefined) return history;
  return { past: [...history.past, history.present], present, future, last: null };
}
