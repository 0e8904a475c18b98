// Small drawn pictures in place of photos.

import type { PhotoView } from '../types';
import { china } from './clock';

function scene(sky: string, wall: string, ground: string): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 192 144"><rect width="192" height="144" fill="${sky}"/><rect y="20" width="192" height="70" fill="${wall}"/><g fill="#5b6f80"><rect x="18" y="30" width="22" height="26"/><rect x="60" y="30" width="22" height="26"/><rect x="110" y="30" width="22" height="26"/><rect x="152" y="30" width="22" height="26"/></g><rect y="88" width="192" height="56" fill="${ground}"/><rect y="80" width="192" height="16" fill="#4d6b3a"/><path d="M64 84l34-18 34 18v34H64z" fill="#8a5a34"/><path d="M60 86l38-22 38 22-6 4-32-18-32 18z" fill="#50402f"/><path d="M88 118V96q10-10 20 0v22z" fill="#1d1712"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

const SCENES = [
  scene('#cfd6da', '#cdbb9a', '#b9a98b'),
  scene('#b9cfdf', '#a9a9a4', '#a59d8e'),
  scene('#d4dade', '#cdbb9a', '#b3a283'),
  scene('#59626a', '#6e6656', '#544b3f'),
  scene('#8796a3', '#747a7d', '#5f6256'),
];

export function photo(n: number, extra: Partial<PhotoView> = {}): PhotoView {
  const url = SCENES[n % SCENES.length] ?? '';
  return {
    sha256: `${n.toString(16).padStart(2, '0')}9f2c41ab07de5513`.padEnd(64, '0a1b2c3d'),
    name: `IMG_${2046 + n}.jpg`,
    size: 3_400_000 - n * 210_000,
    width: 4032,
    height: 3024,
    taken_at: '2026-11-20T14:08:22',
    lat: 29.86417,
    lng: 121.58032,
    caption: '',
    at: china('2026-11-20 14:26'),
    visit: 'visit-1',
    state: 'received',
    thumbnail_url: url,
    url,
    faults: [],
    ...extra,
  };
}
