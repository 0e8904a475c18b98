import { useCallback, useEffect, useRef, useState } from 'react';
import { useHost } from '../../host';
import type { CaseId, LetterContent, LetterKind } from '../../host/types';

/** milliseconds after a pause; the page follows what is written (SCREENS, Letter) */
export const PREVIEW_PAUSE = 80;

export interface Shown {
  /** SVG, one a page: the last that could be laid out */
  pages: string[];
  /** why the newest text could not be */
  error: unknown;
}

interface Wish {
  kind: LetterKind;
  content: LetterContent;
}

/** The real layout of what is being written. One layout runs at a time; what was
 *  asked for meanwhile is laid out next, and only the newest of it. */
export function usePreview(caseId: CaseId, first: Shown): [Shown, (wish: Wish) => void] {
  const host = useHost();
  const [shown, setShown] = useState(first);
  const wish = useRef<Wish | null>(null);
  const busy = useRef(false);
  const gone = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const run = useCallback(async () => {
    if (busy.current) return;
    busy.current = true;
    while (wish.current && !gone.current) {
      const { kind, content } = wish.current;
      wish.current = null;
      try {
        const { pages } = await host.call('preview_letter', { case: caseId, kind, content });
        // a newer text is waiting: this one is no longer what is written
        if (!wish.current && !gone.current) setShown({ pages, error: null });
      } catch (error) {
        if (!wish.current && !gone.current) setShown((last) => ({ pages: last.pages, error }));
      }
    }
    busy.current = false;
  }, [caseId, host]);

  useEffect(() => {
    gone.current = false;
    return () => {
      gone.current = true;
      clearTimeout(timer.current);
    };
  }, []);

  const ask = useCallback(
    (newest: Wish) => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        wish.current = newest;
        void run();
      }, PREVIEW_PAUSE);
    },
    [run],
  );
  return [shown, ask];
}
