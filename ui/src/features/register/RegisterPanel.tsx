import { Button } from 'antd';
import { useState } from 'react';
import { useToday } from '../../app/data';
import { useHost } from '../../host';
import type { LetterRow } from '../../host/types';
import { id } from '../../testids';
import { ErrorSentence, Section, useKeys } from '../../ui';
import { moment, REPLY_BY } from '../../words';
import { letterWords as words } from '../../words/letter';
import { inForce } from '../letter/inForce';
import { Printings } from '../letter/Printings';
import { EnvelopeSection } from './EnvelopeSection';
import { PrintedQuestion } from './PrintedQuestion';
import { openLetter, stateWord } from './rows';

/** What can be done with the chosen letter. */
export function RegisterPanel({ row }: { row: LetterRow }) {
  const host = useHost();
  const today = useToday();
  const [said, setSaid] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  /** how often the file was given to the viewer: each time may have been printed */
  const [opened, setOpened] = useState(0);
  const stored = row.pdf !== null;
  const file = async (command: 'save_pdf' | 'open_pdf') => {
    if (!stored) return;
    setSaid(null);
    setError(null);
    try {
      const { path } = await host.call(command, { case: row.case, letter: row.id });
      setSaid(command === 'save_pdf' ? words.savedTo(path) : words.opened);
      if (command === 'open_pdf') setOpened((times) => times + 1);
    } catch (refused) {
      setError(refused);
    }
  };
  useKeys({
    'Ctrl+KeyP': () => void file('open_pdf'),
    'Ctrl+KeyS': () => void file('save_pdf'),
  });
  return (
    <aside className="register-panel" aria-label={row.number ?? row.title}>
      <Section title={row.number ?? row.title} aside={stateWord(row)}>
        <p className="letter-words prose">{row.title}</p>
        <p className="meta">
          {[row.signed_by, row.signed_at === null ? '' : moment(row.signed_at, today)].filter(Boolean).join('　')}
        </p>
        {row.state === 'voided' && <p className="meta">{words.voidedBecause(row.void_reason ?? '')}</p>}
      </Section>
      <Section title={words.print} aside={row.pages === null ? undefined : words.pages(row.pages)}>
        {!stored && <p className="meta">{words.making}</p>}
        <Button
          type={row.state === 'signed' ? 'primary' : 'default'}
          disabled={!stored}
          data-testid={id.letterPdf}
          onClick={() => void file('open_pdf')}
        >
          {words.print} <span className="button-key">Ctrl+P</span>
        </Button>
        <Button disabled={!stored} data-testid={id.letterSave} onClick={() => void file('save_pdf')}>
          {words.save}
        </Button>
        {said !== null && (
          <p className="meta" role="status">
            {said}
          </p>
        )}
        {error !== null && <ErrorSentence error={error} />}
        <PrintedQuestion key={opened} rows={opened > 0 ? [row] : []} onDone={() => undefined} />
        <Printings row={row} today={today} />
        <p className="meta">{words.filed}</p>
      </Section>
      {inForce(row) && <EnvelopeSection letters={[{ case: row.case, letter: row.id }]} />}
      {inForce(row) && (
        <Section
          title={words.delivery}
          aside={
            <button type="button" className="link" onClick={() => openLetter(row)}>
              {row.replied_by === null ? words.record : words.open}
            </button>
          }
        >
          <p className="letter-words">
            {row.replied_by === null ? words.notDelivered : words.delivered(REPLY_BY[row.replied_by])}
          </p>
        </Section>
      )}
    </aside>
  );
}
