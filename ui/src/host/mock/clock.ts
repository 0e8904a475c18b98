// The mock's morning: Monday 2026-11-23, 10:52 in China, always.

export const TODAY = '2026-11-23';

/** `2026-11-20 14:26` in China, as an instant. */
export function china(written: string): number {
  return Date.parse(`${written.replace(' ', 'T')}:00+08:00`);
}

export const NOW = china('2026-11-23 10:52');
