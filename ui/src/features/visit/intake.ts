// Photos on their way into a visit: what is refused before a byte is read, and the
// one queue in which the others are handed to Rust, so that twelve large files
// never stand in memory at once.

import { isCommandError, type Host } from '../../host/host';
import type { CaseId, CommandError, PhotosAdded, PhotoView } from '../../host/types';

/** bytes of a photo, photos of a visit (DESIGN, Limits); Rust refuses the same */
export const PHOTO_BYTES = 50 * 1024 * 1024;
export const PHOTOS = 30;

/** A picked or pasted file, or a path dropped on the window. */
export type Source = { file: File; name: string } | { path: string; name: string };

export interface Incoming {
  key: number;
  name: string;
  size: number | null;
  /** object URL, so that the picture stands before hashing has begun */
  preview: string | null;
}

export interface Refused {
  key: number;
  name: string;
  reason: CommandError;
  /** set where trying the same file again can help, e.g. after making room */
  again: Source | null;
}

export interface Album {
  photos: PhotoView[];
  reading: Incoming[];
  refused: Refused[];
  removed: PhotoView[];
}

export type Change =
  | { kind: 'reading'; incoming: Incoming[] }
  | { kind: 'done'; key: number; added: PhotoView[]; refused: Refused[] }
  | { kind: 'refused'; refused: Refused[] }
  | { kind: 'dismissed'; key: number }
  | { kind: 'removed'; photo: PhotoView; photos: PhotoView[] }
  | { kind: 'restored'; sha256: string; photos: PhotoView[] }
  | { kind: 'captioned'; sha256: string; caption: string };

export function change(album: Album, by: Change): Album {
  switch (by.kind) {
    case 'reading':
      return { ...album, reading: [...album.reading, ...by.incoming] };
    case 'done':
      return {
        ...album,
        reading: album.reading.filter((one) => one.key !== by.key),
        photos: merged(album.photos, by.added),
        removed: album.removed.filter((photo) => !by.added.some((one) => one.sha256 === photo.sha256)),
        refused: [...album.refused, ...by.refused],
      };
    case 'refused':
      return { ...album, refused: [...album.refused, ...by.refused] };
    case 'dismissed':
      return { ...album, refused: album.refused.filter((one) => one.key !== by.key) };
    case 'removed':
      return { ...album, photos: by.photos, removed: [...album.removed, by.photo] };
    case 'restored':
      return {
        ...album,
        photos: by.photos,
        removed: album.removed.filter((photo) => photo.sha256 !== by.sha256),
      };
    case 'captioned':
      return {
        ...album,
        photos: album.photos.map((photo) =>
          photo.sha256 === by.sha256 ? { ...photo, caption: by.caption } : photo,
        ),
      };
  }
}

/** A photo is its bytes: the same one twice is one. */
export function merged(photos: PhotoView[], added: PhotoView[]): PhotoView[] {
  const known = new Set(photos.map((photo) => photo.sha256));
  return [...photos, ...added.filter((photo) => !known.has(photo.sha256))];
}

/** By its size alone: nothing is read, nothing is copied. */
export function refusal(file: { name: string; size: number }): CommandError | null {
  if (file.size === 0) return { code: 'photo.empty', message: 'empty file', facts: { name: file.name } };
  if (file.size > PHOTO_BYTES) {
    return {
      code: 'photo.too_large',
      message: 'file over the limit',
      facts: { name: file.name, size: file.size, limit: PHOTO_BYTES },
    };
  }
  return null;
}

export function tooMany(name: string, count: number): CommandError {
  return { code: 'visit.too_many_photos', message: 'too many photos', facts: { name, count, limit: PHOTOS } };
}

export const fileName = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;

/** A picture from the clipboard has no name of its own. */
export function pastedName(file: File, now: Date): string {
  if (file.name !== '' && file.name !== 'image.png') return file.name;
  const two = (n: number) => String(n).padStart(2, '0');
  const stamp = `${now.getFullYear()}${two(now.getMonth() + 1)}${two(now.getDate())}_${two(now.getHours())}${two(now.getMinutes())}${two(now.getSeconds())}`;
  return `粘贴_${stamp}.${file.type === 'image/jpeg' ? 'jpg' : 'png'}`;
}

/** Hands one file to Rust; a failure of any kind comes back as a refused file. */
export async function take(host: Host, caseId: CaseId, source: Source, key: () => number): Promise<PhotosAdded & { failed: Refused[] }> {
  try {
    const added =
      'path' in source
        ? await host.call('add_photo_paths', { case: caseId, paths: [source.path] })
        : await host.addPhotoFile(caseId, source.name, await bytes(source.file));
    return { ...added, failed: added.refused.map((one) => ({ ...one, key: key(), again: null })) };
  } catch (error) {
    const reason = isCommandError(error) ? error : { code: 'photo.unreadable', message: String(error), facts: {} };
    const again = reason.code.startsWith('photo.') && reason.code !== 'photo.unreadable' ? null : source;
    const failed = { key: key(), name: source.name, reason, again };
    return { photos: [], refused: [], position_from: null, lat: null, lng: null, distance_m: null, failed: [failed] };
  }
}

/** The file may have gone since it was picked: a card pulled out, a drive away. */
async function bytes(file: File): Promise<ArrayBuffer> {
  try {
    return await file.arrayBuffer();
  } catch (cause) {
    const error: CommandError = {
      code: 'photo.unreadable',
      message: 'file could not be read',
      facts: { name: file.name, cause: String(cause) },
    };
    throw error;
  }
}
