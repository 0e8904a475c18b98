import { ImagePlus, TriangleAlert, X } from 'lucide-react';
import { useRef } from 'react';
import { Button } from 'antd';
import { id } from '../../testids';
import { Kbd } from '../../ui';
import { errorWords } from '../../words';
import { visitWords as words } from '../../words/visit';
import type { Refused } from './intake';

interface Props {
  count: number;
  /** files are held over the window */
  dragging: boolean;
  onFiles: (files: File[]) => void;
}

/** The row that takes photos: by picking, and a reminder of dropping and pasting. */
export function PhotoDrop({ count, dragging, onFiles }: Props) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <section aria-labelledby="visit-photos">
      <div className="visit-label">
        <h2 id="visit-photos" className="visit-count">
          {words.photos} <b>{count}</b>
        </h2>
        <span>{words.originals}</span>
      </div>
      <div className="visit-drop" data-dragging={dragging}>
        <ImagePlus size={18} strokeWidth={1.7} aria-hidden />
        {dragging ? (
          <span>{words.dropNow}</span>
        ) : (
          <span>
            {words.drop[0]} <Kbd>Ctrl</Kbd> <Kbd>V</Kbd> {words.drop[1]}
          </span>
        )}
        <Button size="small" onClick={() => input.current?.click()}>
          {words.choose}
        </Button>
        <input
          ref={input}
          className="visit-file"
          data-testid={id.visitFile}
          type="file"
          multiple
          accept="image/*,.heic,.heif"
          tabIndex={-1}
          aria-label={words.choose}
          onChange={(event) => {
            onFiles([...(event.target.files ?? [])]);
            // the same file may be picked again after it was removed
            event.target.value = '';
          }}
        />
        <span className="visit-drop-limits">{words.limits}</span>
      </div>
    </section>
  );
}

interface RefusedProps {
  refused: Refused[];
  onAgain: (refused: Refused) => void;
  onDismiss: (refused: Refused) => void;
}

/** Files that did not become photos, each with why; the others are not touched. */
export function RefusedFiles({ refused, onAgain, onDismiss }: RefusedProps) {
  if (refused.length === 0) return null;
  return (
    <ul className="visit-refused" data-testid={id.visitRefused} aria-live="polite">
      {refused.map((one) => {
        const facts = { name: one.name, ...one.reason.facts };
        const { sentence, code } = errorWords({ ...one.reason, facts });
        return (
          <li key={one.key} data-code={code}>
            <TriangleAlert size={14} strokeWidth={1.7} aria-hidden />
            <span>{emphasised(sentence, one.name)}</span>
            {one.again && (
              <Button type="link" size="small" onClick={() => onAgain(one)}>
                {words.again}
              </Button>
            )}
            <button type="button" className="visit-close" aria-label={`${words.dismiss}：${one.name}`} onClick={() => onDismiss(one)}>
              <X size={14} strokeWidth={1.7} aria-hidden />
            </button>
          </li>
        );
      })}
    </ul>
  );
}

/** The file's name stands out of its sentence. */
function emphasised(sentence: string, name: string) {
  const at = sentence.indexOf(name);
  if (at < 0) return sentence;
  return (
    <>
      {sentence.slice(0, at)}
      <b>{name}</b>
      {sentence.slice(at + name.length)}
    </>
  );
}
