import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { useStatus } from '../../app/data';
import { useHost } from '../../host';
import type { CaseView, LetterView } from '../../host/types';
import { id } from '../../testids';
import { ErrorSentence, Section } from '../../ui';
import { shortReason } from '../../words';
import { letterWords as words } from '../../words/letter';

interface Props {
  view: LetterView;
  caseView: CaseView | undefined;
  onChanged: () => void;
}

/** 作废重发: the one way to change what is signed. The consequence stands beside the
 *  button beforehand. */
export function Voiding({ view: { row }, caseView, onChanged }: Props) {
  const host = useHost();
  const field = useId();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const { person } = useStatus();
  const notYet = caseView?.not_yet.find((one) => one.act === 'void_letter');
  const allowed = person?.role === 'head' && notYet === undefined;

  const makeVoid = async () => {
    setBusy(true);
    setError(null);
    try {
      await host.call('void_letter', { case: row.case, letter: row.id, reason: reason.trim() });
      onChanged();
    } catch (refused) {
      setError(refused);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Section title={words.change}>
      <p className="meta">{words.changeHow}</p>
      {!allowed && <p className="meta">{notYet === undefined ? words.voidByHead : shortReason(notYet.reason)}</p>}
      {allowed && !open && (
        <button type="button" className="link" data-testid={id.letterVoid} onClick={() => setOpen(true)}>
          {words.void}…
        </button>
      )}
      {allowed && open && (
        <div className="letter-form">
          <label htmlFor={field}>{words.voidReason}</label>
          <Input.TextArea
            id={field}
            autoFocus
            autoSize={{ minRows: 2, maxRows: 6 }}
            value={reason}
            maxLength={500}
            data-testid={id.letterVoidReason}
            onChange={(event) => setReason(event.target.value)}
          />
          {error !== null && <ErrorSentence error={error} />}
          <div className="letter-form-foot">
            <Button
              disabled={busy || reason.trim() === ''}
              data-testid={id.letterVoidSubmit}
              onClick={() => void makeVoid()}
            >
              {words.voidNow}
            </Button>
            <button type="button" className="link" onClick={() => setOpen(false)}>
              {words.cancel}
            </button>
          </div>
          <p className="meta">{words.voidEffect}</p>
        </div>
      )}
    </Section>
  );
}
