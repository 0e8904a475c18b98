import { useState } from 'react';
import type { PhotoView } from '../../host/types';
import { letterWords as words } from '../../words/letter';
import { PhotoPanel } from '../case/PhotoPanel';

/** The photos of a visit, small; each opens large beside the page. */
export function PhotoStrip({ photos, today }: { photos: PhotoView[]; today: string }) {
  const [open, setOpen] = useState<number | null>(null);
  return (
    <>
      <ul className="letter-photos">
        {photos.map((photo, index) => (
          <li key={photo.sha256}>
            <button type="button" aria-label={words.showPhoto(photo.caption || photo.name)} onClick={() => setOpen(index)}>
              <img src={photo.thumbnail_url} alt="" loading="lazy" />
            </button>
          </li>
        ))}
      </ul>
      {open !== null && (
        <PhotoPanel photos={photos} index={open} turn={setOpen} today={today} onClose={() => setOpen(null)} />
      )}
    </>
  );
}
