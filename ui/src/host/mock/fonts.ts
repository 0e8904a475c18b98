// The faces of letters, as on a computer with the bundled fonts alone.

import type { FontRole, FontsView } from '../types';

export const FONT_FOLDER = '/home/chen/.local/share/lianxin/fonts';

const FACES: [role: string, family: string, file: string, han: number][] = [
  ['fang', 'FandolFang', 'FandolFang-Regular.otf', 7942],
  ['kai', '霞鹜文楷', 'LXGWWenKai-Regular.ttf', 22663],
  ['hei', 'FandolHei', 'FandolHei-Regular.otf', 7942],
  ['title', 'Noto Serif CJK SC', 'NotoSerifCJK-Bold.ttc', 29859],
  ['song', 'Noto Serif CJK SC', 'NotoSerifCJK-Regular.ttc', 29859],
];

/** `kai`: a face of the office's own, other than the centre's. */
export function sampleFonts(kai?: Partial<FontRole>): FontsView {
  const roles = FACES.map(([role, family, file, han]): FontRole => {
    const face: FontRole = { role, family, file: `/usr/lib/lianxin/fonts/${file}`, source: 'bundled', han, agreement: 'same' };
    return role === 'kai' ? { ...face, ...kai } : face;
  });
  return { folder: FONT_FOLDER, roles };
}
