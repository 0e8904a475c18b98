// What a person may set for this window. Kept in this window's own storage:
// nothing here belongs to a case or leaves the computer.

import { useSyncExternalStore } from 'react';
import type { EnvelopeOptions } from '../host/types';

export type ThemeChoice = 'system' | 'light' | 'dark';
export interface Settings {
  theme: ThemeChoice;
  /** single letters act outside of text fields */
  letterKeys: boolean;
  /** 双面: every letter begins on a sheet of its own */
  duplex: boolean;
  envelope: EnvelopeOptions;
}

const KEY = 'lianxin.settings';
const DEFAULTS: Settings = {
  theme: 'system',
  letterKeys: true,
  duplex: true,
  envelope: { size: 'dl', frames: false, first_frame: null, sender_address: '', sender_postcode: '' },
};
const listeners = new Set<() => void>();
let current = read();

function read(): Settings {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return { ...DEFAULTS, ...(stored as Partial<Settings>) };
  } catch {
    return DEFAULTS;
  }
}

export function settings(): Settings {
  return current;
}

export function changeSettings(change: Partial<Settings>): void {
  current = { ...current, ...change };
  try {
    localStorage.setItem(KEY, JSON.stringify(current));
  } catch {
    // a full or forbidden storage: the choice holds until the window closes
  }
  listeners.forEach((listener) => listener());
}

export function useSettings(): Settings {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, settings);
}
