// The window's copy of what the host knows: query keys, reading, and what
// follows from the host's events.

import { keepPreviousData, QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect } from 'react';
import { freshen } from './freshen';
import { useHost } from '../host';
import type { CommandName, Commands } from '../host/host';
import type { AppStatus, CaseId, Overview, SyncStatus } from '../host/types';

/** Names of what is kept; a prefix of one invalidates all that begin with it. */
export const key = {
  status: ['status'] as const,
  overview: ['overview'] as const,
  morning: ['morning'] as const,
  list: ['list'] as const,
  /** cases that came while a list was being read */
  newRows: ['new-rows'] as const,
  filters: ['filters'] as const,
  visits: ['visits'] as const,
  rates: ['rates'] as const,
  fonts: ['fonts'] as const,
  seal: ['seal'] as const,
  case: (id: CaseId) => ['case', id] as const,
  visitDraft: (id: CaseId) => ['visit', id] as const,
  letters: ['letters'] as const,
  letter: (id: string) => ['letter', id] as const,
  sync: ['sync'] as const,
  syncPanel: ['sync-panel'] as const,
  attention: ['attention'] as const,
};

export function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // everything is on this computer and tells when it changes
        staleTime: Infinity,
        gcTime: 5 * 60_000,
        retry: false,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        networkMode: 'always',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}

/** Reads one command and keeps its answer under `queryKey`. */
export function useAsk<C extends CommandName>(
  queryKey: readonly unknown[],
  command: C,
  args: Commands[C]['args'],
  options: { enabled?: boolean; always?: boolean; everyMs?: number; keep?: boolean } = {},
) {
  const host = useHost();
  return useQuery<Commands[C]['reply']>({
    queryKey,
    queryFn: () => host.call(command, args),
    enabled: options.enabled ?? true,
    // asked again whenever the view is entered; what is known stays until then
    refetchOnMount: options.always === true ? 'always' : true,
    refetchInterval: options.everyMs ?? false,
    // what stood there stays until the answer to other arguments comes
    ...(options.keep === true && { placeholderData: keepPreviousData }),
  });
}

/** Sends one command. What it changed is told by the host's `changed` event;
 *  lists are read anew, since the person who acted expects them to move. */
export function useTell<C extends CommandName>(command: C) {
  const host = useHost();
  const client = useQueryClient();
  return useMutation<Commands[C]['reply'], unknown, Commands[C]['args']>({
    mutationFn: (args) => host.call(command, args),
    onSuccess: (reply) => {
      if (typeof reply === 'object' && reply !== null && 'changed' in reply) readListsAnew(client);
    },
  });
}

/** Forgets the order in which lists stand, and shows what is new. */
export function readListsAnew(client: QueryClient): void {
  client.setQueryData(key.newRows, 0);
  void client.invalidateQueries({ queryKey: key.morning });
  void client.invalidateQueries({ queryKey: key.list });
}

const StatusContext = createContext<AppStatus | null>(null);
export const StatusProvider = StatusContext.Provider;

/** Who is signed in, which day it is. Only inside the opened window. */
export function useStatus(): AppStatus {
  const status = useContext(StatusContext);
  if (status === null) throw new Error('useStatus outside of StatusProvider');
  return status;
}

/** China date of now. */
export function useToday(): string {
  return useStatus().today;
}

export function useOverview(): Overview | undefined {
  return useAsk(key.overview, 'overview', {}).data;
}

/** The newest sync status; it comes with the app's status and then by event. */
export function useSyncStatus(): SyncStatus {
  const status = useStatus();
  const { data } = useQuery<SyncStatus>({
    queryKey: key.sync,
    queryFn: () => status.sync,
    initialData: status.sync,
    enabled: false,
  });
  return data;
}

export function useIsOffline(): boolean {
  return useSyncStatus().state === 'offline';
}

/** Keeps what is shown in step with what the host tells. */
export function useHostEvents(): void {
  const host = useHost();
  const client = useQueryClient();
  useEffect(() => {
    const stops = [
      host.on('sync', (sync) => {
        const before = client.getQueryData<SyncStatus>(key.sync);
        client.setQueryData(key.sync, sync);
        void client.invalidateQueries({ queryKey: key.syncPanel });
        const turned = before?.state !== sync.state || (before.progress === null) !== (sync.progress === null);
        if (turned) void client.invalidateQueries({ queryKey: key.status });
      }),
      host.on('changed', ({ cases, overview }) => {
        client.setQueryData(key.overview, overview);
        void freshen(host, client);
        for (const name of [key.letters, key.visits, key.rates, key.attention, key.syncPanel, key.filters]) {
          void client.invalidateQueries({ queryKey: name });
        }
        if (cases.length === 0) void client.invalidateQueries({ queryKey: ['case'] });
        for (const id of cases) void client.invalidateQueries({ queryKey: key.case(id) });
      }),
    ];
    return () => stops.forEach((stop) => stop());
  }, [host, client]);
}
