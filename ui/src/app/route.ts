// Where the window stands, as a value and as the address' hash. The address is
// only for going back; nothing private stands in it but a case's id.

import { useSyncExternalStore } from 'react';
import type { CaseId, LetterId, LetterKind, ListView } from '../host/types';

/** The list a case was opened from: it stays beside the case. */
export type ListPlace = { at: 'today' } | { at: 'list'; view: ListView };

export type Route =
  | ListPlace
  | { at: 'attention' }
  | { at: 'visits' }
  | { at: 'drafts' }
  | { at: 'submitted' }
  | { at: 'register' }
  | { at: 'signoff' }
  | { at: 'settings' }
  | { at: 'case'; case: CaseId; from: ListPlace }
  | { at: 'visit'; case: CaseId; from: ListPlace }
  /** a letter by id, or the open draft of a kind */
  | { at: 'letter'; case: CaseId; letter?: LetterId; kind: LetterKind; from: ListPlace };

export const TODAY: ListPlace = { at: 'today' };

const PLAIN = ['attention', 'visits', 'drafts', 'submitted', 'register', 'signoff', 'settings'] as const;
const VIEWS: readonly ListView[] = [
  'all',
  'to_sign_for',
  'in_progress',
  'due_today',
  'overdue',
  'answered',
  'to_approve',
  'visits_today',
];

export function toHash(route: Route): string {
  switch (route.at) {
    case 'list':
      return `#/list/${route.view}`;
    case 'case':
      return `#/case/${encodeURIComponent(route.case)}${fromQuery(route.from)}`;
    case 'visit':
      return `#/visit/${encodeURIComponent(route.case)}${fromQuery(route.from)}`;
    case 'letter':
      return `#/letter/${encodeURIComponent(route.case)}/${route.kind}/${encodeURIComponent(route.letter ?? '')}${fromQuery(route.from)}`;
    default:
      return `#/${route.at}`;
  }
}

export function fromHash(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [at = '', ...rest] = path.split('/').map(decodeURIComponent);
  const from = placeOf(new URLSearchParams(query).get('from'));
  const [first = '', second = '', third = ''] = rest;
  if (at === 'list') return placeOf(first);
  if (at === 'case' && first !== '') return { at, case: first, from };
  if (at === 'visit' && first !== '') return { at, case: first, from };
  if (at === 'letter' && first !== '' && second !== '') {
    const kind = second as LetterKind;
    return third === ''
      ? { at, case: first, kind, from }
      : { at, case: first, kind, letter: third, from };
  }
  const plain = PLAIN.find((name) => name === at);
  return plain === undefined ? TODAY : { at: plain };
}

function fromQuery(from: ListPlace): string {
  return from.at === 'today' ? '' : `?from=${from.view}`;
}

function placeOf(name: string | null): ListPlace {
  const view = VIEWS.find((known) => known === name);
  return view === undefined ? TODAY : { at: 'list', view };
}

/** Goes there; `replace` leaves no step to come back to. */
export function go(route: Route, how: 'push' | 'replace' = 'push'): void {
  const hash = toHash(route);
  if (hash === window.location.hash) return;
  if (how === 'replace') {
    window.history.replaceState(null, '', hash);
    window.dispatchEvent(new HashChangeEvent('hashchange'));
  } else {
    window.location.hash = hash;
  }
}

/** Back to the case, from its visit or letter; back to the list, from a case. */
export function back(route: Route): void {
  if (route.at === 'visit' || route.at === 'letter') go({ at: 'case', case: route.case, from: route.from });
  else if (route.at === 'case') go(route.from);
  else go(TODAY);
}

const subscribe = (listener: () => void) => {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
};

export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash);
  return fromHash(hash);
}
