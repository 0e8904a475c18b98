// What the side panels of a case share: a foot with the act and its consequence,
// text that outlives the panel, and the act itself.

import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { useIsOffline, useTell } from '../../app/data';
import type { ActInput, CaseView } from '../../host/types';
import { id } from '../../testids';
import { ErrorSentence, Panel, useKeys } from '../../ui';
import { count } from '../../words';

export interface PanelProps {
  view: CaseView;
  onClose: () => void;
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

export function FormPanel({ title, view, onClose, send, label, consequence, error, busy, other, children }: FormPanelProps) {
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

export function WordsField({ label, hint, value, change, described }: WordsFieldProps) {
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
export function useTyped(name: string): [string, (text: string) => void, () => void] {
  const [text, setText] = useState(() => typed.get(name) ?? '');
  const set = (next: string) => {
    typed.set(name, next);
    setText(next);
  };
  return [text, set, () => typed.delete(name)];
}

export function useSubmit(view: CaseView, onClose: () => void, forget: () => void) {
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
