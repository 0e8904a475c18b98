import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { PhotoView } from '../../host/types';
import { Panel, useKeys } from '../../ui';
import { megabytes } from '../../words';
import { originAndTime } from './PhotosBlock';

interface PhotoPanelProps {
  photos: PhotoView[];
  index: number;
  turn: (index: number) => void;
  today: string;
  onClose: () => void;
}

/** One photo, large, beside the case; ← → turn. */
export function PhotoPanel({ photos, index, turn, today, onClose }: PhotoPanelProps) {
  const by = (step: 1 | -1) => turn((index + step + photos.length) % photos.length);
  useKeys({ ArrowLeft: () => by(-1), ArrowRight: () => by(1) });
  const photo = photos[index];
  if (photo === undefined) return null;
  return (
    <Panel
      title="照片"
      note={`${index + 1} / ${photos.length}`}
      width={680}
      onClose={onClose}
      foot={
        <>
          <button type="button" className="icon-button" aria-label="上一张" onClick={() => by(-1)}>
            <ChevronLeft className="icon" aria-hidden="true" />
          </button>
          <button type="button" className="icon-button" aria-label="下一张" onClick={() => by(1)}>
            <ChevronRight className="icon" aria-hidden="true" />
          </button>
          <span className="meta">
            {photo.name}　{photo.width} × {photo.height}　{megabytes(photo.size)}　{originAndTime(photo, today)}
          </span>
        </>
      }
    >
      <img className="photo-large" src={photo.url} alt={photo.caption === '' ? photo.name : photo.caption} />
      {photo.caption !== '' && <p className="prose">{photo.caption}</p>}
      {photo.faults.map((fault) => (
        <p className="meta" key={fault}>
          {fault}
        </p>
      ))}
      <p className="meta photo-hash">
        指纹 <code>{photo.sha256}</code>
      </p>
    </Panel>
  );
}
