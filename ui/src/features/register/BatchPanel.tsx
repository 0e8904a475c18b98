import { Button, Checkbox, Progress } from 'antd';
import { useState } from 'react';
import { changeSettings, useSettings } from '../../app/settings';
import { useHost } from '../../host';
import type { LetterRow, PrintFile, PrintProgress } from '../../host/types';
import { id } from '../../testids';
import { ErrorSentence, Section, useKeys } from '../../ui';
import { printWords as words } from '../../words/print';
import { EnvelopeSection } from './EnvelopeSection';
import { LeftOutList } from './LeftOutList';
import { PrintedQuestion } from './PrintedQuestion';

interface Props {
  rows: LetterRow[];
  onUntick: () => void;
}

/** Many letters as one file to print, and their envelopes. */
export function BatchPanel({ rows, onUntick }: Props) {
  const host = useHost();
  const { duplex } = useSettings();
  const [progress, setProgress] = useState<PrintProgress | null>(null);
  const [made, setMade] = useState<PrintFile | null>(null);
  const [error, setError] = useState<unknown>(null);
  const letters = rows.map((row) => ({ case: row.case, letter: row.id }));

  const print = async () => {
    if (progress !== null) return;
    setMade(null);
    setError(null);
    setProgress({ done: 0, of: letters.length });
    try {
      setMade(await host.printLetters(letters, duplex, setProgress));
    } catch (refused) {
      setError(refused);
    } finally {
      setProgress(null);
    }
  };
  useKeys({ 'Ctrl+KeyP': () => void print() });

  return (
    <aside className="register-panel" aria-label={words.ticked(rows.length)}>
      <Section
        title={words.ticked(rows.length)}
        aside={
          <button type="button" className="link" onClick={onUntick}>
            {words.untick}
          </button>
        }
      >
        <Checkbox checked={duplex} disabled={progress !== null} onChange={(event) => changeSettings({ duplex: event.target.checked })}>
          {words.duplex}
        </Checkbox>
        {duplex && <p className="meta">{words.duplexNote}</p>}
        {progress === null ? (
          <Button type="primary" data-testid={id.printBatch} onClick={() => void print()}>
            {words.print(rows.length)} <span className="button-key">Ctrl+P</span>
          </Button>
        ) : (
          <div role="status">
            <p className="meta">{words.progress(progress.done, progress.of)}</p>
            <Progress percent={(100 * progress.done) / Math.max(1, progress.of)} showInfo={false} aria-label={words.print(rows.length)} />
            <Button data-testid={id.printStop} onClick={() => void host.call('stop_printing', {})}>
              {words.stop}
            </Button>
          </div>
        )}
        {error !== null && <ErrorSentence error={error} />}
        {made !== null && <Outcome made={made} />}
      </Section>
      <EnvelopeSection letters={letters} />
    </aside>
  );
}

function Outcome({ made }: { made: PrintFile }) {
  const said = made.stopped
    ? words.stopped
    : made.letters.length === 0
      ? words.nothing
      : words.opened(made.letters.length, made.pages);
  return (
    <>
      <p className="meta" role="status">
        {said}
      </p>
      <LeftOutList leftOut={made.left_out} />
      <PrintedQuestion rows={made.letters.map((one) => ({ id: one.letter, case: one.case }))} onDone={() => undefined} />
    </>
  );
}
