import type { ReactNode } from 'react';
import { useToday } from '../../app/data';
import type { LetterView } from '../../host/types';
import { Section } from '../../ui';
import { chinaDate, moment, sentenceDate } from '../../words';
import { letterWords as words } from '../../words/letter';
import { PhotoStrip } from './PhotoStrip';

interface Props {
  view: LetterView;
  /** the checks, on top */
  children: ReactNode;
}

/** The checks, and what there is to write from: the visit, the demand. */
export function LetterNotes({ view, children }: Props) {
  const today = useToday();
  return (
    <div className="letter-notes">
      {children}
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
