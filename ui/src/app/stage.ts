// What floats over the view: the sync panel, the keys, the commands. And which
// case the commands speak of.

import { useSyncExternalStore } from 'react';
import type { CaseId } from '../host/types';

export type Floating = 'sync' | 'keys' | 'commands' | null;

interface Stage {
  floating: Floating;
  /** the current row of a list, or the opened case */
  currentCase: CaseId | null;
}

let stage: Stage = { floating: null, currentCase: null };
const listeners = new Set<() => void>();

function change(next: Partial<Stage>): void {
  stage = { ...stage, ...next };
  listeners.forEach((listener) => listener());
}

export function float(floating: Floating): void {
  if (stage.floating !== floating) change({ floating });
}

export function setCurrentCase(currentCase: CaseId | null): void {
  if (stage.currentCase !== currentCase) change({ currentCase });
}

export function useStage(): Stage {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => stage,
  );
}
