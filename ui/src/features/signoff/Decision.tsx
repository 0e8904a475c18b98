import { ShieldCheck } from 'lucide-react';
import { Button, Input, type InputRef } from 'antd';
import { useEffect, useId, useRef, useState, type RefObject } from 'react';
import { key, useAsk, useIsOffline, useToday } from '../../app/data';
import { go, TODAY } from '../../app/route';
import { useHost } from '../../host';
import type { LetterRow, LetterView } from '../../host/types';
import { id } from '../../testids';
import { DueText, ErrorSentence, Section, useKeys } from '../../ui';
import { CHANNEL, chinaDate, clock, sentenceDate } from '../../words';
import { letterWords as words } from '../../words/letter';
import { letterDue } from '../letters/letterDue';
import { FoundSection, isKept, KeptSection, SaidSection } from '../letter/LetterChecks';
import { Changes } from '../letter/Changes';
import { VisitSection } from '../letter/LetterNotes';
import { inForce } from '../letter/inForce';
import { LetterPages } from '../letter/LetterPages';
import { Steps } from '../letter/Steps';
import '../letter/letter.css';

interface Props {
  /** as it stands in the queue now */
  row: LetterRow;
  inQueue: boolean;
  pageRef: RefObject<HTMLDivElement | null>;
  onDecided: (row: LetterRow, what: string) => void;
  onNext: () => void;
}

/** One letter to decide on: its page, what it answers, and the two acts. */
export function Decision({ row, inQueue, pageRef, onDecided, onNext }: Props) {
  const letter = useAsk([...key.letter(row.id), 'signoff'], 'open_letter', { case: row.case, letter: row.id });
  const { data: view, refetch } = letter;
  const [renewed, setRenewed] = useState(false);

  // the writer handed in another revision while this one was being read
  const seen = view?.row.hash;
  useEffect(() => {
    if (seen === undefined || seen === row.hash) return;
    setRenewed(true);
    void refetch();
  }, [seen, row.hash, refetch]);
  // it left the queue: who took it?
  useEffect(() => {
    if (!inQueue) void refetch();
  }, [inQueue, refetch]);

  if (letter.isError) {
    return (
      <div className="signoff-error">
        <ErrorSentence error={letter.error} />
      </div>
    );
  }
  if (view === undefined) return <div className="letter-desk" />;
  return <Opened view={view} inQueue={inQueue} renewed={renewed} pageRef={pageRef} onDecided={onDecided} onNext={onNext} onStale={() => void refetch()} />;
}

type OpenedProps = Omit<Props, 'row'> & { view: LetterView; renewed: boolean; onStale: () => void };

function Opened({ view, inQueue, renewed, pageRef, onDecided, onNext, onStale }: OpenedProps) {
  const today = useToday();
  const { row } = view;
  // what may be signed is what was drawn, by its hash
  const [drawn, setDrawn] = useState<string | null>(null);
  const found = view.checks.findings.filter((one) => !isKept(view.kept, one));
  return (
    <>
      <div ref={pageRef} className="signoff-page">
        <LetterPages key={row.hash} pages={view.pages} layout="turn" onDrawn={() => setDrawn(row.hash)}>
          {view.preview_error !== null && (
            <div className="letter-preview-error">
              <ErrorSentence error={view.preview_error} />
            </div>
          )}
        </LetterPages>
      </div>
      <div className="signoff-facts">
        <header className="signoff-facts-head">
          <Steps state={row.state} />
          <DueText due={letterDue(row, today)} />
        </header>
        <div className="signoff-facts-body">
          {renewed && (
            <p className="letter-said" role="status">
              {words.newRevision}
            </p>
          )}
          <Section
            title={words.complaint}
            aside={
              <button
                type="button"
                className="link"
                onClick={() => go({ at: 'case', case: row.case, from: TODAY })}
              >
                {words.openCase(row.case_number)}
              </button>
            }
          >
            <p className="letter-words prose">{view.case_body}</p>
            <p className="meta">
              {[view.citizen_name, CHANNEL[view.case.channel], words.registered(sentenceDate(chinaDate(view.registered_at)))].join('　')}
            </p>
          </Section>
          <VisitSection view={view} today={today} />
          <KeptSection kept={view.kept} by={view.kept_by ?? row.drafted_by} />
          <Changes row={row} />
          <SaidSection kind={row.kind} checks={view.checks} />
          {found.length > 0 && <FoundSection findings={found} />}
        </div>
        {inQueue || row.state === 'submitted' ? (
          <Acts view={view} ready={drawn === row.hash && view.pages.length > 0} onDecided={onDecided} onStale={onStale} />
        ) : (
          <footer className="signoff-acts">
            <p role="status">
              {inForce(row) && row.signed_at !== null
                ? words.byOther(row.signed_by ?? '另一位领导', clock(row.signed_at))
                : words.gone}
            </p>
            <Button onClick={onNext}>{words.nextLetter}</Button>
          </footer>
        )}
      </div>
    </>
  );
}

interface ActsProps {
  view: LetterView;
  /** the page of this very revision stands on the screen */
  ready: boolean;
  onDecided: (row: LetterRow, what: string) => void;
  onStale: () => void;
}

function Acts({ view, ready, onDecided, onStale }: ActsProps) {
  const { row } = view;
  const host = useHost();
  const offline = useIsOffline();
  const fields = useId();
  const field = useRef<InputRef>(null);
  const [remark, setRemark] = useState('');
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState<'sign' | 'return' | null>(null);
  const [error, setError] = useState<unknown>(null);

  const act = async (what: 'sign' | 'return', work: () => Promise<string>) => {
    setBusy(what);
    setError(null);
    try {
      onDecided(row, await work());
    } catch (refused) {
      setError(refused);
      setBusy(null);
      onStale();
    }
  };
  const sign = () => {
    if (busy !== null || offline || !ready) return;
    void act('sign', async () => {
      const { number } = await host.call('sign_letter', { case: row.case, letter: row.id, hash: row.hash });
      return words.doneSigned(number);
    });
  };
  const giveBack = () => {
    if (busy !== null) return;
    if (remark.trim() === '') {
      setAsked(true);
      field.current?.focus();
      return;
    }
    void act('return', async () => {
      await host.call('return_letter', { case: row.case, letter: row.id, remark: remark.trim() });
      return words.doneReturned;
    });
  };
  useKeys({
    'Ctrl+Enter': sign,
    'Ctrl+NumpadEnter': sign,
    KeyR: giveBack,
  });

  return (
    <footer className="signoff-acts">
      {error !== null && <ErrorSentence error={error} />}
      <div className="signoff-label">
        <label htmlFor={`${fields}-remark`}>{words.remark}</label>
        <span className="meta">
          {words.remarkPhrasesLabel}：
          {words.remarkPhrases.map((phrase) => (
            <button
              key={phrase}
              type="button"
              className="link"
              onClick={() => {
                setRemark((text) => (text.trim() === '' ? `请${phrase}。` : `${text.trimEnd()}请${phrase}。`));
                field.current?.focus();
              }}
            >
              {phrase}
            </button>
          ))}
        </span>
      </div>
      <Input.TextArea
        ref={field}
        id={`${fields}-remark`}
        data-testid={id.signoffRemark}
        autoSize={{ minRows: 2, maxRows: 6 }}
        placeholder={words.remarkHint}
        value={remark}
        aria-describedby={`${fields}-why`}
        onChange={(event) => setRemark(event.target.value)}
      />
      <div className="signoff-buttons">
        <Button
          type="primary"
          size="large"
          data-testid={id.signoffSign}
          data-hash={row.hash}
          disabled={offline || !ready || busy !== null}
          onClick={sign}
        >
          {busy === 'sign' ? words.signing : words.sign} <span className="button-key">Ctrl+Enter</span>
        </Button>
        <Button size="large" data-testid={id.signoffReturn} disabled={busy !== null} onClick={giveBack}>
          {words.return} <span className="button-key">R</span>
        </Button>
      </div>
      <p className="meta signoff-effect" id={`${fields}-why`}>
        <ShieldCheck className="icon" aria-hidden />
        <span>
          {asked && remark.trim() === ''
            ? words.needRemark
            : offline
              ? words.signOffline
              : ready
                ? `${words.signEffect}${words.hash(row.revision, row.hash.slice(0, 8))}`
                : words.waitForPage}
        </span>
      </p>
    </footer>
  );
}
