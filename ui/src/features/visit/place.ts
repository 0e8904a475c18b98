// Where the visit was: taken from the first photo that knows it, or written by hand.

import type { PhotoView, VisitDraftView } from '../../host/types';

export interface Place {
  lat: number | null;
  lng: number | null;
  /** the photo it came from; null when written by hand or when there is none */
  from: string | null;
  /** metres to the case's place; null when not known */
  distance: number | null;
}

export const NOWHERE: Place = { lat: null, lng: null, from: null, distance: null };

const at = (photo: PhotoView, lat: number | null, lng: number | null): boolean =>
  photo.lat !== null && photo.lat === lat && photo.lng === lng;

export function placeOf(view: VisitDraftView): Place {
  const { lat, lng } = view.draft;
  if (lat === null || lng === null) return NOWHERE;
  const from = view.photos.find((photo) => at(photo, lat, lng))?.name ?? null;
  return { lat, lng, from, distance: view.distance_m };
}

/** What the host says of the distance belongs to the position it knows. */
export interface Measured {
  lat: number | null;
  lng: number | null;
  distance_m: number | null;
}

/** After photos came or went. A position of a photo fills what is empty or came
 *  from a photo, and goes with it; what a person wrote stays. */
export function afterPhotos(place: Place, photos: PhotoView[], measured: Measured): Place {
  const byHand = place.lat !== null && place.from === null;
  if (byHand) return place;
  const still = photos.find((photo) => photo.name === place.from && at(photo, place.lat, place.lng));
  const photo = still ?? photos.find((one) => one.lat !== null && one.lng !== null);
  if (!photo) return NOWHERE;
  const distance = at(photo, measured.lat, measured.lng) ? measured.distance_m : null;
  return { lat: photo.lat, lng: photo.lng, from: photo.name, distance };
}

/** `29.86893` and `121.58361` as numbers, or null when it is no place on Earth. */
export function readPlace(lat: string, lng: string): { lat: number; lng: number } | null {
  const [a, b] = [Number(lat.trim()), Number(lng.trim())];
  if (lat.trim() === '' || lng.trim() === '') return null;
  if (!Number.isFinite(a) || !Number.isFinite(b) || Math.abs(a) > 90 || Math.abs(b) > 180) return null;
  return { lat: a, lng: b };
}
