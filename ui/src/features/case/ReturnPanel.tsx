// 退单: why, with the visits that show it. Once ruled, never again.

import { Checkbox, Select } from 'antd';
import { useId, useState } from 'react';
import { useToday } from '../../app/data';
import type { ActionId, ReturnCode } from '../../host/types';
import { moment, RETURN_CODE } from '../../words';
import { FormPanel, useSubmit, useTyped, WordsField, type PanelProps } from './FormPanel';

const CODES = Object.keys(RETURN_CODE) as ReturnCode[];

export function ReturnPanel({ view, onClose }: PanelProps) {
  const today = useToday();
  const [reason, setReason, forget] = useTyped(`${view.row.id}/request_return`);
  const [code, setCode] = useState<ReturnCode>('not_our_duty');
  const [evidence, setEvidence] = useState<ActionId[]>([]);
  const submit = useSubmit(view, onClose, forget);
  const send = () => submit.send({ kind: 'request_return', reason: reason.trim(), code, evidence });
  const codeId = useId();
  return (
    <FormPanel
      title="退单"
      view={view}
      onClose={onClose}
      send={send}
      label="提交退单"
      consequence="等受理中心裁定，期限照常计算；裁定后不能再退。"
      error={submit.error}
      busy={submit.busy}
    >
      <div className="field">
        <label className="field-label" htmlFor={codeId}>
          原因
        </label>
        <Select id={codeId} value={code} onChange={setCode} options={CODES.map((value) => ({ value, label: RETURN_CODE[value] }))} />
      </div>
      <WordsField label="退单理由" hint="为什么不归本单位办，应归哪个单位" value={reason} change={setReason} described={submit.error !== null} />
      {view.visits.length > 0 && (
        <fieldset className="field plain-fieldset">
          <legend className="field-label">
            依据的现场核查 <span className="meta">可不选</span>
          </legend>
          <Checkbox.Group
            className="stacked"
            value={evidence}
            onChange={setEvidence}
            options={view.visits.map((visit) => ({
              value: visit.id,
              label: `${moment(visit.at, today)}　${visit.note}${visit.photos > 0 ? `（照片 ${visit.photos} 张）` : ''}`,
            }))}
          />
        </fieldset>
      )}
    </FormPanel>
  );
}
