// A case: understand, then act. The list it came from stays beside it; acts
// that need words open a side panel over its right half.

import { useEffect, useState } from 'react';
import { useToday } from '../../app/data';
import { reportPainted } from '../../app/painted';
import { currentRoute, go, useRoute, type ListPlace } from '../../app/route';
import { setCurrentCase } from '../../app/stage';
import { useUndo } from '../../app/undo';
import type { CaseId } from '../../host/types';
import { id } from '../../testids';
import { ErrorSentence, PageHead, useAtLeast } from '../../ui';
import { shortReason } from '../../words';
import { UndoLine } from '../list/ListFoot';
import { ActPanel } from './ActPanel';
import { Beside } from './Beside';
import { BodyBlock } from './BodyBlock';
import { CaseHead } from './CaseHead';
import { CitizenBlock } from './CitizenBlock';
import { DeadlineBlock } from './DeadlineBlock';
import { JointBlock } from './JointBlock';
import { LeftBanner } from './LeftBanner';
import { NotYetBlock } from './NotYetBlock';
import { PhotoPanel } from './PhotoPanel';
import { PhotosBlock } from './PhotosBlock';
import { PlaceBlock } from './PlaceBlock';
import { TimelineBlock } from './TimelineBlock';
import { useCase, useCaseActs, useCaseKeys } from './useCase';

export function CasePage({ caseId, from }: { caseId: CaseId; from: ListPlace }) {
  const today = useToday();
  const route = useRoute();
  const { data: view, error } = useCase(caseId);
  const { act, refused, error: failed } = useCaseActs(view, from);
  const [photo, setPhoto] = useState<number | null>(null);
  const undo = useUndo();
  const drawnBeside = useAtLeast(1200);
  useCaseKeys(view, act, () => setPhoto(0));
  useEffect(() => setPhoto(null), [caseId]);
  useEffect(() => setCurrentCase(caseId), [caseId]);
  useEffect(() => {
    if (view !== undefined) reportPainted('case');
  }, [view]);

  const panel = route.at === 'case' ? route.panel : undefined;
  const closePanel = () => {
    const now = currentRoute();
    if (now.at === 'case') go({ ...now, panel: undefined }, 'replace');
  };
  return (
    <div className="split case-page" data-testid={id.case}>
      <Beside caseId={caseId} from={from} />
      <section className="case" aria-label="工单" data-pane>
        {view === undefined ? (
          <>
            <PageHead title="工单" lined />
            {error !== null && (
              <div className="case-main">
                <ErrorSentence error={error} />
              </div>
            )}
          </>
        ) : (
          <>
            <CaseHead view={view} today={today} level={1} act={act}>
              {!drawnBeside && (
                <button type="button" className="link case-back" onClick={() => go(from)}>
                  ‹ 返回列表
                </button>
              )}
            </CaseHead>
            <div className="case-columns" key={caseId}>
              <div className="case-main" tabIndex={-1}>
                <LeftBanner view={view} today={today} />
                {failed !== null && <ErrorSentence error={failed} />}
                {refused.map((one) => (
                  <p key={one.case}>没有签收：{shortReason(one.reason)}</p>
                ))}
                <BodyBlock view={view} />
                <PhotosBlock view={view} today={today} open={setPhoto} />
                <TimelineBlock view={view} today={today} />
              </div>
              <div className="case-side" tabIndex={-1}>
                <DeadlineBlock view={view} today={today} />
                <JointBlock view={view} today={today} />
                <CitizenBlock view={view} />
                <NotYetBlock view={view} />
                <PlaceBlock view={view} />
              </div>
            </div>
            {undo !== null && (
              <footer className="view-foot">
                <UndoLine fallback="" />
              </footer>
            )}
          </>
        )}
      </section>
      {view !== undefined && panel !== undefined && <ActPanel act={panel} view={view} onClose={closePanel} key={panel} />}
      {view !== undefined && photo !== null && (
        <PhotoPanel photos={view.photos} index={photo} turn={setPhoto} today={today} onClose={() => setPhoto(null)} />
      )}
    </div>
  );
}
