// The side panels of a case: one act each. What is typed stays when the panel
// is closed; it goes when the act is done.

import type { ReactNode } from 'react';
import type { Act, ActInput, CaseView } from '../../host/types';
import { Panel } from '../../ui';
import { ACT, shortReason } from '../../words';
import { ClosingPanel } from '../closing/ClosingPanel';
import { ApprovalPanel, ExtensionPanel, NotifyPanel } from './ExtensionPanels';
import { FormPanel, useSubmit, useTyped, WordsField, type PanelProps } from './FormPanel';
import { ConsultPanel, InvitePanel, ReleasePanel, SignForAssistPanel, TaskPanel } from './JointPanels';
import { AnswerAbsorbedPanel, ReplyPanel, ServePanel } from './ReplyPanels';
import { PostalPanel } from './PostalPanel';
import { ReturnPanel } from './ReturnPanel';

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
        <p>
          现在还不能{ACT[act]}：{shortReason(hindrance.reason)}
        </p>
      </Panel>
    );
  }
  if (isWordsAct(act)) return <WordsPanel act={act} view={view} onClose={onClose} />;
  const Form = FORMS[act];
  return Form === undefined ? null : <Form view={view} onClose={onClose} />;
}

const FORMS: Partial<Record<Act, (props: PanelProps) => ReactNode>> = {
  close: ClosingPanel,
  request_extension: ExtensionPanel,
  approve_extension: ApprovalPanel,
  refuse_extension: ApprovalPanel,
  notify_extension: NotifyPanel,
  request_return: ReturnPanel,
  correct_postal_address: PostalPanel,
  record_reply: ReplyPanel,
  serve_letter: ServePanel,
  answer_absorbed: AnswerAbsorbedPanel,
  consult: ConsultPanel,
  invite_assist: InvitePanel,
  release_assist: ReleasePanel,
  sign_for_assist: SignForAssistPanel,
  complete_task: TaskPanel,
};

type WordsAct = 'log_contact' | 'ask_supplement' | 'receive_supplement' | 'receive_opinion' | 'contribute' | 'refer_to_meeting';

const isWordsAct = (act: Act): act is WordsAct => act in WORDS;

const WORDS: Record<WordsAct, { label: string; hint: string; consequence: string; input: (text: string) => ActInput }> = {
  log_contact: {
    label: '联系内容',
    hint: '和谁联系、说了什么、怎么约定',
    consequence: '记入经过，市民看不到。',
    input: (note) => ({ kind: 'log_contact', note }),
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
  receive_opinion: {
    label: '收到的意见',
    hint: '谁答复的、怎么说',
    consequence: '提交后恢复计时。',
    input: (text) => ({ kind: 'receive_opinion', text }),
  },
  contribute: {
    label: '协办情况',
    hint: '核查到什么、办了什么、还差什么',
    consequence: '交给主办单位，由主办单位统一答复市民。',
    input: (text) => ({ kind: 'contribute', text }),
  },
  refer_to_meeting: {
    label: '提请理由',
    hint: '为什么一家办不了，涉及哪些单位',
    consequence: '列入联席会议议题；会上决定由谁、哪天前办到。',
    input: (reason) => ({ kind: 'refer_to_meeting', reason }),
  },
};

function WordsPanel({ act, view, onClose }: { act: WordsAct; view: CaseView; onClose: () => void }) {
  const { label, hint, consequence, input } = WORDS[act];
  const [text, setText, forget] = useTyped(`${view.row.id}/${act}`);
  const submit = useSubmit(view, onClose, forget);
  const send = () => submit.send(input(text.trim()));
  return (
    <FormPanel title={ACT[act]} view={view} onClose={onClose} send={send} label={SUBMIT[act]} consequence={consequence} error={submit.error} busy={submit.busy}>
      <WordsField label={label} hint={hint} value={text} change={setText} described={submit.error !== null} />
    </FormPanel>
  );
}

const SUBMIT: Record<WordsAct, string> = {
  log_contact: '记录',
  ask_supplement: '提交',
  receive_supplement: '登记补正',
  receive_opinion: '登记意见',
  contribute: '反馈主办单位',
  refer_to_meeting: '提请联席会议',
};
