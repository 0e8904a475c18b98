import type { CaseView } from '../../host/types';
import { Panel } from '../../ui';

/** 办结: opened by the case page in its place for side panels. */
export function ClosingPanel({ view, onClose }: { view: CaseView; onClose: () => void }) {
  return (
    <Panel title="办结" note={view.row.number} onClose={onClose}>
      {null}
    </Panel>
  );
}
