// 会办 and 联席会议: another office is asked, gives its part, or is let go; tasks
// that a meeting gave are done.

import { Input, Radio, Select } from 'antd';
import { useId, useState } from 'react';
import type { OfficeId } from '../../host/types';
import { sentenceDate } from '../../words';
import { FormPanel, useSubmit, useTyped, WordsField, type PanelProps } from './FormPanel';

export function InvitePanel({ view, onClose }: PanelProps) {
  const [ask, setAsk, forget] = useTyped(`${view.row.id}/invite_assist`);
  const [office, setOffice] = useState<OfficeId | undefined>(undefined);
  const submit = useSubmit(view, onClose, forget);
  const send = () => {
    if (office !== undefined) submit.send({ kind: 'invite_assist', office, ask: ask.trim() });
  };
  const officeId = useId();
  return (
    <FormPanel
      title="请协办单位会办"
      view={view}
      onClose={onClose}
      send={send}
      label="发出会办"
      consequence="协办单位能看到这件工单，另计期限；本单位是主办，统一答复市民。"
      error={submit.error}
      busy={submit.busy || office === undefined}
    >
      <div className="field">
        <label className="field-label" htmlFor={officeId}>
          协办单位
        </label>
        <Select
          id={officeId}
          showSearch={{ optionFilterProp: 'label' }}
          placeholder="选一个单位"
          style={{ width: 240 }}
          value={office}
          onChange={setOffice}
          options={view.others.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </div>
      <WordsField label="请他们做什么" hint="核查什么、办什么、需要什么材料" value={ask} change={setAsk} described={submit.error !== null} />
    </FormPanel>
  );
}

export function ReleasePanel({ view, onClose }: PanelProps) {
  const open = view.assists.filter((assist) => assist.due !== null);
  const [reason, setReason, forget] = useTyped(`${view.row.id}/release_assist`);
  const [office, setOffice] = useState<OfficeId | undefined>(open[0]?.office.id);
  const submit = useSubmit(view, onClose, forget);
  const send = () => {
    if (office !== undefined) submit.send({ kind: 'release_assist', office, reason: reason.trim() });
  };
  return (
    <FormPanel
      title="不再等协办"
      view={view}
      onClose={onClose}
      send={send}
      label="结束会办"
      consequence="这个单位不再看到这件工单，本单位可以答复市民。"
      error={submit.error}
      busy={submit.busy || office === undefined}
    >
      <fieldset className="field plain-fieldset">
        <legend className="field-label">哪个单位</legend>
        <Radio.Group className="stacked" value={office} onChange={(event) => setOffice(event.target.value as OfficeId)}>
          {open.map((assist) => (
            <Radio key={assist.office.id} value={assist.office.id}>
              {assist.office.name}
            </Radio>
          ))}
        </Radio.Group>
      </fieldset>
      <WordsField label="理由" hint="为什么不用等了" value={reason} change={setReason} described={submit.error !== null} />
    </FormPanel>
  );
}

export function SignForAssistPanel({ view, onClose }: PanelProps) {
  const submit = useSubmit(view, onClose, () => undefined);
  const ask = view.assists.find((assist) => !assist.signed_for && assist.due !== null)?.ask ?? '';
  return (
    <FormPanel
      title="签收协办"
      view={view}
      onClose={onClose}
      send={() => submit.send({ kind: 'sign_for_assist' })}
      label="签收协办"
      consequence="签收后按协办期限办，办完点“反馈协办情况”。"
      error={submit.error}
      busy={submit.busy}
    >
      <dl className="facts">
        <dt>主办</dt>
        <dd>{view.office_name}</dd>
        <dt>请我们</dt>
        <dd className="prose">{ask}</dd>
      </dl>
    </FormPanel>
  );
}

export function ConsultPanel({ view, onClose }: PanelProps) {
  const [question, setQuestion, forget] = useTyped(`${view.row.id}/consult`);
  const [whom, setWhom] = useState('');
  const submit = useSubmit(view, onClose, forget);
  const send = () => submit.send({ kind: 'consult', whom: whom.trim(), question: question.trim() });
  return (
    <FormPanel title="征求意见" view={view} onClose={onClose} send={send} label="提交" consequence="提交后停表，收到意见后恢复计时。" error={submit.error} busy={submit.busy}>
      <label className="field">
        <span className="field-label">向谁征求</span>
        <Input value={whom} placeholder="例如：区规划分局、利害关系人" onChange={(event) => setWhom(event.target.value)} data-testid="panel-whom" />
      </label>
      <WordsField label="问什么" hint="要对方明确的问题" value={question} change={setQuestion} described={submit.error !== null} />
    </FormPanel>
  );
}

export function TaskPanel({ view, onClose }: PanelProps) {
  const open = view.tasks.filter((task) => task.ours && task.done === null);
  const [note, setNote, forget] = useTyped(`${view.row.id}/complete_task`);
  const [chosen, setChosen] = useState(open[0]?.task ?? 0);
  const submit = useSubmit(view, onClose, forget);
  const send = () => submit.send({ kind: 'complete_task', task: chosen, note: note.trim() });
  return (
    <FormPanel title="会议任务办妥" view={view} onClose={onClose} send={send} label="登记办妥" consequence="联席会议交办的任务都办妥后，主办单位才能办结。" error={submit.error} busy={submit.busy || open.length === 0}>
      <fieldset className="field plain-fieldset">
        <legend className="field-label">哪一项</legend>
        <Radio.Group className="stacked" value={chosen} onChange={(event) => setChosen(event.target.value as number)}>
          {open.map((task) => (
            <Radio key={task.task} value={task.task}>
              {task.what}
              <span className="meta">　{sentenceDate(task.due)}前</span>
            </Radio>
          ))}
        </Radio.Group>
      </fieldset>
      <WordsField label="办理情况" hint="怎么办的，结果如何" value={note} change={setNote} described={submit.error !== null} />
    </FormPanel>
  );
}
