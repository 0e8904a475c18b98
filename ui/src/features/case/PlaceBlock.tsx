import { Copy, MapPin } from 'lucide-react';
import { useState } from 'react';
import type { CaseView } from '../../host/types';
import { Section } from '../../ui';

/** Address and coordinates. No online map, no empty frame for one. */
export function PlaceBlock({ view }: { view: CaseView }) {
  const [copied, setCopied] = useState('');
  const { lat, lng } = view;
  if (view.address === '' && lat === null) return null;
  const position = lat === null || lng === null ? '' : `${lat.toFixed(5)}, ${lng.toFixed(5)}`;
  const copy = (text: string) => void navigator.clipboard.writeText(text).then(() => setCopied(text));
  return (
    <Section title="地点">
      <div className="place">
        <MapPin className="icon" aria-hidden="true" />
        <div>
          <p className="prose">{view.address === '' ? '没有写地址' : view.address}</p>
          {position !== '' && (
            <p className="meta">
              {position}{'　'}
              <button type="button" className="link" onClick={() => copy(position)}>
                <Copy className="icon" aria-hidden="true" />
                {copied === position ? '已复制' : '复制'}
              </button>
            </p>
          )}
        </div>
      </div>
    </Section>
  );
}
