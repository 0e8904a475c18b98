import { useCallback, useEffect, useRef } from 'react';

/** Work on what is being written, a pause after each change. One runs at a time; what
 *  was asked for meanwhile follows, and only the newest of it. `isNewest` says
 *  whether the answer is still about what is written. */
export function useNewest<Wish>(
  work: (wish: Wish, isNewest: () => boolean) => Promise<void>,
  pause: number,
): (wish: Wish) => void {
  const latest = useRef(work);
  useEffect(() => {
    latest.current = work;
  }, [work]);
  const wish = useRef<{ newest: Wish } | null>(null);
  const busy = useRef(false);
  const gone = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const run = useCallback(async () => {
    if (busy.current) return;
    busy.current = true;
    while (wish.current && !gone.current) {
      const { newest } = wish.current;
      wish.current = null;
      await latest.current(newest, () => wish.current === null && !gone.current);
    }
    busy.current = false;
  }, []);

  useEffect(() => {
    gone.current = false;
    return () => {
      gone.current = true;
      clearTimeout(timer.current);
    };
  }, []);

  return useCallback(
    (newest: Wish) => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        wish.current = { newest };
        void run();
      }, pause);
    },
    [run, pause],
  );
}
