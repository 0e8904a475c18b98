import type { LetterState } from '../../host/types';
import { LETTER_STATE } from '../../words';
import { letterWords as words } from '../../words/letter';

const STEP: Record<LetterState, number> = { draft: 0, returned: 0, submitted: 1, signed: 2, printed: 2, voided: 2 };

/** 草稿 — 待签发 — 已签发, the one it stands at in bold. */
export function Steps({ state }: { state: LetterState }) {
  const at = STEP[state];
  return (
    <ol className="letter-steps" aria-label={LETTER_STATE[state]}>
      {words.steps.map((name, index) => (
        <li key={name} aria-current={index === at ? 'step' : undefined}>
          {index === at ? LETTER_STATE[state] : name}
        </li>
      ))}
    </ol>
  );
}
