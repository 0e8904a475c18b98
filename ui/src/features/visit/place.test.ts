import { describe, expect, it } from 'vitest';
import type { PhotoView } from '../../host/types';
import { afterPhotos, NOWHERE, readPlace, type Place } from './place';

const photo = (name: string, lat: number | null, lng: number | null) => ({ name, lat, lng }) as PhotoView;
const A = photo('A.jpg', 29.1, 121.1);
const B = photo('B.jpg', 29.2, 121.2);
const NONE = photo('微信图片.png', null, null);

const from = (one: PhotoView, distance: number | null): Place => ({ lat: one.lat, lng: one.lng, from: one.name, distance });

describe('the position of a visit', () => {
  it('is that of the first photo which knows it', () => {
    expect(afterPhotos(NOWHERE, [NONE, A, B], { lat: 29.1, lng: 121.1, distance_m: 12 })).toEqual(from(A, 12));
  });

  it('stays with its photo when others come', () => {
    expect(afterPhotos(from(B, 7), [A, B], { lat: 29.2, lng: 121.2, distance_m: 7 })).toEqual(from(B, 7));
  });

  it('goes with its photo; the next one’s distance is not known yet', () => {
    expect(afterPhotos(from(A, 12), [NONE, B], { lat: 29.1, lng: 121.1, distance_m: 12 })).toEqual(from(B, null));
    expect(afterPhotos(from(A, 12), [NONE], { lat: 29.1, lng: 121.1, distance_m: 12 })).toEqual(NOWHERE);
  });

  it('stays what a person wrote', () => {
    const written: Place = { lat: 29.5, lng: 121.5, from: null, distance: null };
    expect(afterPhotos(written, [A, B], { lat: 29.5, lng: 121.5, distance_m: 80 })).toEqual(written);
  });

  it('is read from two fields only if it is a place', () => {
    expect(readPlace('29.86893', ' 121.58361 ')).toEqual({ lat: 29.86893, lng: 121.58361 });
    for (const [lat, lng] of [['', '121'], ['91', '121'], ['29', '181'], ['北纬', '121']] as const) {
      expect(readPlace(lat, lng)).toBeNull();
    }
  });
});
