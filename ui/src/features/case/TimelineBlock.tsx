import { ArrowUp } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { CaseView, TimelineEntry } from '../../host/types';
import { id } from '../../testids';
import { Section } from '../../ui';
import { listMoment, timelineWords } from '../../words';

const SHOWN = 20;

/** 经过, newest first; one's own unsent events stand on top. */
export function TimelineBlock({ view, today }: { view: CaseView; today: string }) {
  const [all, setAll] = useState(false);
  useEffect(() => setAll(false), [view.row.id]);
  const entries = [...view.timeline.filter((entry) => entry.pending), ...view.timeline.filter((entry) => !entry.pending)];
  const shown = all ? entries : entries.slice(0, SHOWN);
  const older = entries.length - shown.length;
  return (
    <Section title="经过" aside="最新在上">
      <ol className="timeline" data-testid={id.timeline}>
        {shown.map((entry, i) => (
          <Line key={`${entry.at}-${entry.kind}-${i}`} entry={entry} today={today} />
        ))}
      </ol>
      {older > 0 && (
        <button type="button" className="link" onClick={() => setAll(true)}>
          更早的 {older} 条
        </button>
      )}
    </Section>
  );
}

function Line({ entry, today }: { entry: TimelineEntry; today: string }) {
  const { what, detail } = timelineWords(entry);
  return (
    <li className={entry.pending ? 'timeline-pending' : ''} data-kind={entry.kind}>
      <time className="timeline-time">{listMoment(entry.at, today)}</time>
      <span className="timeline-dot" aria-hidden="true" />
      <div className="timeline-words">
        <span>{what}</span>
        <span className="timeline-who">{entry.by_centre ? '受理中心' : entry.by}</span>
        {entry.pending && (
          <span className="sync-mark">
            <ArrowUp className="icon" aria-hidden="true" />
            待同步
          </span>
        )}
        {detail !== '' && <p className="timeline-detail prose">{detail}</p>}
      </div>
    </li>
  );
}
