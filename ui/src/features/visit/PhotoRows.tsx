import { CloudCheck, FileImage, HardDrive, Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { PhotoView } from '../../host/types';
import { id } from '../../testids';
import { clockSeconds, day, megabytes } from '../../words';
import { FAULTS, visitWords as words } from '../../words/visit';
import { PhotoPanel } from '../case/PhotoPanel';
import type { Album, Incoming } from './intake';

interface Props {
  album: Album;
  today: string;
  onRemove: (sha256: string) => Promise<void>;
  onRestore: (sha256: string) => Promise<void>;
  onCaption: (sha256: string, caption: string) => Promise<void>;
}

/** One row a photo, in the order they were added; those still being read at the end. */
export function PhotoRows({ album, today, onRemove, onRestore, onCaption }: Props) {
  const nothing = album.photos.length + album.reading.length + album.removed.length === 0;
  const [open, setOpen] = useState<number | null>(null);
  if (nothing) return null;
  return (
    <>
      <ul className="visit-photos">
        {album.photos.map((photo, index) => (
          <PhotoRow
            key={photo.sha256}
            photo={photo}
            today={today}
            onOpen={() => setOpen(index)}
            onRemove={onRemove}
            onCaption={onCaption}
          />
        ))}
        {album.reading.map((incoming) => (
          <ReadingRow key={incoming.key} incoming={incoming} />
        ))}
        {album.removed.map((photo) => (
          <li key={photo.sha256} className="visit-removed">
            <Undo2 size={14} strokeWidth={1.7} aria-hidden />
            <span>{words.removed(photo.name)}</span>
            <button type="button" className="link" onClick={() => void onRestore(photo.sha256)}>
              {words.restore}
            </button>
          </li>
        ))}
      </ul>
      {open !== null && (
        <PhotoPanel photos={album.photos.map(asVisit)} index={open} turn={setOpen} today={today} onClose={() => setOpen(null)} />
      )}
    </>
  );
}

/** Not sent yet, and so without a visit of its own: not a citizen's for that. */
const asVisit = (photo: PhotoView): PhotoView => ({ ...photo, visit: photo.visit ?? 'draft' });

function PhotoRow({ photo, today, onOpen, onRemove, onCaption }: { photo: PhotoView; onOpen: () => void } & Omit<Props, 'album' | 'onRestore'>) {
  const [whole, setWhole] = useState(false);
  const [writing, setWriting] = useState(false);
  return (
    <li className="visit-photo" data-testid={id.visitPhoto(photo.sha256)}>
      <button type="button" className="visit-open" aria-label={words.showPhoto(photo.name)} onClick={onOpen}>
        <Thumbnail url={photo.thumbnail_url} name="" />
      </button>
      <dl>
        <dt>{words.file}</dt>
        <dd>
          {photo.name}
          <span className="quiet">
            {photo.width} × {photo.height} · {megabytes(photo.size)}
          </span>
        </dd>
        <dt>{words.taken}</dt>
        <dd>{taken(photo, today)}</dd>
        <dt>{words.place}</dt>
        <dd>{place(photo)}</dd>
        <dt>{words.fingerprint}</dt>
        <dd className="fingerprint">
          <code>{whole ? inFours(photo.sha256) : `${inFours(photo.sha256.slice(0, 16))} …`}</code>{' '}
          <button type="button" className="link" aria-expanded={whole} onClick={() => setWhole(!whole)}>
            {whole ? words.shorter : words.whole}
          </button>
        </dd>
        {photo.faults.length > 0 && (
          <dd className="visit-fault">{photo.faults.map((fault) => FAULTS[fault] ?? fault).join('；')}</dd>
        )}
        {writing ? (
          <dd className="visit-caption">
            <CaptionField
              photo={photo}
              onDone={(caption) => {
                setWriting(false);
                if (caption !== photo.caption) void onCaption(photo.sha256, caption);
              }}
            />
          </dd>
        ) : (
          photo.caption !== '' && <dd className="visit-caption">{photo.caption}</dd>
        )}
      </dl>
      <div className="visit-photo-state">
        <span>
          {photo.state === 'received' ? (
            <CloudCheck size={14} strokeWidth={1.7} aria-hidden />
          ) : (
            <HardDrive size={14} strokeWidth={1.7} aria-hidden />
          )}
          {words[photo.state]}
        </span>
        <span>
          <button type="button" className="link" onClick={() => setWriting(true)}>
            {photo.caption === '' ? words.writeCaption : words.changeCaption}
          </button>
          <button
            type="button"
            className="link"
            aria-label={`${words.remove} ${photo.name}`}
            onClick={() => void onRemove(photo.sha256)}
          >
            {words.remove}
          </button>
        </span>
      </div>
    </li>
  );
}

function CaptionField({ photo, onDone }: { photo: PhotoView; onDone: (caption: string) => void }) {
  const [text, setText] = useState(photo.caption);
  return (
    <input
      className="visit-caption-field"
      aria-label={words.caption(photo.name)}
      value={text}
      maxLength={200}
      autoFocus
      onChange={(event) => setText(event.target.value)}
      onBlur={() => onDone(text.trim())}
      onKeyDown={(event) => {
        // Enter that confirms a candidate of the input method is not ours
        if (event.nativeEvent.isComposing || event.keyCode === 229) return;
        if (event.key === 'Enter' || event.key === 'Escape') {
          event.preventDefault();
          event.stopPropagation();
          event.currentTarget.blur();
        }
      }}
    />
  );
}

function ReadingRow({ incoming }: { incoming: Incoming }) {
  return (
    <li className="visit-photo" aria-busy>
      {incoming.preview ? <Thumbnail url={incoming.preview} name={incoming.name} /> : <NoPicture />}
      <dl>
        <dt>{words.file}</dt>
        <dd>
          {incoming.name}
          {incoming.size !== null && <span className="quiet">{megabytes(incoming.size)}</span>}
        </dd>
      </dl>
      <div className="visit-photo-state">{words.reading}</div>
    </li>
  );
}

function Thumbnail({ url, name }: { url: string; name: string }) {
  const [failed, setFailed] = useState('');
  if (failed === url) return <NoPicture />;
  return <img className="visit-thumbnail" src={url} alt={name} width={96} height={72} onError={() => setFailed(url)} />;
}

/** Some cameras' files cannot be drawn by the window itself; the row says the rest. */
function NoPicture() {
  return (
    <span className="visit-thumbnail" aria-hidden>
      <FileImage size={20} strokeWidth={1.7} />
    </span>
  );
}

/** EXIF time is the camera's own wall clock; only some cameras write an offset. */
function taken(photo: PhotoView, today: string): string {
  if (photo.taken_at === null) return words.notTaken(clockSeconds(photo.at));
  const [date = '', time = ''] = photo.taken_at.split(/[T ]/);
  return `${day(date, today)} ${time.slice(0, 8)}`;
}

function place(photo: PhotoView): string {
  if (photo.lat === null || photo.lng === null) return words.noPlace;
  return `${photo.lat.toFixed(5)}, ${photo.lng.toFixed(5)}${words.fromPhoto}`;
}

const inFours = (hash: string): string => hash.match(/.{1,4}/g)?.join(' ') ?? '';
