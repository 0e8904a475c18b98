// The answer reaches its citizens: the case's own, and those of merged cases.

import { Radio } from 'antd';
import { useState } from 'react';
import type { CaseId, LetterId, ReplyBy } from '../../host/types';
import { REPLY_BY } from '../../words';
import { FormPanel, useSubmit, type PanelProps } from './FormPanel';
import { inForce } from '../letter/inForce';

export function ReplyPanel({ view, onClose }: PanelProps) {
  const signed = view.letters.filter((letter) => inForce(letter) && letter.is_answer && letter.replied_by === null);
  const letter = signed.at(-1) ?? null;
  const ways: ReplyBy[] = letter === null ? ['phone', 'sms', 'portal'] : ['post', 'hand', 'sms', 'portal', 'phone'];
  const [by, setBy] = useState<ReplyBy>(ways[0] ?? 'phone');
  const submit = useSubmit(view, onClose, () => undefined);
  const send = () => submit.send({ kind: 'record_reply', letter: letter?.id ?? null, by });
  return (
    <FormPanel title="登记送达" view={view} onClose={onClose} send={send} label="登记" consequence="登记后工单为已答复，可以办结。" error={submit.error} busy={submit.busy}>
      <p className="field">{letter === null ? '没有已签发的函件，只能登记电话、短信或平台答复。' : `${letter.number ?? ''}　${letter.title}`}</p>
      <MeansField legend="怎么送达的" ways={ways} value={by} change={setBy} />
    </FormPanel>
  );
}

/** A letter that tells of a step, or an answer that is sent again. */
export function ServePanel({ view, onClose }: PanelProps) {
  const answering = view.row.state === 'in_progress';
  const waiting = view.letters.filter((letter) => inForce(letter) && letter.replied_by === null && !(letter.is_answer && answering));
  const [chosen, setChosen] = useState<LetterId | null>(waiting[0]?.id ?? null);
  const [by, setBy] = useState<ReplyBy>('post');
  const submit = useSubmit(view, onClose, () => undefined);
  const send = () => {
    if (chosen !== null) submit.send({ kind: 'serve_letter', letter: chosen, by });
  };
  return (
    <FormPanel title="登记函件送达" view={view} onClose={onClose} send={send} label="登记" consequence="只记送达，工单状态不变。" error={submit.error} busy={submit.busy || chosen === null}>
      <fieldset className="field plain-fieldset">
        <legend className="field-label">哪一封</legend>
        <Radio.Group className="stacked" value={chosen} onChange={(event) => setChosen(event.target.value as LetterId)}>
          {waiting.map((letter) => (
            <Radio key={letter.id} value={letter.id}>
              {letter.number ?? ''}　{letter.title}
            </Radio>
          ))}
        </Radio.Group>
      </fieldset>
      <MeansField legend="怎么送达的" ways={['post', 'hand', 'sms', 'portal', 'phone']} value={by} change={setBy} />
    </FormPanel>
  );
}

/** 并案: each citizen is answered, one after the other. */
export function AnswerAbsorbedPanel({ view, onClose }: PanelProps) {
  const waiting = view.absorbed.filter((one) => one.answered === null);
  const [chosen, setChosen] = useState<CaseId | null>(waiting[0]?.case ?? null);
  const [by, setBy] = useState<ReplyBy>('phone');
  const submit = useSubmit(view, onClose, () => undefined);
  const send = () => {
    if (chosen !== null) submit.send({ kind: 'answer_absorbed', case: chosen, by });
  };
  return (
    <FormPanel title="答复并案市民" view={view} onClose={onClose} send={send} label="登记" consequence="并案的每一位市民都答复后，才能办结。" error={submit.error} busy={submit.busy || chosen === null}>
      <fieldset className="field plain-fieldset">
        <legend className="field-label">哪一件</legend>
        <Radio.Group className="stacked" value={chosen} onChange={(event) => setChosen(event.target.value as CaseId)}>
          {waiting.map((one) => (
            <Radio key={one.case} value={one.case}>
              {one.number}
            </Radio>
          ))}
        </Radio.Group>
      </fieldset>
      <MeansField legend="怎么答复的" ways={['phone', 'sms', 'portal', 'hand', 'post']} value={by} change={setBy} />
    </FormPanel>
  );
}

interface MeansFieldProps {
  legend: string;
  ways: readonly ReplyBy[];
  value: ReplyBy;
  change: (by: ReplyBy) => void;
}

export function MeansField({ legend, ways, value, change }: MeansFieldProps) {
  return (
    <fieldset className="field plain-fieldset">
      <legend className="field-label">{legend}</legend>
      <Radio.Group className="stacked" value={value} onChange={(event) => change(event.target.value as ReplyBy)}>
        {ways.map((way) => (
          <Radio key={way} value={way} data-testid={`reply-by-${way}`}>
            {REPLY_BY[way]}
          </Radio>
        ))}
      </Radio.Group>
    </fieldset>
  );
}
