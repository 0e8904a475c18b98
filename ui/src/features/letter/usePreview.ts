import { useState } from 'react';
import { useHost } from '../../host';
import type { CaseId, LetterContent, LetterKind } from '../../host/types';
import { useNewest } from './useNewest';

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

/** The real layout of what is being written. */
export function usePreview(caseId: CaseId, first: Shown): [Shown, (wish: Wish) => void] {
  const host = useHost();
  const [shown, setShown] = useState(first);
  const ask = useNewest<Wish>(async ({ kind, content }, isNewest) => {
    try {
      const { pages } = await host.call('preview_letter', { case: caseId, kind, content });
      // a newer text is waiting: this one is no longer what is written
      if (isNewest()) setShown({ pages, error: null });
    } catch (error) {
      if (isNewest()) setShown((last) => ({ pages: last.pages, error }));
    }
  }, PREVIEW_PAUSE);
  return [shown, ask];
}
