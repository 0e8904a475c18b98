import type { ReactNode, Ref } from 'react';
import { useToday } from '../../app/data';
import type { LetterKind, LetterView } from '../../host/types';
import { Section } from '../../ui';
import { chinaDate, moment, sentenceDate } from '../../words';
import { letterWords as words, phrasesFor } from '../../words/letter';
import { PhotoStrip } from './PhotoStrip';
import type { gaps } from './sheet';

type Gap = ReturnType<typeof gaps>[number];

interface Props {
  ref: Ref<HTMLDivElement>;
  view: LetterView;
  kind: LetterKind;
  gaps: Gap[];
  onGap: (gap: Gap) => void;
  onInsert: (text: string) => void;
  /** the checks, on top */
  children: ReactNode;
}

/** The checks, and what there is to write from: the gaps still open, the demand, the visit, the
 *  standard phrases. */
export function LetterNotes({ ref, view, kind, gaps, onGap, onInsert, children }: Props) {
  const today = useToday();
  const phrases = phrasesFor(kind, view);
  return (
    <div className="letter-notes">
      {children}
      {gaps.length > 0 && (
        <Section title={words.gaps} aside={`${gaps.length} 段`}>
          <ul className="letter-gaps">
            {gaps.map((gap) => (
              <li key={gap.key}>
                <button type="button" className="link" onClick={() => onGap(gap)}>
                  {words.gap(gap.paragraph)}
                </button>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={words.phrases} aside={<span>Ctrl+J</span>}>
        <div
          ref={ref}
          className="letter-phrases"
          onKeyDown={(event) => {
            const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
            const phrase = digit === undefined ? undefined : phrases[Number(digit) - 1];
            if (!phrase) return;
            event.preventDefault();
            event.stopPropagation();
            onInsert(phrase.text);
          }}
        >
          {phrases.map((phrase, index) => (
            <button key={phrase.name} type="button" className="letter-phrase" onClick={() => onInsert(phrase.text)}>
              <span className="prose">{phrase.name}</span>
              <span className="quiet">{index + 1}</span>
            </button>
          ))}
        </div>
      </Section>
      <VisitSection view={view} today={today} />
      <Section title={words.complaint} aside={words.registered(sentenceDate(chinaDate(view.registered_at)))}>
        <p className="letter-words prose">{view.case_body}</p>
        <p className="meta">{view.citizen_name}</p>
      </Section>
    </div>
  );
}

/** Who looked, when, what was found, with the photos. */
export function VisitSection({ view, today }: { view: LetterView; today: string }) {
  const seen = view.visit_at !== null || view.visit_note !== null || view.photos.length > 0;
  if (!seen) {
    return (
      <Section title={words.visit}>
        <p className="quiet">{words.noVisit}</p>
      </Section>
    );
  }
  const when = view.visit_at === null ? '' : moment(view.visit_at, today);
  return (
    <Section title={words.visit} aside={[view.visit_by, when].filter(Boolean).join('　')}>
      {view.photos.length > 0 && <PhotoStrip photos={view.photos} today={today} />}
      {view.visit_note !== null && <p className="letter-words prose">{view.visit_note}</p>}
    </Section>
  );
}
