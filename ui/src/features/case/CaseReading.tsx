// From 1600 px on: the current row's case beside the list, to read and to act.

import type { ListPlace } from '../../app/route';
import { useToday } from '../../app/data';
import { go } from '../../app/route';
import type { CaseId } from '../../host/types';
import { ErrorSentence } from '../../ui';
import { shortReason } from '../../words';
import { BodyBlock } from './BodyBlock';
import { CaseHead } from './CaseHead';
import { CitizenBlock } from './CitizenBlock';
import { DeadlineBlock } from './DeadlineBlock';
import { JointBlock } from './JointBlock';
import { LeftBanner } from './LeftBanner';
import { NotYetBlock } from './NotYetBlock';
import { PhotosBlock } from './PhotosBlock';
import { PlaceBlock } from './PlaceBlock';
import { TimelineBlock } from './TimelineBlock';
import { useCase, useCaseActs } from './useCase';

export function CaseReading({ caseId, from }: { caseId: CaseId; from: ListPlace }) {
  const today = useToday();
  const { data: view, error } = useCase(caseId);
  const { act, refused, error: failed } = useCaseActs(view, from);
  if (error !== null) {
    return (
      <section className="reading" aria-label="工单" data-pane>
        <ErrorSentence error={error} />
      </section>
    );
  }
  if (view === undefined) return <section className="reading" aria-label="工单" data-pane />;
  return (
    <section className="reading" aria-label="工单" data-pane>
      <CaseHead view={view} today={today} level={2} act={act} />
      <div className="reading-body" key={caseId} tabIndex={-1}>
        <LeftBanner view={view} today={today} />
        {failed !== null && <ErrorSentence error={failed} />}
        {refused.map((one) => (
          <p key={one.case}>没有签收：{shortReason(one.reason)}</p>
        ))}
        <DeadlineBlock view={view} today={today} />
        <BodyBlock view={view} />
        <JointBlock view={view} today={today} />
        <div className="reading-two">
          <div>
            <CitizenBlock view={view} />
            <NotYetBlock view={view} />
          </div>
          <PlaceBlock view={view} />
        </div>
        <PhotosBlock view={view} today={today} open={() => go({ at: 'case', case: caseId, from })} />
        <TimelineBlock view={view} today={today} />
      </div>
    </section>
  );
}
