// One thing that can still be taken back, said at the foot of a view for 10 s.

import { useSyncExternalStore } from 'react';

export interface Undo {
  words: string;
  /** 撤销 or 恢复 */
  undoWord: string;
  undo: () => Promise<unknown>;
  /** UTC ms */
  until: number;
}

let current: Undo | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

function set(next: Undo | null): void {
  current = next;
  clearTimeout(timer);
  if (next !== null) timer = setTimeout(() => set(null), Math.max(0, next.until - Date.now()));
  listeners.forEach((listener) => listener());
}

export function offerUndo(undo: Undo): void {
  set(undo);
}

/** Takes it back, once. */
export async function takeUndo(): Promise<void> {
  const taken = current;
  set(null);
  await taken?.undo();
}

export function useUndo(): Undo | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
}
