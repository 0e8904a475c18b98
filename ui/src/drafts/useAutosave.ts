import { useCallback, useEffect, useRef, useState } from 'react';
import { Autosave, type SaveState } from './autosave';

export interface Keeper<T> {
  state: SaveState;
  change: (value: T) => void;
  flush: () => Promise<boolean>;
  discard: () => void;
}

let leaving: Promise<unknown> = Promise.resolve();

/** Every draft left so far has been written: read a draft again only after this. */
export const draftsSettled = (): Promise<unknown> => leaving;

/** A draft that saves itself: after a pause, and when the person leaves the field,
 *  the screen or the window. */
export function useAutosave<T>(save: (value: T) => Promise<{ at: number }>, savedAt: number | null): Keeper<T> {
  const latest = useRef(save);
  useEffect(() => {
    latest.current = save;
  }, [save]);
  const [state, setState] = useState<SaveState>({ kind: 'saved', savedAt });
  const [keeper] = useState(() => new Autosave<T>((value) => latest.current(value), setState, savedAt));

  useEffect(() => {
    const leave = () => void keeper.flush();
    const hidden = () => {
      if (document.visibilityState === 'hidden') leave();
    };
    window.addEventListener('blur', leave);
    window.addEventListener('pagehide', leave);
    document.addEventListener('visibilitychange', hidden);
    return () => {
      window.removeEventListener('blur', leave);
      window.removeEventListener('pagehide', leave);
      document.removeEventListener('visibilitychange', hidden);
      leaving = Promise.allSettled([leaving, keeper.flush()]);
    };
  }, [keeper]);

  return {
    state,
    change: useCallback((value: T) => keeper.change(value), [keeper]),
    flush: useCallback(() => keeper.flush(), [keeper]),
    discard: useCallback(() => keeper.discard(), [keeper]),
  };
}
