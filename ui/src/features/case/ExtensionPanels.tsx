// 延期: asked for, decided, and told to the citizen.

import { Button, InputNumber } from 'antd';
import { useId, useState } from 'react';
import { useToday } from '../../app/data';
import type { ReplyBy } from '../../host/types';
import { Panel } from '../../ui';
import { moment } from '../../words';
import { FormPanel, useSubmit, useTyped, WordsField, type PanelProps } from './FormPanel';
import { MeansField } from './ReplyPanels';

export function ExtensionPanel({ view, onClose }: PanelProps) {
  const [reason, setReason, forget] = useTyped(`${view.row.id}/request_extension`);
  const most = Math.max(1, view.extension_limit);
  const [days, setDays] = useState(Math.min(5, most));
  const submit = useSubmit(view, onClose, forget);
  const send = () => submit.send({ kind: 'request_extension', days, reason: reason.trim() });
  const daysId = useId();
  return (
    <FormPanel title="申请延期" view={view} onClose={onClose} send={send} label="提交申请" consequence="由分管领导审批；批准前期限不变。" error={submit.error} busy={submit.busy}>
      <div className="field">
        <label className="field-label" htmlFor={daysId}>
          延长几个工作日 <span className="meta">最多 {most} 个</span>
        </label>
        <InputNumber id={daysId} min={1} max={most} precision={0} value={days} onChange={(value) => setDays(value ?? 1)} data-testid="panel-days" />
      </div>
      <WordsField label="理由" hint="为什么来不及，哪天能办好" value={reason} change={setReason} described={submit.error !== null} />
    </FormPanel>
  );
}

export function ApprovalPanel({ view, onClose }: PanelProps) {
  const today = useToday();
  const request = view.extension_request;
  const [reason, setReason, forget] = useTyped(`${view.row.id}/refuse_extension`);
  const submit = useSubmit(view, onClose, forget);
  if (request === null) {
    return (
      <Panel title="审批延期" note={view.row.number} onClose={onClose}>
        <p>没有等待审批的延期申请，可能已由别人处理。</p>
      </Panel>
    );
  }
  const approve = () => submit.send({ kind: 'approve_extension', request: request.request });
  const refuse = () => submit.send({ kind: 'refuse_extension', request: request.request, reason: reason.trim() });
  return (
    <FormPanel
      title="审批延期"
      view={view}
      onClose={onClose}
      send={approve}
      label={`批准延期 ${request.days} 个工作日`}
      consequence=""
      error={submit.error}
      busy={submit.busy}
      other={
        <Button onClick={refuse} disabled={submit.busy} data-testid="act-refuse_extension">
          不批准
        </Button>
      }
    >
      <dl className="facts">
        <dt>延长</dt>
        <dd>{request.days} 个工作日</dd>
        <dt>理由</dt>
        <dd className="prose">{request.reason}</dd>
        <dt>申请于</dt>
        <dd>{moment(request.at, today)}</dd>
      </dl>
      <WordsField label="不批准的理由" hint="不批准时必填，承办人会看到" value={reason} change={setReason} described={submit.error !== null} />
    </FormPanel>
  );
}

/** The citizen is told why it takes longer (信访工作条例第三十四条). */
export function NotifyPanel({ view, onClose }: PanelProps) {
  const [by, setBy] = useState<ReplyBy>('phone');
  const submit = useSubmit(view, onClose, () => undefined);
  const send = () => submit.send({ kind: 'notify_extension', by });
  return (
    <FormPanel title="登记延期告知" view={view} onClose={onClose} send={send} label="登记" consequence="记入经过：哪天、由谁、怎么告知的。" error={submit.error} busy={submit.busy}>
      <p className="field">延期已批准。请把理由和新的期限告诉市民，再登记。</p>
      <MeansField legend="怎么告知的" ways={['phone', 'sms', 'portal', 'hand', 'post']} value={by} change={setBy} />
    </FormPanel>
  );
}
