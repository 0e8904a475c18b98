// The colours of the desk, once, for antd's tokens and for our own CSS.
// Contrast on page, side, sunken and tint is kept by palette.test.ts.

export interface Palette {
  accent: string;
  accentHover: string;
  tint: string;
  tintLine: string;
  text1: string;
  text2: string;
  text3: string;
  page: string;
  side: string;
  sunken: string;
  desk: string;
  line: string;
  softLine: string;
  control: string;
  onAccent: string;
  lampRed: string;
  lampAmber: string;
  lampAmberWords: string;
  lampGreen: string;
}

export const light: Palette = {
  accent: '#1B5E87',
  accentHover: '#164E71',
  tint: '#E7F0F6',
  tintLine: '#A9C8DB',
  text1: '#1A2227',
  text2: '#46525B',
  text3: '#5F6C76',
  page: '#FFFFFF',
  side: '#F3F5F6',
  sunken: '#F7F8F9',
  desk: '#E4E8EA',
  line: '#D8DEE2',
  softLine: '#E9EDEF',
  control: '#8A959D',
  onAccent: '#FFFFFF',
  lampRed: '#BF2A20',
  lampAmber: '#C97E00',
  lampAmberWords: '#8F5600',
  lampGreen: '#25734A',
};

export const dark: Palette = {
  accent: '#74B6DC',
  accentHover: '#93C8E6',
  tint: '#1D3341',
  tintLine: '#365E77',
  text1: '#E4E9EC',
  text2: '#B3BEC6',
  text3: '#93A0AA',
  page: '#161B1F',
  side: '#111518',
  sunken: '#1A2024',
  desk: '#0D1012',
  line: '#313A41',
  softLine: '#252C32',
  control: '#66727C',
  onAccent: '#0C1A23',
  lampRed: '#FF8A7E',
  lampAmber: '#F0BB4B',
  lampAmberWords: '#F0BB4B',
  lampGreen: '#68C694',
};

/** Writes the palette to `--accent`, `--text-1` … on the root element. */
export function paint(palette: Palette, name: 'light' | 'dark'): void {
  const root = document.documentElement;
  root.dataset.theme = name;
  root.style.colorScheme = name;
  for (const [key, value] of Object.entries(palette)) {
    root.style.setProperty(`--${cssName(key)}`, value);
  }
}

function cssName(key: string): string {
  return key.replace(/([A-Z]|\d)/g, (part) => `-${part.toLowerCase()}`);
}
