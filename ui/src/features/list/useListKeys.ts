import { useCallback, useState } from 'react';
import { openAct, useSignFor } from '../../app/acts';
import type { CaseId, RefusedCase } from '../../host/types';
import { useKeys } from '../../ui';

interface ListKeys {
  signFor: (cases: CaseId[]) => void;
  /** of the last 签收: those that were refused, or what failed */
  refused: RefusedCase[];
  error: unknown;
  forget: () => void;
}

/** S, V and L on the current row, S on the ticked ones. */
export function useListKeys(current: CaseId | null, ticked: ReadonlySet<CaseId>, clearTicks: () => void): ListKeys {
  const sign = useSignFor();
  const [outcome, setOutcome] = useState<{ refused: RefusedCase[]; error: unknown }>({ refused: [], error: null });
  const signFor = useCallback(
    (cases: CaseId[]) => {
      if (cases.length === 0) return;
      clearTicks();
      sign(cases).then(
        (refused) => setOutcome({ refused, error: null }),
        (error: unknown) => setOutcome({ refused: [], error }),
      );
    },
    [sign, clearTicks],
  );
  useKeys({
    KeyS: () => signFor(ticked.size > 0 ? [...ticked] : current === null ? [] : [current]),
    KeyV: () => (current === null ? false : openAct(current, 'log_visit')),
    KeyL: () => (current === null ? false : openAct(current, 'draft_letter')),
  });
  return { signFor, ...outcome, forget: () => setOutcome({ refused: [], error: null }) };
}
