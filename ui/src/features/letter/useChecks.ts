import { useState } from 'react';
import { useHost } from '../../host';
import type { CaseId, LetterChecks, LetterFinding, LetterKind, LetterPlace } from '../../host/types';
import { ADDRESSEE, TITLE, typed, type Caret, type Sheet } from './sheet';
import { useNewest } from './useNewest';
import { PREVIEW_PAUSE } from './usePreview';

export interface Checked {
  checks: LetterChecks;
  /** what was checked: places are those in it */
  sheet: Sheet;
}

interface Wish {
  kind: LetterKind;
  sheet: Sheet;
}

/** What the rulebook finds in the letter as it is being written. */
export function useChecks(caseId: CaseId, first: Checked): [Checked, (wish: Wish) => void] {
  const host = useHost();
  const [checked, setChecked] = useState(first);
  const ask = useNewest<Wish>(async ({ kind, sheet }, isNewest) => {
    try {
      const checks = await host.call('check_letter', { case: caseId, kind, content: typed(sheet) });
      if (isNewest()) setChecked({ checks, sheet });
    } catch {
      // the last findings stand; handing in checks once more
    }
  }, PREVIEW_PAUSE);
  return [checked, ask];
}

/** How many things keep the letter from being handed in. */
export function mustFix({ elements, findings }: LetterChecks): number {
  const unsaid = elements.filter((said) => said.place === null && said.severity === 'must_fix');
  return unsaid.length + findings.filter((finding) => finding.severity === 'must_fix').length;
}

/** Where a finding stands in the text field of its paragraph. The rulebook counts
 *  characters, the browser UTF-16 units: a rare character such as 𨱏 has two. */
export function caretOf({ sheet }: Checked, place: LetterPlace): Caret | null {
  const field = fieldOf(sheet, place);
  if (field === undefined) return null;
  const characters = Array.from(field.text);
  const units = (n: number) => characters.slice(0, n).join('').length;
  return { key: field.key, at: units(place.start), to: units(place.end) };
}

function fieldOf(sheet: Sheet, place: LetterPlace): { key: number; text: string } | undefined {
  switch (place.part) {
    case 'title':
      return { key: TITLE, text: sheet.title };
    case 'addressee':
      return { key: ADDRESSEE, text: sheet.addressee };
    case 'body':
      return sheet.blocks[place.paragraph];
    default:
      return undefined;
  }
}

export interface Mark {
  at: number;
  to: number;
  /** ① as in the list */
  n: number;
}

/** The findings in each paragraph that still reads as it was checked. */
export function marksOf(checked: Checked, listed: readonly LetterFinding[], sheet: Sheet): ReadonlyMap<number, Mark[]> {
  const marks = new Map<number, Mark[]>();
  listed.forEach(({ place, text }, index) => {
    const caret = caretOf(checked, place);
    const block = sheet.blocks.find(({ key }) => key === caret?.key);
    if (caret?.to === undefined || block?.text.slice(caret.at, caret.to) !== text) return;
    const here = [...(marks.get(caret.key) ?? []), { at: caret.at, to: caret.to, n: index + 1 }];
    marks.set(caret.key, here.sort((a, b) => a.at - b.at));
  });
  return marks;
}
