import type { CaseView, PhotoView } from '../../host/types';
import { Section } from '../../ui';
import { chinaDate, listDate, listMoment } from '../../words';

export function PhotosBlock({ view, today, open }: { view: CaseView; today: string; open: (index: number) => void }) {
  const { photos } = view;
  if (photos.length === 0) return null;
  return (
    <Section title="照片" aside={photoNote(photos)}>
      <ul className="photos">
        {photos.map((photo, index) => (
          <li key={photo.sha256}>
            <button type="button" className="photo" onClick={() => open(index)} aria-label={`看照片 ${photo.name}`}>
              <img src={photo.thumbnail_url} alt="" width={96} height={72} loading="lazy" decoding="async" />
            </button>
            <span className="meta">{originAndTime(photo, today)}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function photoNote(photos: PhotoView[]): string {
  const waiting = photos.filter((photo) => photo.state === 'local').length;
  return waiting === 0 ? `${photos.length} 张，均已核对指纹` : `${photos.length} 张，${waiting} 张待上传`;
}

/** `核查 11-20 14:08`, `市民 11-09` */
export function originAndTime(photo: PhotoView, today: string): string {
  if (photo.visit === null) return `市民 ${listDate(chinaDate(photo.at))}`;
  const taken = /^\d{4}-(\d{2}-\d{2})[T ](\d{2}:\d{2})/.exec(photo.taken_at ?? '');
  return taken === null ? `核查 ${listMoment(photo.at, today)}` : `核查 ${taken[1]} ${taken[2]}`;
}
