// An opened case: its view, its acts, its keys.

import { useEffect, useState } from 'react';
import { useSignFor } from '../../app/acts';
import { key, useAsk } from '../../app/data';
import type { ListPlace } from '../../app/route';
import type { Act, CaseId, CaseView, RefusedCase } from '../../host/types';
import { useKeys } from '../../ui';
import { doAct, headActs } from './acts';

export function useCase(caseId: CaseId) {
  return useAsk(key.case(caseId), 'open_case', { case: caseId }, { always: true });
}

export interface CaseActs {
  act: (act: Act) => void;
  refused: RefusedCase[];
  error: unknown;
}

/** What the buttons of the head do. */
export function useCaseActs(view: CaseView | undefined, from: ListPlace): CaseActs {
  const sign = useSignFor();
  const [outcome, setOutcome] = useState<{ refused: RefusedCase[]; error: unknown }>({ refused: [], error: null });
  const caseId = view?.row.id;
  useEffect(() => setOutcome({ refused: [], error: null }), [caseId]);
  const act = (wanted: Act) => {
    if (view === undefined) return;
    doAct(view, wanted, from, () => {
      sign([view.row.id]).then(
        (refused) => setOutcome({ refused, error: null }),
        (error: unknown) => setOutcome({ refused: [], error }),
      );
    });
  };
  return { act, ...outcome };
}

const CODES: Record<string, string> = { S: 'KeyS', V: 'KeyV', L: 'KeyL', T: 'KeyT', E: 'KeyE' };

/** The letters of the acts that are allowed now. */
export function useCaseKeys(view: CaseView | undefined, act: (act: Act) => void, photos: () => void): void {
  const bindings: Record<string, () => void> = {};
  if (view !== undefined) {
    for (const one of headActs(view)) {
      const code = one.key === undefined ? undefined : CODES[one.key];
      if (code !== undefined) bindings[code] = () => act(one.act);
    }
    if (view.photos.length > 0) bindings.KeyP = photos;
  }
  useKeys(bindings);
}
