import { Checkbox } from 'antd';
import { ArrowDown, ArrowUp, X } from 'lucide-react';
import { useLayoutEffect, useRef, type KeyboardEvent } from 'react';
import type { AnnexPhoto, PhotoView } from '../../host/types';
import { id } from '../../testids';
import { isComposing } from '../../ui';
import { annexWords as words } from '../../words/annex';
import { addPhoto, describePhoto, markPhotos, movePhoto, removePhoto } from './annex';
import type { Sheet } from './sheet';
import './annex.css';

interface Props {
  sheet: Sheet;
  /** of the case's visits */
  photos: readonly PhotoView[];
  /** where the matter is: most photos were taken there */
  place: string;
  onChange: (sheet: Sheet, what: string) => void;
}

/** 照片附件: which photos are printed behind the letter, in which order, with what is said of each. */
export function AnnexEditor({ sheet, photos, place, onChange }: Props) {
  const annex = sheet.annex ?? [];
  const captions = useRef(new Map<string, HTMLInputElement>());
  const wanted = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (wanted.current === null) return;
    captions.current.get(wanted.current)?.focus();
    wanted.current = null;
  });
  if (photos.length === 0 && annex.length === 0) return null;

  const left = photos.filter(({ sha256 }) => !annex.some(({ photo }) => photo === sha256));
  const pick = (photo: PhotoView) => {
    wanted.current = photo.sha256;
    onChange(addPhoto(sheet, photo, annex.at(-1)?.place ?? place), '');
  };
  const move = (photo: string, by: -1 | 1) => {
    wanted.current = photo;
    onChange(movePhoto(sheet, photo, by), '');
  };
  const remove = (at: number) => {
    wanted.current = (annex[at + 1] ?? annex[at - 1])?.photo ?? null;
    onChange(removePhoto(sheet, annex[at]?.photo ?? ''), '');
  };
  const onKey = (event: KeyboardEvent, { photo }: AnnexPhoto, at: number) => {
    if (isComposing(event.nativeEvent) || !event.altKey || event.ctrlKey) return;
    if (event.code === 'ArrowUp') move(photo, -1);
    else if (event.code === 'ArrowDown') move(photo, 1);
    else if (event.code === 'Delete') remove(at);
    else return;
    event.preventDefault();
  };

  return (
    <section className="annex" aria-label={words.title} data-testid={id.annex}>
      <header className="annex-head">
        <h2>{words.title}</h2>
        <span className="meta">{annex.length === 0 ? words.none : words.count(annex.length)}</span>
        {annex.length > 0 && (
          <Checkbox
            checked={annex.every((one) => one.watermark)}
            data-testid={id.annexWatermark}
            onChange={(event) => onChange(markPhotos(sheet, event.target.checked), '')}
          >
            {words.watermark}
          </Checkbox>
        )}
      </header>
      {annex.length > 0 && (
        <ol className="annex-chosen">
          {annex.map((one, at) => {
            const known = photos.find(({ sha256 }) => sha256 === one.photo);
            return (
              <li key={one.photo} onKeyDown={(event) => onKey(event, one, at)} data-testid={id.annexPhoto(at + 1)}>
                {known === undefined ? <span className="annex-picture" /> : <img className="annex-picture" src={known.thumbnail_url} alt="" />}
                <div className="annex-words">
                  <span className="meta">
                    {words.number(at + 1)}　{words.taken(one.taken_at ?? null)}
                  </span>
                  <input
                    ref={(field) => {
                      if (field) captions.current.set(one.photo, field);
                      else captions.current.delete(one.photo);
                    }}
                    className="annex-field"
                    aria-label={words.captionOf(at + 1)}
                    placeholder={words.caption}
                    maxLength={80}
                    value={one.caption ?? ''}
                    onChange={(event) => onChange(describePhoto(sheet, one.photo, { caption: event.target.value || null }), `caption ${one.photo}`)}
                  />
                  <input
                    className="annex-field"
                    aria-label={words.placeOf(at + 1)}
                    placeholder={words.place}
                    maxLength={60}
                    value={one.place ?? ''}
                    onChange={(event) => onChange(describePhoto(sheet, one.photo, { place: event.target.value || null }), `place ${one.photo}`)}
                  />
                </div>
                <div className="annex-acts">
                  <button type="button" className="icon-button" aria-label={words.up(at + 1)} disabled={at === 0} onClick={() => move(one.photo, -1)}>
                    <ArrowUp className="icon" aria-hidden />
                  </button>
                  <button
                    type="button"
                    className="icon-button"
                    aria-label={words.down(at + 1)}
                    disabled={at === annex.length - 1}
                    onClick={() => move(one.photo, 1)}
                  >
                    <ArrowDown className="icon" aria-hidden />
                  </button>
                  <button type="button" className="icon-button" aria-label={words.remove(at + 1)} onClick={() => remove(at)}>
                    <X className="icon" aria-hidden />
                  </button>
                </div>
              </li>
            );
          })}
        </ol>
      )}
      {left.length > 0 && (
        <>
          <p className="meta" id="annex-left">
            {words.pick}
          </p>
          <ul className="annex-left" aria-labelledby="annex-left">
            {left.map((photo, index) => (
              <li key={photo.sha256}>
                <button
                  type="button"
                  title={photo.caption || photo.name}
                  aria-label={words.add(photo.caption || photo.name)}
                  data-testid={id.annexPick(index + 1)}
                  onClick={() => pick(photo)}
                >
                  <img src={photo.thumbnail_url} alt="" loading="lazy" />
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      {annex.length > 0 && <p className="meta annex-keys">{words.keys}</p>}
    </section>
  );
}
