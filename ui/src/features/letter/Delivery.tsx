import { Button, Radio } from 'antd';
import { useId, useState } from 'react';
import { useHost } from '../../host';
import { actOn } from '../../host/actOn';
import type { CaseView, LetterView, ReplyBy } from '../../host/types';
import { id } from '../../testids';
import { ErrorSentence, Section } from '../../ui';
import { REPLY_BY, shortReason } from '../../words';
import { letterWords as words } from '../../words/letter';

interface Props {
  view: LetterView;
  caseView: CaseView | undefined;
  onChanged: () => void;
}

/** 送达: how the letter went to the citizen; without it the case cannot be closed. */
export function Delivery({ view: { row }, caseView, onChanged }: Props) {
  const host = useHost();
  const heading = useId();
  const [open, setOpen] = useState(false);
  const [by, setBy] = useState<ReplyBy>('post');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  // The answer moves the case on; other letters, and an answer sent again, only arrive.
  const answers = row.is_answer && caseView?.row.state === 'in_progress';
  const act = answers ? 'record_reply' : 'serve_letter';
  const notYet = caseView?.not_yet.find((one) => one.act === act);
  const allowed = caseView?.allowed.includes(act) ?? false;

  const record = async () => {
    setBusy(true);
    setError(null);
    try {
      await actOn(host, row.case, { kind: act, letter: row.id, by });
      setOpen(false);
      onChanged();
    } catch (refused) {
      setError(refused);
    } finally {
      setBusy(false);
    }
  };

  if (row.replied_by !== null) {
    return (
      <Section title={words.delivery}>
        <p data-testid={id.letterDelivered}>{words.delivered(REPLY_BY[row.replied_by])}</p>
      </Section>
    );
  }
  return (
    <Section
      title={words.delivery}
      aside={
        allowed &&
        !open && (
          <button type="button" className="link" data-testid={id.letterDeliver} onClick={() => setOpen(true)}>
            {words.record}
          </button>
        )
      }
    >
      {!open && <p>{words.notDelivered}</p>}
      {!allowed && notYet !== undefined && <p className="meta">{shortReason(notYet.reason)}</p>}
      {open && (
        <div className="letter-form">
          <p id={heading}>{words.recordHow}</p>
          <Radio.Group
            aria-labelledby={heading}
            value={by}
            options={(Object.keys(REPLY_BY) as ReplyBy[]).map((value) => ({ value, label: REPLY_BY[value] }))}
            onChange={(event) => setBy(event.target.value as ReplyBy)}
          />
          {error !== null && <ErrorSentence error={error} />}
          <div className="letter-form-foot">
            <Button disabled={busy} data-testid={id.letterDeliverSubmit} onClick={() => void record()}>
              {words.recordNow}
            </Button>
            <button type="button" className="link" onClick={() => setOpen(false)}>
              {words.cancel}
            </button>
          </div>
        </div>
      )}
    </Section>
  );
}
