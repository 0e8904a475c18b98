import { describe, expect, it } from 'vitest';
import { dark, light, type Palette } from './palette';

function luminance(colour: string): number {
  const channel = (at: number) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

function contrast(one: string, other: string): number {
  const [bright, dim] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (bright + 0.05) / (dim + 0.05);
}

/** WCAG 2.2: 4.5 : 1 for words, 3 : 1 for the edges of controls. */
describe.each<[string, Palette]>([
  ['light', light],
  ['dark', dark],
])('%s', (_, p) => {
  const grounds = { page: p.page, side: p.side, sunken: p.sunken, tint: p.tint };

  it.each(['text1', 'text2', 'text3', 'accent', 'lampRed', 'lampAmberWords', 'lampGreen'] as const)('words in %s can be read', (name) => {
    for (const [ground, colour] of Object.entries(grounds)) {
      expect(contrast(p[name], colour), ground).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('a control has an edge, and a button’s words can be read', () => {
    expect(contrast(p.control, p.page)).toBeGreaterThanOrEqual(3);
    expect(contrast(p.onAccent, p.accent)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(p.lampAmber, p.page)).toBeGreaterThanOrEqual(3);
  });
});
