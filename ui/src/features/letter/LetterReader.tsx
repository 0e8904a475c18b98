import { Button } from 'antd';
import { useState } from 'react';
import { key, useAsk, useToday } from '../../app/data';
import { back, go, type ListPlace } from '../../app/route';
import { useHost } from '../../host';
import type { LetterView } from '../../host/types';
import { id } from '../../testids';
import { ErrorSentence, Section, useKeys } from '../../ui';
import { moment } from '../../words';
import { letterWords as words } from '../../words/letter';
import { Delivery } from './Delivery';
import { Changes } from './Changes';
import { Fingerprint } from './Fingerprint';
import { LetterHead } from './LetterHead';
import { VisitSection } from './LetterNotes';
import { LetterPages } from './LetterPages';
import { PrintedQuestion } from '../register/PrintedQuestion';
import { inForce } from './inForce';
import { Printings } from './Printings';
import { Voiding } from './Voiding';

interface Props {
  view: LetterView;
  from: ListPlace;
  onChanged: () => void;
  /** set where the writer may take it up again */
  onRevise: (() => void) | undefined;
}

/** A letter that is not to be written any more: waiting, signed, or void. */
export function LetterReader({ view, from, onChanged, onRevise }: Props) {
  const host = useHost();
  const today = useToday();
  const { row } = view;
  const caseView = useAsk(key.case(row.case), 'open_case', { case: row.case }).data;
  const [said, setSaid] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  /** how often the file was given to the viewer: each time may have been printed */
  const [opened, setOpened] = useState(0);
  const stored = row.pdf !== null;
  const signed = inForce(row) || row.state === 'voided';

  const file = async (command: 'save_pdf' | 'open_pdf') => {
    if (signed && !stored) return;
    setError(null);
    setSaid(null);
    try {
      const { path } = await host.call(command, { case: row.case, letter: row.id });
      setSaid(command === 'save_pdf' ? words.savedTo(path) : words.opened);
      if (command === 'open_pdf') setOpened((times) => times + 1);
    } catch (refused) {
      setError(refused);
    }
  };
  useKeys({
    Escape: () => back({ at: 'letter', case: row.case, kind: row.kind, from }),
    'Ctrl+KeyS': () => void file('save_pdf'),
    'Ctrl+KeyP': () => void file('open_pdf'),
  });

  const making = signed && !stored;
  return (
    <>
      <LetterHead view={view} from={from}>
        {making && <span className="letter-reason">{words.makingShort}</span>}
        <Button disabled={making} data-testid={id.letterSave} onClick={() => void file('save_pdf')}>
          {words.save} <span className="button-key">Ctrl+S</span>
        </Button>
        <Button
          type={row.state === 'signed' ? 'primary' : 'default'}
          disabled={making}
          data-testid={id.letterPdf}
          onClick={() => void file('open_pdf')}
        >
          {signed ? words.print : words.printDraft} <span className="button-key">Ctrl+P</span>
        </Button>
      </LetterHead>

      <div className="letter letter-reading" data-testid={id.letter}>
        <LetterPages pages={view.pages} layout="spread" truth={stored ? words.asFiled : words.asPrinted}>
          {making && <p className="letter-blank">{words.making}</p>}
          {view.preview_error !== null && <ErrorSentence error={view.preview_error} />}
        </LetterPages>
        <div className="letter-facts">
          {error !== null && <ErrorSentence error={error} />}
          {said !== null && (
            <p className="letter-said prose" role="status">
              {said}
            </p>
          )}
          {signed ? <SignedFacts view={view} today={today} /> : <WaitingFacts view={view} today={today} onRevise={onRevise} />}
          {row.state === 'voided' && (
            <Section
              title={words.voided}
              aside={
                caseView?.allowed.includes('draft_letter') === true && (
                  <button
                    type="button"
                    className="link"
                    data-testid={id.letterAgain}
                    onClick={() => go({ at: 'letter', case: row.case, kind: row.kind, from })}
                  >
                    {words.draftAgain}
                  </button>
                )
              }
            >
              <p className="prose">{words.voidedBecause(row.void_reason ?? '')}</p>
              <p className="meta">{words.voidEffect}</p>
            </Section>
          )}
          {stored && <PrintedQuestion key={opened} rows={opened > 0 ? [row] : []} onDone={onChanged} />}
          {inForce(row) && <Delivery view={view} caseView={caseView} onChanged={onChanged} />}
          <Changes row={row} choose />
          <VisitSection view={view} today={today} />
          {inForce(row) && <Voiding view={view} caseView={caseView} onChanged={onChanged} />}
        </div>
      </div>
    </>
  );
}

function WaitingFacts({ view: { row }, today, onRevise }: { view: LetterView; today: string } & Pick<Props, 'onRevise'>) {
  return (
    <Section title={words.submittedTitle} aside={words.revision(row.revision)}>
      <dl className="letter-list">
        <dt>{words.submittedBy}</dt>
        <dd>{row.drafted_by}</dd>
        {row.submitted_at !== null && (
          <>
            <dt>{words.submittedAt}</dt>
            <dd>{moment(row.submitted_at, today)}</dd>
          </>
        )}
      </dl>
      <p className="quiet">{row.pending ? words.waitingToSend : words.waiting}</p>
      {onRevise && (
        <p className="letter-revise">
          <button type="button" className="link" data-testid={id.letterRevise} onClick={onRevise}>
            {words.revise}
          </button>
          <span className="meta">{words.reviseEffect}</span>
        </p>
      )}
    </Section>
  );
}

function SignedFacts({ view: { row }, today }: { view: LetterView; today: string }) {
  return (
    <Section title={words.signedTitle} aside={words.revision(row.revision)}>
      <dl className="letter-list">
        <dt>{words.number}</dt>
        <dd className={row.state === 'voided' ? 'struck' : undefined} data-testid={id.letterNumber}>
          {row.number}
        </dd>
        <dt>{words.signed}</dt>
        <dd>{[row.signed_by, row.signed_at === null ? '' : moment(row.signed_at, today)].filter(Boolean).join('　')}</dd>
        <dt>{words.submittedBy}</dt>
        <dd>{row.drafted_by}</dd>
        {row.pdf !== null && (
          <>
            <dt>{words.fingerprint}</dt>
            <dd>
              <Fingerprint hash={row.pdf} />
            </dd>
          </>
        )}
      </dl>
      {row.pdf !== null && <p className="meta">{words.filed}</p>}
      <Printings row={row} today={today} />
    </Section>
  );
}
