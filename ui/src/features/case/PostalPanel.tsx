import { Input } from 'antd';
import { useState } from 'react';
import { id } from '../../testids';
import { FormPanel, useSubmit, type PanelProps } from './FormPanel';

/** 通信地址: where a letter reaches the citizen; seldom the place that the matter is about. */
export function PostalPanel({ view, onClose }: PanelProps) {
  const [address, setAddress] = useState('');
  const [postcode, setPostcode] = useState('');
  const submit = useSubmit(view, onClose, () => undefined);
  const described = submit.error === null ? undefined : 'panel-error';
  return (
    <FormPanel
      title={view.citizen_postal ? '更正通信地址' : '登记通信地址'}
      view={view}
      onClose={onClose}
      send={() => submit.send({ kind: 'correct_postal_address', address: address.trim(), postcode: postcode.trim() })}
      label="登记"
      consequence="用来打印信封；经过里只写谁在什么时候登记，不写地址。"
      error={submit.error}
      busy={submit.busy || address.trim() === ''}
    >
      {view.citizen_postal && <p className="field meta">已有一个地址，登记后以新的为准。原来的在“市民”一栏点“显示”可看。</p>}
      <label className="field">
        <span className="field-label">通信地址</span>
        <Input.TextArea
          value={address}
          placeholder="寄得到的地址，写到门牌、室号"
          maxLength={200}
          autoSize={{ minRows: 2, maxRows: 4 }}
          aria-describedby={described}
          data-testid={id.panelText}
          onChange={(event) => setAddress(event.target.value.replace(/\n/g, ''))}
        />
      </label>
      <label className="field">
        <span className="field-label">邮政编码</span>
        <Input
          value={postcode}
          placeholder="6 位，不知道可不填"
          inputMode="numeric"
          maxLength={6}
          style={{ width: 180 }}
          aria-describedby={described}
          data-testid={id.postcode}
          onChange={(event) => setPostcode(event.target.value)}
        />
      </label>
    </FormPanel>
  );
}
