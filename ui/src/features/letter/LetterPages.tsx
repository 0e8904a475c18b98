import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { id } from '../../testids';
import { letterWords as words } from '../../words/letter';

interface Props {
  pages: string[];
  /** one page to turn, or all of them beside and below each other */
  layout: 'turn' | 'spread';
  /** every page stands on the screen, drawn */
  onDrawn?: () => void;
  /** how far the page is what will be printed */
  truth?: string;
  /** above the page: what the layout has to say */
  children?: ReactNode;
}

/** The letter on the desk, from the same layout as the printed one; white in the
 *  dark too, as paper is. */
export function LetterPages({ pages, layout, onDrawn, truth = words.asPrinted, children }: Props) {
  const [at, setAt] = useState(0);
  const [large, setLarge] = useState(false);
  const current = Math.min(at, Math.max(0, pages.length - 1));
  const shown = layout === 'turn' ? pages.slice(current, current + 1) : pages;
  const desk = useRef<HTMLDivElement>(null);

  return (
    <div className={`letter-desk letter-desk-${layout}`} data-large={large} data-testid={id.letterPreview}>
      {children}
      {pages.length > 0 && (
        <div
          className="letter-sheets"
          ref={desk}
          tabIndex={0}
          role="group"
          aria-label={words.pages(pages.length)}
          onKeyDown={(event) => {
            if (layout !== 'turn') return;
            if (event.code === 'PageDown' && current < pages.length - 1) setAt(current + 1);
            else if (event.code === 'PageUp' && current > 0) setAt(current - 1);
            else return;
            event.preventDefault();
          }}
        >
          {shown.map((svg, index) => {
            const n = layout === 'turn' ? current + 1 : index + 1;
            return <PageImage key={layout === 'turn' ? 'one' : n} svg={svg} name={words.pageName(n)} onDrawn={onDrawn} />;
          })}
        </div>
      )}
      {pages.length > 0 && (
        <p className="letter-turn">
          {layout === 'turn' ? (
            <>
              <button
                type="button"
                className="icon-button"
                aria-label={words.previous}
                disabled={current === 0}
                onClick={() => setAt(current - 1)}
              >
                <ChevronLeft className="icon" aria-hidden />
              </button>
              <span aria-live="polite">{words.page(current + 1, pages.length)}</span>
              <button
                type="button"
                className="icon-button"
                aria-label={words.next}
                disabled={current >= pages.length - 1}
                onClick={() => setAt(current + 1)}
              >
                <ChevronRight className="icon" aria-hidden />
              </button>
            </>
          ) : (
            <span>{words.pages(pages.length)}</span>
          )}
          <span>{truth}</span>
          <button type="button" className="link" aria-pressed={large} onClick={() => setLarge(!large)}>
            {large ? words.shrink : words.enlarge}
          </button>
        </p>
      )}
    </div>
  );
}

function PageImage({ svg, name, onDrawn }: { svg: string; name: string; onDrawn: (() => void) | undefined }) {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const next = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
    setUrl(next);
    return () => URL.revokeObjectURL(next);
  }, [svg]);
  return <img className="letter-sheet" src={url} alt={name} width={441} height={624} onLoad={onDrawn} draggable={false} />;
}
