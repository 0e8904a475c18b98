// When cases change while a list is read, its rows change in place and keep
// their order; cases that are new are counted, and shown when asked for.

import type { QueryClient } from '@tanstack/react-query';
import type { Host } from '../host/host';
import type { CaseId, CaseList, CaseRow, ListQuery, Morning } from '../host/types';
import { key } from './data';
import { currentRoute } from './route';

export async function freshen(host: Host, client: QueryClient): Promise<void> {
  const { at } = currentRoute();
  if (at === 'today') {
    void client.invalidateQueries({ queryKey: key.list });
    await freshenMorning(host, client);
  } else if (at === 'list') {
    void client.invalidateQueries({ queryKey: key.morning });
    await freshenLists(host, client);
  } else {
    void client.invalidateQueries({ queryKey: key.morning });
    void client.invalidateQueries({ queryKey: key.list });
  }
}

async function freshenMorning(host: Host, client: QueryClient): Promise<void> {
  const shown = client.getQueryData<Morning>(key.morning);
  if (shown === undefined || shown.groups.every((group) => group.rows.length === 0)) {
    await client.invalidateQueries({ queryKey: key.morning });
    return;
  }
  const fresh = await host.call('morning', {});
  if (fresh.today !== shown.today) {
    client.setQueryData(key.morning, fresh);
    return;
  }
  const rows = new Map(fresh.groups.flatMap((group) => group.rows.map((row) => [row.id, row] as const)));
  client.setQueryData<Morning>(key.morning, {
    ...shown,
    in_store: fresh.in_store,
    groups: shown.groups.map((group) => ({ ...group, rows: patch(group.rows, rows) })),
  });
  const known = new Set(shown.groups.flatMap((group) => group.rows.map((row) => row.id)));
  client.setQueryData(key.newRows, [...rows.keys()].filter((id) => !known.has(id)).length);
}

async function freshenLists(host: Host, client: QueryClient): Promise<void> {
  const active = client.getQueryCache().findAll({ queryKey: key.list, type: 'active' });
  let added = 0;
  for (const { queryKey } of active) {
    const shown = client.getQueryData<CaseList>(queryKey);
    const query = queryKey[1] as ListQuery;
    if (shown === undefined) continue;
    const fresh = await host.call('list_cases', { query: { ...query, offset: shown.offset } });
    if (shown.total === 0) {
      client.setQueryData(queryKey, fresh);
      continue;
    }
    added = Math.max(added, fresh.total - shown.total);
    const rows = new Map(fresh.rows.map((row) => [row.id, row] as const));
    client.setQueryData<CaseList>(queryKey, { ...shown, in_store: fresh.in_store, rows: patch(shown.rows, rows) });
  }
  if (active.length > 0) client.setQueryData(key.newRows, Math.max(0, added));
}

function patch(rows: CaseRow[], fresh: Map<CaseId, CaseRow>): CaseRow[] {
  return rows.map((row) => fresh.get(row.id) ?? row);
}
