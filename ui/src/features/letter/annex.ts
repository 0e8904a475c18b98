// The photos behind a letter, as they are picked and ordered. Pure; how a page of
// them looks is the layout's, in Rust.

import type { AnnexPhoto, PhotoView } from '../../host/types';
import type { Sheet } from './sheet';

/** What the list of attachments calls them where the writer named none. */
const USUAL = '现场照片';
/** An attachment of this name is the photos; as in the layout. */
const PHOTOS = '照片';

const annexOf = (sheet: Sheet): AnnexPhoto[] => sheet.annex ?? [];

/** The last one; they stand in the list of attachments from the first on. */
export function addPhoto(sheet: Sheet, { sha256, taken_at, caption }: PhotoView, place: string): Sheet {
  const annex = annexOf(sheet);
  if (annex.some((one) => one.photo === sha256)) return sheet;
  const watermark = annex.at(-1)?.watermark ?? false;
  const added: AnnexPhoto = {
    photo: sha256,
    taken_at,
    place: place || null,
    caption: caption || null,
    ...(watermark && { watermark }),
  };
  const named = sheet.attachments.split('\n').some((name) => name.includes(PHOTOS));
  const attachments = named ? sheet.attachments : [sheet.attachments, USUAL].filter((name) => name.trim() !== '').join('\n');
  return { ...sheet, attachments, annex: [...annex, added] };
}

export function removePhoto(sheet: Sheet, photo: string): Sheet {
  const annex = annexOf(sheet).filter((one) => one.photo !== photo);
  if (annex.length > 0) return { ...sheet, annex };
  const { title, addressee, blocks, note, copyTo } = sheet;
  const names = sheet.attachments.split('\n').filter((name) => name !== USUAL);
  return { title, addressee, blocks, attachments: names.join('\n'), note, copyTo };
}

/** One place up or down; at the end it stays. */
export function movePhoto(sheet: Sheet, photo: string, by: -1 | 1): Sheet {
  const annex = annexOf(sheet);
  const from = annex.findIndex((one) => one.photo === photo);
  const here = annex[from];
  const there = annex[from + by];
  if (!here || !there) return sheet;
  return { ...sheet, annex: annex.with(from, there).with(from + by, here) };
}

export function describePhoto(sheet: Sheet, photo: string, said: Pick<AnnexPhoto, 'caption'> | Pick<AnnexPhoto, 'place'>): Sheet {
  return { ...sheet, annex: annexOf(sheet).map((one) => (one.photo === photo ? { ...one, ...said } : one)) };
}

/** On all of them, or on none. */
export function markPhotos(sheet: Sheet, watermark: boolean): Sheet {
  return { ...sheet, annex: annexOf(sheet).map(({ watermark: _, ...one }) => ({ ...one, ...(watermark && { watermark }) })) };
}
