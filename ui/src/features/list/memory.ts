// What a list remembers while the person is elsewhere: the current row, the
// ticks, the scroll, the filters. For as long as the window is open.

import { useCallback, useState } from 'react';
import type { CaseId, Channel, Lamp, ListQuery, ListView, SortBy, State } from '../../host/types';

export interface Filters {
  search: string;
  community: string | null;
  channel: Channel | null;
  state: State | null;
  lamp: Lamp | null;
  mine: boolean;
  sort: SortBy;
  descending: boolean;
}

export const NO_FILTERS: Filters = {
  search: '',
  community: null,
  channel: null,
  state: null,
  lamp: null,
  mine: false,
  sort: 'due',
  descending: false,
};

export interface ListMemory {
  filters: Filters;
  current: CaseId | null;
  ticked: ReadonlySet<CaseId>;
  scroll: number;
}

export type ListName = 'today' | ListView;

const kept = new Map<ListName, ListMemory>();

export function memoryOf(name: ListName): ListMemory {
  return kept.get(name) ?? { filters: NO_FILTERS, current: null, ticked: new Set(), scroll: 0 };
}

export function remember(name: ListName, change: Partial<ListMemory>): void {
  kept.set(name, { ...memoryOf(name), ...change });
}

export function forgetLists(): void {
  kept.clear();
}

/** One remembered thing of a list, as state. */
export function useRemembered<K extends 'filters' | 'current' | 'ticked'>(
  name: ListName,
  what: K,
): [ListMemory[K], (next: ListMemory[K]) => void] {
  const [value, setValue] = useState(() => memoryOf(name)[what]);
  const set = useCallback(
    (next: ListMemory[K]) => {
      remember(name, { [what]: next });
      setValue(next);
    },
    [name, what],
  );
  return [value, set];
}

export function isFiltered(filters: Filters): boolean {
  const { search, community, channel, state, lamp, mine } = filters;
  return search.trim() !== '' || community !== null || channel !== null || state !== null || lamp !== null || mine;
}

const one = <T,>(value: T | null): T[] => (value === null ? [] : [value]);

export function queryOf(view: ListView, filters: Filters): ListQuery {
  return {
    view,
    search: filters.search.trim(),
    states: one(filters.state),
    channels: one(filters.channel),
    communities: one(filters.community),
    lamps: one(filters.lamp),
    mine: filters.mine,
    sort: filters.sort,
    descending: filters.descending,
    offset: 0,
    limit: CHUNK,
  };
}

/** Rows asked for at once. */
export const CHUNK = 100;
