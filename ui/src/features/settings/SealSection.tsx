import { Button } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { key, useAsk, useIsOffline, useTell, useToday } from '../../app/data';
import type { SealOnFileView, SealView } from '../../host/types';
import { id } from '../../testids';
import { ErrorSentence, Section } from '../../ui';
import { moment } from '../../words';
import { sealWords as words } from '../../words/seal';
import { Fingerprint } from '../letter/Fingerprint';
import { SealLog } from './SealLog';
import { SealPicker } from './SealPicker';
import './seal.css';

/** 印章图样 of the office, for its head. The centre keeps it: nothing is shown of it
 *  but what it says of itself. */
export function SealSection() {
  const offline = useIsOffline();
  const { data, error, refetch, isFetching } = useAsk(key.seal, 'seal', {}, { always: true, enabled: !offline });
  return (
    <Section title={words.title} testid={id.seal}>
      <p className="meta">{words.kept}</p>
      {offline && <p>{words.offline}</p>}
      {!offline && error !== null && (
        <>
          <ErrorSentence error={error} />
          <Button onClick={() => void refetch()} disabled={isFetching}>
            {words.again}
          </Button>
        </>
      )}
      {!offline && error === null && data === undefined && <p className="meta">{words.asking}</p>}
      {!offline && error === null && data !== undefined && <Kept seal={data} />}
    </Section>
  );
}

function Kept({ seal }: { seal: SealView }) {
  const client = useQueryClient();
  const [doing, setDoing] = useState<'choose' | 'remove' | null>(null);
  const done = (now: SealView) => {
    client.setQueryData(key.seal, now);
    setDoing(null);
  };
  const stop = () => setDoing(null);
  return (
    <>
      {seal.on_file === null ? <p data-testid={id.sealNone}>{words.none}</p> : <Facts seal={seal.on_file} />}
      {doing === null && (
        <div className="seal-acts">
          <Button data-testid={id.sealChoose} onClick={() => setDoing('choose')}>
            {seal.on_file === null ? words.choose : words.replace}
          </Button>
          {seal.on_file !== null && (
            <button type="button" className="link" data-testid={id.sealRemove} onClick={() => setDoing('remove')}>
              {words.remove}
            </button>
          )}
        </div>
      )}
      {doing === 'choose' && <SealPicker diameter={seal.on_file?.diameter_mm} onDone={done} onCancel={stop} />}
      {doing === 'remove' && <Removal onDone={done} onCancel={stop} />}
      <SealLog uses={seal.uses} />
    </>
  );
}

function Facts({ seal }: { seal: SealOnFileView }) {
  const today = useToday();
  return (
    <>
      <dl className="facts" data-testid={id.sealFacts}>
        <dt>{words.since}</dt>
        <dd>
          {moment(seal.since, today)}　{seal.by ?? words.centre}
        </dd>
        <dt>{words.diameter}</dt>
        <dd>{words.millimetres(seal.diameter_mm)}</dd>
        <dt>{words.fingerprint}</dt>
        <dd>
          <Fingerprint hash={seal.fingerprint} />
        </dd>
      </dl>
      {!seal.usable && <p role="alert">{words.unusable}</p>}
    </>
  );
}

/** The consequence stands beside the button beforehand. */
function Removal({ onDone, onCancel }: { onDone: (now: SealView) => void; onCancel: () => void }) {
  const remove = useTell('remove_seal');
  return (
    <div className="seal-form">
      <p>{words.removeEffect}</p>
      {remove.isError && <ErrorSentence error={remove.error} />}
      <div className="seal-acts">
        <Button
          danger
          disabled={remove.isPending}
          data-testid={id.sealRemoveNow}
          onClick={() => remove.mutate({}, { onSuccess: onDone })}
        >
          {words.removeNow}
        </Button>
        <button type="button" className="link" onClick={onCancel}>
          {words.cancel}
        </button>
      </div>
    </div>
  );
}
