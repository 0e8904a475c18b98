import { useState } from 'react';
import { letterWords as words } from '../../words/letter';

/** A SHA-256 in groups of four: its beginning, and the whole on demand. */
export function Fingerprint({ hash }: { hash: string }) {
  const [whole, setWhole] = useState(false);
  const fours = (text: string) => text.match(/.{1,4}/g)?.join(' ') ?? '';
  return (
    <span className="fingerprint">
      <code>{whole ? fours(hash) : `${fours(hash.slice(0, 16))} …`}</code>{' '}
      <button type="button" className="link" aria-expanded={whole} onClick={() => setWhole(!whole)}>
        {whole ? words.shorter : words.whole}
      </button>
    </span>
  );
}
