import { Button, Checkbox, Input, InputNumber, Select } from 'antd';
import { useId, useState } from 'react';
import { changeSettings, useSettings } from '../../app/settings';
import { useHost } from '../../host';
import type { EnvelopeOptions, EnvelopeSize, LetterAt, PrintFile } from '../../host/types';
import { id } from '../../testids';
import { ErrorSentence, Section } from '../../ui';
import { printWords as words } from '../../words/print';
import { LeftOutList } from './LeftOutList';

const SIZES = (Object.keys(words.sizes) as EnvelopeSize[]).map((value) => ({ value, label: words.sizes[value] }));
/** where the first frame stands on common envelopes, mm */
const FIRST_FRAME: [number, number] = [12, 10];

/** 信封: the stock and the sender are kept for the next time. */
export function EnvelopeSection({ letters }: { letters: LetterAt[] }) {
  const host = useHost();
  const { envelope } = useSettings();
  const fields = useId();
  const [made, setMade] = useState<PrintFile | null>(null);
  const [error, setError] = useState<unknown>(null);
  const change = (changed: Partial<EnvelopeOptions>) => changeSettings({ envelope: { ...envelope, ...changed } });
  const [left, top] = envelope.first_frame ?? FIRST_FRAME;

  const print = async () => {
    setMade(null);
    setError(null);
    try {
      setMade(await host.call('print_envelopes', { letters, options: envelope }));
    } catch (refused) {
      setError(refused);
    }
  };
  return (
    <Section title={words.envelope}>
      <label className="meta" htmlFor={`${fields}-size`}>
        {words.size}
      </label>
      <Select id={`${fields}-size`} value={envelope.size} options={SIZES} style={{ width: '100%' }} onChange={(size) => change({ size })} />
      <label className="meta" htmlFor={`${fields}-address`}>
        {words.senderAddress}
      </label>
      <Input id={`${fields}-address`} value={envelope.sender_address} onChange={(event) => change({ sender_address: event.target.value })} />
      <label className="meta" htmlFor={`${fields}-postcode`}>
        {words.senderPostcode}
      </label>
      <Input
        id={`${fields}-postcode`}
        inputMode="numeric"
        maxLength={6}
        value={envelope.sender_postcode}
        onChange={(event) => change({ sender_postcode: event.target.value })}
      />
      <Checkbox checked={envelope.frames} onChange={(event) => change({ frames: event.target.checked })}>
        {words.frames}
      </Checkbox>
      <div role="group" aria-label={words.firstFrame}>
        <p className="meta">{words.firstFrame}</p>
        <div className="frame-pair">
          <InputNumber aria-label={words.left} min={0} max={100} value={left} onChange={(value) => change({ first_frame: [value ?? FIRST_FRAME[0], top] })} />
          <InputNumber aria-label={words.top} min={0} max={100} value={top} onChange={(value) => change({ first_frame: [left, value ?? FIRST_FRAME[1]] })} />
        </div>
        <p className="meta">{words.firstFrameNote}</p>
      </div>
      <p className="meta">{words.shown}</p>
      <Button data-testid={id.printEnvelopes} onClick={() => void print()}>
        {words.printEnvelopes(letters.length)}
      </Button>
      {error !== null && <ErrorSentence error={error} />}
      {made !== null && (
        <>
          {made.letters.length > 0 && (
            <p className="meta" role="status">
              {words.envelopesOpened(made.letters.length)}
            </p>
          )}
          <LeftOutList leftOut={made.left_out} />
        </>
      )}
    </Section>
  );
}
