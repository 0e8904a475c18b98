// The side panels of a case: one act each. What is typed stays when the panel
// is closed; it goes when the act is done.

import { Button, Input, InputNumber, Radio } from 'antd';
import { useId, useState, type ReactNode } from 'react';
import { useIsOffline, useTell, useToday } from '../../app/data';
import type { Act, ActInput, CaseView, ReplyBy } from '../../host/types';
import { id } from '../../testids';
import { ErrorSentence, Panel, useKeys } from '../../ui';
import { ACT, count, moment, REPLY_BY, shortReason } from '../../words';
import { ClosingPanel } from '../closing/ClosingPanel';

interface ActPanelProps {
  act: Act;
  view: CaseView;
  onClose: () => void;
}

export function ActPanel({ act, view, onClose }: ActPanelProps) {
  const hindrance = view.not_yet.find((one) => one.act === act);
  if (hindrance !== undefined) {
    return (
      <Panel title={ACT[act]} note={view.row.number} onClose={onClose}>
        <p>现在还不能{ACT[act]}：{shortReason(hindrance.reason)}</p>
      </Panel>
    );
  }
  switch (act) {
    case 'close':
      return <ClosingPanel view={view} onClose={onClose} />;
    case 'request_extension':
      return <ExtensionPanel view={view} onClose={onClose} />;
    case 'approve_extension':
    case 'refuse_extension':
      return <ApprovalPanel view={view} onClose={onClose} />;
    case 'record_reply':
      return <ReplyPanel view={view} onClose={onClose} />;
    case 'log_contact':
    case 'request_return':
    case 'ask_supplement':
    case 'receive_supplement':
      return <WordsPanel act={act} view={view} onClose={onClose} />;
    default:
      return null;
  }
}

type WordsAct = 'log_contact' | 'request_return' | 'ask_supplement' | 'receive_supplement';

const WORDS: Record<WordsAct, { label: string; hint: string; consequence: string; input: (text: string) => ActInput }> = {
  log_contact: {
    label: '联系内容',
    hint: '和谁联系、说了什么、怎么约定',
    consequence: '记入经过，市民看不到。',
    input: (note) => ({ kind: 'log_contact', note }),
  },
  request_return: {
    label: '退单理由',
    hint: '为什么不归本单位办，应归哪个单位',
    consequence: '提交后停表，等受理中心裁定；裁定后不能再退。',
    input: (reason) => ({ kind: 'request_return', reason }),
  },
  ask_supplement: {
    label: '请市民补充什么',
    hint: '例如：具体位置、时段、照片',
    consequence: '提交后停表，市民补正后恢复计时。',
    input: (ask) => ({ kind: 'ask_supplement', ask }),
  },
  receive_supplement: {
    label: '市民补充了什么',
    hint: '市民的原话，或补交了哪些材料',
    consequence: '提交后恢复计时。',
    input: (text) => ({ kind: 'receive_supplement', text }),
  },
};

function WordsPanel({ act, view, onClose }: { act: WordsAct; view: CaseView; onClose: () => void }) {
  const { label, hint, consequence, input } = WORDS[act];
  const [text, setText, forget] = useTyped(`${view.row.id}/${act}`);
  const submit = useSubmit(view, onClose, forget);
  const send = () => submit.send(input(text.trim()));
  return (
    <FormPanel title={ACT[act]} view={view} onClose={onClose} send={send} label={submitWord(act)} consequence={consequence} error={submit.error} busy={submit.busy}>
      <WordsField label={label} hint={hint} value={text} change={setText} described={submit.error !== null} />
    </FormPanel>
  );
}

function submitWord(act: WordsAct): string {
  return act === 'log_contact' ? '记录' : act === 'request_return' ? '提交退单' : act === 'ask_supplement' ? '提交' : '登记补正';
}

function ExtensionPanel({ view, onClose }: { view: CaseView; onClose: () => void }) {
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

function ApprovalPanel({ view, onClose }: { view: CaseView; onClose: () => void }) {
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

function ReplyPanel({ view, onClose }: { view: CaseView; onClose: () => void }) {
  const signed = view.letters.filter((letter) => letter.state === 'signed' && letter.replied_by === null);
  const letter = signed.at(-1) ?? null;
  const ways: ReplyBy[] = letter === null ? ['phone', 'sms', 'portal'] : ['post', 'hand', 'sms', 'portal', 'phone'];
  const [by, setBy] = useState<ReplyBy>(ways[0] ?? 'phone');
  const submit = useSubmit(view, onClose, () => undefined);
  const send = () => submit.send({ kind: 'record_reply', letter: letter?.id ?? null, by });
  return (
    <FormPanel title="登记送达" view={view} onClose={onClose} send={send} label="登记" consequence="登记后工单为已答复，可以办结。" error={submit.error} busy={submit.busy}>
      <p className="field">{letter === null ? '没有已签发的函件，只能登记电话、短信或平台答复。' : `${letter.number ?? ''}　${letter.title}`}</p>
      <fieldset className="field plain-fieldset">
        <legend className="field-label">怎么送达的</legend>
        <Radio.Group className="stacked" value={by} onChange={(event) => setBy(event.target.value as ReplyBy)}>
          {ways.map((way) => (
            <Radio key={way} value={way} data-testid={`reply-by-${way}`}>
              {REPLY_BY[way]}
            </Radio>
          ))}
        </Radio.Group>
      </fieldset>
    </FormPanel>
  );
}

interface FormPanelProps {
  title: string;
  view: CaseView;
  onClose: () => void;
  send: () => void;
  label: string;
  consequence: string;
  error: unknown;
  busy: boolean;
  other?: ReactNode;
  children: ReactNode;
}

function FormPanel({ title, view, onClose, send, label, consequence, error, busy, other, children }: FormPanelProps) {
  const offline = useIsOffline();
  useKeys({ 'Ctrl+Enter': () => (busy ? undefined : send()) });
  return (
    <Panel
      title={title}
      note={view.row.number}
      onClose={onClose}
      foot={
        <>
          <Button type="primary" onClick={send} disabled={busy} data-testid={id.panelSubmit}>
            {label}
            <span className="button-key">Ctrl+Enter</span>
          </Button>
          {other}
          <span className="meta panel-consequence">
            {consequence}
            {offline ? '现在没有网络，先存在本机，联网后自动发送。' : ''}
          </span>
        </>
      }
    >
      {children}
      {error !== null && <ErrorSentence error={error} elementId="panel-error" />}
    </Panel>
  );
}

interface WordsFieldProps {
  label: string;
  hint: string;
  value: string;
  change: (value: string) => void;
  described: boolean;
}

function WordsField({ label, hint, value, change, described }: WordsFieldProps) {
  return (
    <label className="field">
      <span className="field-label">
        {label} <span className="meta">{count([...value].length)} 字</span>
      </span>
      <Input.TextArea
        value={value}
        placeholder={hint}
        autoSize={{ minRows: 5, maxRows: 14 }}
        aria-describedby={described ? 'panel-error' : undefined}
        data-testid={id.panelText}
        onChange={(event) => change(event.target.value)}
      />
    </label>
  );
}

const typed = new Map<string, string>();

/** Text that outlives its panel until the act is done. */
function useTyped(name: string): [string, (text: string) => void, () => void] {
  const [text, setText] = useState(() => typed.get(name) ?? '');
  const set = (next: string) => {
    typed.set(name, next);
    setText(next);
  };
  return [text, set, () => typed.delete(name)];
}

function useSubmit(view: CaseView, onClose: () => void, forget: () => void) {
  const tell = useTell('act');
  const refused = tell.data?.refused[0]?.reason ?? null;
  return {
    send: (input: ActInput) =>
      tell.mutate(
        { cases: [view.row.id], input },
        {
          onSuccess: (acted) => {
            if (acted.refused.length > 0) return;
            forget();
            onClose();
          },
        },
      ),
    error: tell.error ?? refused,
    busy: tell.isPending,
  };
}
