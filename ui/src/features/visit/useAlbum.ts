import { useCallback, useEffect, useReducer, useRef } from 'react';
import { useHost } from '../../host';
import type { CaseId, PhotoView, VisitDraftView } from '../../host/types';
import {
  change,
  fileName,
  merged,
  PHOTOS,
  refusal,
  take,
  tooMany,
  type Album,
  type Incoming,
  type Refused,
  type Source,
} from './intake';
import type { Measured } from './place';

export interface AlbumActs {
  album: Album;
  addFiles: (files: { file: File; name: string }[]) => void;
  addPaths: (paths: string[]) => void;
  tryAgain: (refused: Refused) => void;
  dismiss: (refused: Refused) => void;
  remove: (sha256: string) => Promise<void>;
  restore: (sha256: string) => Promise<void>;
  caption: (sha256: string, caption: string) => Promise<void>;
}

let lastKey = 0;
const nextKey = () => ++lastKey;

/** Hears of every photo that came or went, with all that are there now. */
type OnPhotos = (photos: PhotoView[], measured: Measured) => void;

/** The photos of a visit. */
export function useAlbum(caseId: CaseId, view: VisitDraftView, onPhotos: OnPhotos): AlbumActs {
  const host = useHost();
  const [album, dispatch] = useReducer(change, { photos: [...view.photos], reading: [], refused: [], removed: [] });
  const latest = useRef({ album, onPhotos });
  useEffect(() => {
    latest.current = { album, onPhotos };
  });
  const line = useRef<Promise<void>>(Promise.resolve());
  const previews = useRef(new Set<string>());

  useEffect(() => {
    const urls = previews.current;
    return () => {
      urls.forEach((url) => URL.revokeObjectURL(url));
      urls.clear();
    };
  }, []);

  const enqueue = useCallback(
    (sources: Source[]) => {
      const { photos, reading } = latest.current.album;
      const refused: Refused[] = [];
      const accepted: { source: Source; incoming: Incoming }[] = [];
      for (const source of sources) {
        const file = 'file' in source ? source.file : null;
        const room = PHOTOS - photos.length - reading.length - accepted.length;
        const reason = (file && refusal({ name: source.name, size: file.size })) ?? (room > 0 ? null : tooMany(source.name, PHOTOS));
        if (reason) {
          refused.push({ key: nextKey(), name: source.name, reason, again: null });
          continue;
        }
        const preview = file ? URL.createObjectURL(file) : null;
        if (preview) previews.current.add(preview);
        accepted.push({ source, incoming: { key: nextKey(), name: source.name, size: file?.size ?? null, preview } });
      }
      if (refused.length > 0) dispatch({ kind: 'refused', refused });
      if (accepted.length === 0) return;
      dispatch({ kind: 'reading', incoming: accepted.map((one) => one.incoming) });
      for (const { source, incoming } of accepted) {
        line.current = line.current.then(async () => {
          const { failed, ...added } = await take(host, caseId, source, nextKey);
          dispatch({ kind: 'done', key: incoming.key, added: added.photos, refused: failed });
          if (added.photos.length > 0) latest.current.onPhotos(merged(latest.current.album.photos, added.photos), added);
          if (incoming.preview) {
            URL.revokeObjectURL(incoming.preview);
            previews.current.delete(incoming.preview);
          }
        });
      }
    },
    [caseId, host],
  );

  const addFiles = useCallback((files: { file: File; name: string }[]) => enqueue(files), [enqueue]);
  const addPaths = useCallback(
    (paths: string[]) => enqueue(paths.map((path) => ({ path, name: fileName(path) }))),
    [enqueue],
  );
  const dismiss = useCallback((refused: Refused) => dispatch({ kind: 'dismissed', key: refused.key }), []);
  const tryAgain = useCallback(
    (refused: Refused) => {
      dispatch({ kind: 'dismissed', key: refused.key });
      if (refused.again) enqueue([refused.again]);
    },
    [enqueue],
  );

  const remove = useCallback(
    async (sha256: string) => {
      const photo = latest.current.album.photos.find((one) => one.sha256 === sha256);
      const after = await host.call('remove_photo', { case: caseId, sha256 });
      if (photo) dispatch({ kind: 'removed', photo, photos: after.photos });
      latest.current.onPhotos(after.photos, { ...after.draft, distance_m: after.distance_m });
    },
    [caseId, host],
  );
  const restore = useCallback(
    async (sha256: string) => {
      const after = await host.call('restore_photo', { case: caseId, sha256 });
      dispatch({ kind: 'restored', sha256, photos: after.photos });
      latest.current.onPhotos(after.photos, { ...after.draft, distance_m: after.distance_m });
    },
    [caseId, host],
  );
  const caption = useCallback(
    async (sha256: string, text: string) => {
      await host.call('caption_photo', { case: caseId, sha256, caption: text });
      dispatch({ kind: 'captioned', sha256, caption: text });
    },
    [caseId, host],
  );

  return { album, addFiles, addPaths, tryAgain, dismiss, remove, restore, caption };
}
