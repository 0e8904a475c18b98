// Where the window stands, as a value and as the address' hash. The address is
// only for going back; nothing private stands in it but a case's id.

import { useMemo, useSyncExternalStore } from 'react';
import type { Act, CaseId, LetterId, LetterKind, ListView } from '../host/types';
import { ACT } from '../words';

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
  | { at: 'rates' }
  | { at: 'settings' }
  /** a case, with the side panel of an act over it */
  | { at: 'case'; case: CaseId; from: ListPlace; panel?: Act | undefined }
  | { at: 'visit'; case: CaseId; from: ListPlace }
  /** a letter by id, or the open draft of a kind */
  | { at: 'letter'; case: CaseId; letter?: LetterId; kind: LetterKind; from: ListPlace };

export const TODAY: ListPlace = { at: 'today' };

const PLAIN = ['attention', 'visits', 'drafts', 'submitted', 'register', 'signoff', 'rates', 'settings'] as const;
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
      return `#/case/${encodeURIComponent(route.case)}${query({ from: placeName(route.from), panel: route.panel })}`;
    case 'visit':
      return `#/visit/${encodeURIComponent(route.case)}${query({ from: placeName(route.from) })}`;
    case 'letter':
      return `#/letter/${encodeURIComponent(route.case)}/${route.kind}/${encodeURIComponent(route.letter ?? '')}${query({ from: placeName(route.from) })}`;
    default:
      return `#/${route.at}`;
  }
}

export function fromHash(hash: string): Route {
  const [path = '', search = ''] = hash.replace(/^#\/?/, '').split('?');
  const [at = '', ...rest] = path.split('/').map(decodeURIComponent);
  const params = new URLSearchParams(search);
  const from = placeOf(params.get('from'));
  const panel = params.get('panel');
  const [first = '', second = '', third = ''] = rest;
  if (at === 'list') return placeOf(first);
  if (at === 'case' && first !== '') {
    return panel !== null && panel in ACT ? { at, case: first, from, panel: panel as Act } : { at, case: first, from };
  }
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

function placeName(place: ListPlace): string | undefined {
  return place.at === 'list' ? place.view : undefined;
}

function query(params: Record<string, string | undefined>): string {
  const given = Object.entries(params).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
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
  else if (route.at === 'case' && route.panel !== undefined) go({ ...route, panel: undefined }, 'replace');
  else if (route.at === 'case') go(route.from);
  else go(TODAY);
}

const subscribe = (listener: () => void) => {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
};

export function currentRoute(): Route {
  return fromHash(window.location.hash);
}

export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash);
  return useMemo(() => fromHash(hash), [hash]);
}
