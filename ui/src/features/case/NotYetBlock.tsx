import type { CaseView } from '../../host/types';
import { id } from '../../testids';
import { Section } from '../../ui';
import { ACT, shortReason } from '../../words';

/** Acts that are not allowed now, each with its reason. */
export function NotYetBlock({ view }: { view: CaseView }) {
  if (view.not_yet.length === 0) return null;
  return (
    <Section title="现在还不能">
      <dl className="facts not-yet">
        {view.not_yet.map(({ act, reason }) => (
          <div key={act} data-testid={id.notYet(act)}>
            <dt>{ACT[act]}</dt>
            <dd>{shortReason(reason)}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
