import { useEffect, useState } from 'react';
import type { CaseView } from '../../host/types';
import { Section } from '../../ui';
import { chinaDate, clock, count, sentenceDate } from '../../words';

/** About twelve lines of 44 characters; longer texts open on demand. */
const FOLD = 500;

export function BodyBlock({ view }: { view: CaseView }) {
  const [open, setOpen] = useState(false);
  useEffect(() => setOpen(false), [view.row.id]);
  const length = [...view.body].length;
  const lines = view.body.split('\n').length;
  const folded = !open && (length > FOLD || lines > 12);
  const registered = `${sentenceDate(chinaDate(view.registered_at))} ${clock(view.registered_at)} 登记`;
  return (
    <Section title="诉求内容" aside={registered}>
      <div className={`body-text ${folded ? 'body-folded' : ''}`}>
        {view.body
          .split(/\n+/)
          .filter((paragraph) => paragraph.trim() !== '')
          .map((paragraph, i) => (
            <p key={i} className="prose">
              {paragraph}
            </p>
          ))}
      </div>
      {folded && (
        <button type="button" className="link" onClick={() => setOpen(true)}>
          展开全文（共 {count(length)} 字）
        </button>
      )}
    </Section>
  );
}
