import { go, type Route } from '../../app/route';
import type { Lamp as LampKind, Overview } from '../../host/types';
import { Lamp } from '../../ui';

interface Figure {
  label: string;
  value: number;
  reason: string;
  lamp?: LampKind;
  to: Route | (() => void);
}

/** Five figures; each opens its cases. `show` scrolls to a group of the list. */
export function Strip({ overview, show }: { overview: Overview; show: (group: 'rated') => void }) {
  return (
    <div className="strip">
      {figures(overview, show).map(({ label, value, reason, lamp, to }) => (
        <button type="button" key={label} className="strip-figure" onClick={() => (typeof to === 'function' ? to() : go(to))}>
          <span className="strip-number">{value}</span>
          <span className="strip-words">
            <span className="strip-label">
              {label}
              {lamp !== undefined && value > 0 && <Lamp lamp={lamp} size={11} />}
            </span>
            <span className="strip-reason">{reason}</span>
          </span>
        </button>
      ))}
    </div>
  );
}

function figures(o: Overview, show: (group: 'rated') => void): Figure[] {
  return [
    {
      label: '已逾期',
      value: o.overdue,
      reason: o.overdue > 0 ? `最久 ${o.overdue_worst} 个工作日` : '没有逾期',
      lamp: 'red',
      to: { at: 'list', view: 'overdue' },
    },
    {
      label: '今天到期',
      value: o.due_today,
      reason: o.due_today > 0 ? '下班前答复，或申请延期' : '今天没有到期的',
      lamp: 'yellow',
      to: { at: 'list', view: 'due_today' },
    },
    {
      label: '待签收',
      value: o.to_sign_for,
      reason: o.to_sign_for_today > 0 ? `${o.to_sign_for_today} 件须今天签收` : '今天没有须签收的',
      to: { at: 'list', view: 'to_sign_for' },
    },
    {
      label: '需处理',
      value: o.attention,
      reason: o.attention > 0 ? '与中心的记录不一致' : '都已按您写的采用',
      to: { at: 'attention' },
    },
    {
      label: '新评价',
      value: o.rated,
      reason: o.rated > 0 ? `满意 ${o.rated_satisfied}，不满意 ${o.rated_dissatisfied}` : '没有新的评价',
      to: () => show('rated'),
    },
  ];
}
