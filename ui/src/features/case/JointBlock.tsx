// Who else takes part: 督办, assisting offices, tasks of a joint meeting, merged
// cases. Absent where there is nothing of it.

import type { AssistView, CaseView } from '../../host/types';
import { Section } from '../../ui';
import { moment, REPLY_BY, sentenceDate } from '../../words';

export function JointBlock({ view, today }: { view: CaseView; today: string }) {
  return (
    <>
      <SupervisionPart view={view} today={today} />
      {view.assists.length > 0 && (
        <Section title="会办">
          <dl className="joint">
            {view.assists.map((assist) => (
              <div key={assist.office.id} data-testid={`assist-${assist.office.name}`}>
                <dt>{assist.office.name}</dt>
                <dd>
                  {assistWords(assist)}
                  <p className="meta">{assist.contribution ?? assist.released ?? assist.ask}</p>
                </dd>
              </div>
            ))}
          </dl>
        </Section>
      )}
      {view.tasks.length > 0 && (
        <Section title="联席会议交办">
          <dl className="joint">
            {view.tasks.map((task) => (
              <div key={task.task}>
                <dt>{task.office.name}</dt>
                <dd>
                  {task.what}
                  <p className="meta">{task.done === null ? `${sentenceDate(task.due)}前完成` : `已办妥：${task.done}`}</p>
                </dd>
              </div>
            ))}
          </dl>
        </Section>
      )}
      {view.absorbed.length > 0 && (
        <Section title="并入本件">
          <dl className="joint">
            {view.absorbed.map((one) => (
              <div key={one.case}>
                <dt>{one.number}</dt>
                <dd>{one.answered === null ? '市民待答复' : `已答复（${REPLY_BY[one.answered]}）`}</dd>
              </div>
            ))}
          </dl>
        </Section>
      )}
    </>
  );
}

function SupervisionPart({ view, today }: { view: CaseView; today: string }) {
  const mark = view.supervision;
  if (mark === null) return null;
  return (
    <Section title="督办">
      <p>{mark.reason === '' ? '逾期催办' : mark.reason}</p>
      <p className="meta">
        {mark.by}　{moment(mark.since, today)}
        {mark.until === null ? '' : `，至 ${sentenceDate(mark.until)}`}
      </p>
    </Section>
  );
}

function assistWords(assist: AssistView): string {
  if (assist.contribution !== null) return '已反馈';
  if (assist.released !== null) return '已结束';
  const due = assist.due === null ? '' : `，${sentenceDate(assist.due)}前`;
  return assist.signed_for ? `办理中${due}反馈` : `待签收${due}签收`;
}
