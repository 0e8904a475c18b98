import { Button, InputNumber } from 'antd';
import { useId, useState } from 'react';
import { useStatus } from '../../app/data';
import { useHost } from '../../host';
import type { Acted, LetterRow } from '../../host/types';
import { id } from '../../testids';
import { ErrorSentence } from '../../ui';
import { printWords as words } from '../../words/print';

interface Props {
  /** what the viewer was given; empty: nothing to ask */
  rows: Pick<LetterRow, 'id' | 'case'>[];
  onDone: () => void;
}

/** 都印好了？ Only a person knows what came out of the printer; nothing is recorded without a yes. */
export function PrintedQuestion({ rows, onDone }: Props) {
  const host = useHost();
  const { person } = useStatus();
  const label = useId();
  const [answered, setAnswered] = useState(false);
  const [copies, setCopies] = useState(1);
  const [acted, setActed] = useState<Acted | null>(null);
  const [error, setError] = useState<unknown>(null);
  if (person?.role !== 'handler' && person?.role !== 'head') return null;

  const record = async () => {
    setError(null);
    try {
      setActed(await host.call('record_printed', { letters: rows.map((row) => ({ case: row.case, letter: row.id })), copies }));
      onDone();
    } catch (refused) {
      setError(refused);
    }
  };
  if (acted !== null) {
    return (
      <div role="status">
        <p className="meta">{words.recorded(acted.actions.length)}</p>
        {acted.refused.length > 0 && <p className="meta">{words.notRecorded(acted.refused.length)}</p>}
        {acted.refused.map((one, index) => (
          <ErrorSentence key={index} error={one.reason} />
        ))}
      </div>
    );
  }
  if (rows.length === 0 || answered) return null;
  return (
    <div className="printed-question" role="group" aria-label={rows.length > 1 ? words.ask : words.askOne}>
      <b>{rows.length > 1 ? words.ask : words.askOne}</b>
      <p className="meta">{words.askNote}</p>
      <label htmlFor={label} className="meta">
        {words.copies}
      </label>
      <InputNumber id={label} size="small" min={1} max={99} precision={0} value={copies} onChange={(value) => setCopies(value ?? 1)} />
      {error !== null && <ErrorSentence error={error} />}
      <Button data-testid={id.printedYes} onClick={() => void record()}>
        {words.yes}
      </Button>
      <Button data-testid={id.printedNo} onClick={() => setAnswered(true)}>
        {words.no}
      </Button>
    </div>
  );
}
