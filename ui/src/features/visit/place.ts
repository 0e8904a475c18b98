// Where the visit was: taken from a photo that carries it, or written by hand.

import type { VisitDraftView } from '../../host/types';
import type { ToldPlace } from './useAlbum';

export interface Place {
  lat: number | null;
  lng: number | null;
  /** the photo it came from; null when written by hand or when there is none */
  from: string | null;
  /** metres to the case's place */
  distance: number | null;
}

export const placeOf = (view: VisitDraftView): Place => ({
  lat: view.draft.lat,
  lng: view.draft.lng,
  from: view.position_from,
  distance: view.distance_m,
});

/** A position of a photo fills what is empty or came from a photo; what a person
 *  wrote stays. */
export function afterPhotos(place: Place, told: ToldPlace): Place {
  const byHand = place.lat !== null && place.from === null;
  if (byHand) return place;
  if (told.position_from === null) return place;
  return { lat: told.lat, lng: told.lng, from: told.position_from, distance: told.distance_m };
}

/** After a photo was taken out: its position goes with it. */
export function afterRemoval(place: Place, told: ToldPlace): Place {
  if (place.from === null || told.position_from === place.from) return place;
  return told.position_from === null
    ? { lat: null, lng: null, from: null, distance: null }
    : { lat: told.lat, lng: told.lng, from: told.position_from, distance: told.distance_m };
}

/** `29.86893, 121.58361` as two numbers, or null when it is no place on Earth. */
export function readPlace(lat: string, lng: string): { lat: number; lng: number } | null {
  const [a, b] = [Number(lat.trim()), Number(lng.trim())];
  if (lat.trim() === '' || lng.trim() === '') return null;
  if (!Number.isFinite(a) || !Number.isFinite(b) || Math.abs(a) > 90 || Math.abs(b) > 180) return null;
  return { lat: a, lng: b };
}
