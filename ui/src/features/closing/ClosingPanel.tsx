import { Button, Segmented } from 'antd';
import { useId, useState } from 'react';
import { characters } from '../../drafts/characters';
import { GrowingText } from '../../drafts/GrowingText';
import '../../drafts/drafts.css';
import { useHost } from '../../host';
import { actOn } from '../../host/actOn';
import type { CaseView, Degree } from '../../host/types';
import { id } from '../../testids';
import { ErrorSentence, Panel, useKeys } from '../../ui';
import { IS_TRUE, SOLVED } from '../../words';
import { closingWords as words } from '../../words/closing';
import { begin, forget, keep, needsReason, read, type Filling } from './form';
import './closing.css';

const degrees = (names: Record<Degree, string>) =>
  (Object.keys(names) as Degree[]).map((value) => ({ value, label: names[value] }));

/** 办结: opened by the case page in its place for side panels. */
export function ClosingPanel({ view, onClose }: { view: CaseView; onClose: () => void }) {
  const host = useHost();
  const caseId = view.row.id;
  const [filling, setFilling] = useState<Filling>(() => begin(caseId, view.closing));
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const delivered = view.letters.find((letter) => letter.is_answer && letter.replied_by !== null && letter.number !== null);
  const answer = read(filling);

  const edit = (part: Partial<Filling>) => {
    const next = { ...filling, ...part };
    keep(caseId, next);
    setFilling(next);
  };
  const close = async () => {
    if (busy || 'missing' in answer) return;
    setBusy(true);
    setError(null);
    try {
      await actOn(host, caseId, { kind: 'close', form: answer.form });
      forget(caseId);
      onClose();
    } catch (refused) {
      setError(refused);
      setBusy(false);
    }
  };
  useKeys({ 'Ctrl+Enter': () => void close(), 'Ctrl+NumpadEnter': () => void close() });

  return (
    <Panel
      title={words.title}
      note={delivered?.number ? words.delivered(delivered.number) : view.row.number}
      onClose={onClose}
      testid={id.closing}
      foot={
        <>
          <Button
            type="primary"
            data-testid={id.closingSubmit}
            disabled={busy || 'missing' in answer}
            onClick={() => void close()}
          >
            {words.submit} <span className="button-key">Ctrl+Enter</span>
          </Button>
          <Button onClick={onClose} title={words.laterHint}>
            {words.later}
          </Button>
          <span className="meta closing-after">{words.after}</span>
          {'missing' in answer && <span className="meta closing-missing">{words.missing(answer.missing)}</span>}
        </>
      }
    >
      {error !== null && <ErrorSentence error={error} />}
      <Choice name={words.isTrue} field="true" value={filling.true} options={degrees(IS_TRUE)} onChange={(value) => edit({ true: value })} />
      <Choice
        name={words.beyondDuty}
        field="beyond_duty"
        value={filling.beyond_duty}
        options={[
          { value: false, label: words.no },
          { value: true, label: words.yes },
        ]}
        onChange={(value) => edit({ beyond_duty: value })}
      />
      <Choice
        name={words.contacted}
        field="contacted"
        value={filling.contacted}
        options={[
          { value: true, label: words.hasContacted },
          { value: false, label: words.notContacted },
        ]}
        onChange={(value) => edit({ contacted: value })}
      />
      <Choice name={words.solved} field="solved" value={filling.solved} options={degrees(SOLVED)} onChange={(value) => edit({ solved: value })} />
      {needsReason(filling) && (
        <Text
          name={words.unsolvedReason}
          aside={words.unsolvedWhen}
          field="unsolved_reason"
          value={filling.unsolved_reason}
          onChange={(unsolved_reason) => edit({ unsolved_reason })}
        />
      )}
      <Text
        name={words.handling}
        mark={words.internal}
        aside={words.characters(characters(filling.handling))}
        field="handling"
        tall
        value={filling.handling}
        onChange={(handling) => edit({ handling })}
      />
      <Text
        name={words.publicReply}
        mark={words.public}
        aside={words.characters(characters(filling.public_reply))}
        field="public_reply"
        tall
        value={filling.public_reply}
        onChange={(public_reply) => edit({ public_reply })}
      />
      <p className="meta">{words.publicHint}</p>
    </Panel>
  );
}

interface ChoiceProps<V> {
  name: string;
  field: string;
  value: V | null;
  options: { value: V; label: string }[];
  onChange: (value: V) => void;
}

function Choice<V extends Degree | boolean>({ name, field, value, options, onChange }: ChoiceProps<V>) {
  const label = useId();
  return (
    <div className="closing-choice" data-testid={id.closingField(field)}>
      <span id={label}>{name}</span>
      <Segmented<string>
        aria-labelledby={label}
        value={value === null ? '' : String(value)}
        options={options.map((option) => ({ value: String(option.value), label: option.label }))}
        onChange={(chosen) => {
          const option = options.find((one) => String(one.value) === chosen);
          if (option) onChange(option.value);
        }}
      />
    </div>
  );
}

interface TextProps {
  name: string;
  mark?: string;
  aside: string;
  field: string;
  tall?: boolean;
  value: string;
  onChange: (text: string) => void;
}

function Text({ name, mark, aside, field, tall = false, value, onChange }: TextProps) {
  const input = useId();
  return (
    <div className="closing-text">
      <div className="closing-label">
        <label htmlFor={input}>
          {name}
          {mark !== undefined && <span className="quiet">{mark}</span>}
        </label>
        <span className="meta">{aside}</span>
      </div>
      <GrowingText
        id={input}
        className={`draft-field ${tall ? 'closing-tall' : ''}`}
        data-testid={id.closingField(field)}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}
