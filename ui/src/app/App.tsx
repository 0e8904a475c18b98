// The window: theme, host, and which of its faces is shown.

import { QueryClientProvider, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { FirstSyncPage } from '../features/firstsync/FirstSyncPage';
import { Frame } from '../features/frame/Frame';
import { forgetLists } from '../features/list/memory';
import { SignInPage } from '../features/signin/SignInPage';
import { UnlockPage } from '../features/signin/UnlockPage';
import { StorePage } from '../features/signin/StorePage';
import { HostProvider } from '../host';
import type { Host } from '../host/host';
import type { AppStatus } from '../host/types';
import { StatusProvider, key, newQueryClient, readListsAnew, useAsk, useHostEvents } from './data';
import { useNetworkReturn } from './network';
import { Pages } from './Pages';
import { ThemeProvider } from './ThemeProvider';

export function App({ host }: { host: Host }) {
  const client = useMemo(newQueryClient, []);
  return (
    <HostProvider value={host}>
      <QueryClientProvider client={client}>
        <ThemeProvider>
          <Face />
        </ThemeProvider>
      </QueryClientProvider>
    </HostProvider>
  );
}

/** The day turns and stores are opened without the window being told. */
const STATUS_EVERY_MS = 30_000;
const STATUS_WAITING_MS = 1_000;

function Face() {
  useHostEvents();
  useNetworkReturn();
  const client = useQueryClient();
  const [ready, setReady] = useState(false);
  const status = useAsk(key.status, 'app_status', {}, { everyMs: ready ? STATUS_EVERY_MS : STATUS_WAITING_MS });
  /** 先看已到的工单: chosen while the first sync goes on */
  const [early, setEarly] = useState(false);
  const today = status.data?.today;
  const phase = status.data?.phase;
  useEffect(() => setReady(phase === 'ready'), [phase]);
  useEffect(() => {
    readListsAnew(client);
    void client.invalidateQueries({ queryKey: key.overview });
  }, [today, client]);
  const erased = status.data?.erased ?? null;
  useEffect(() => {
    if (erased === null) return;
    // nothing of the store that was erased stays in the window
    client.removeQueries({ predicate: (query) => query.queryKey[0] !== key.status[0] });
    forgetLists();
  }, [erased, client]);
  const enter = (next: AppStatus) => {
    if (phase === 'sign_in' || next.phase === 'sign_in') {
      // another person may sit here now
      client.clear();
      forgetLists();
      setEarly(false);
    }
    client.setQueryData(key.status, next);
    client.setQueryData(key.sync, next.sync);
  };
  if (status.isError) return <StorePage error={status.error} again={() => void status.refetch()} />;
  if (status.data === undefined) return null;
  const shown: AppStatus = early && phase === 'first_sync' ? { ...status.data, phase: 'ready' } : status.data;
  return (
    <StatusProvider value={shown}>
      <PhaseFace status={shown} enter={enter} enterEarly={() => setEarly(true)} />
    </StatusProvider>
  );
}

interface PhaseFaceProps {
  status: AppStatus;
  enter: (next: AppStatus) => void;
  enterEarly: () => void;
}

function PhaseFace({ status, enter, enterEarly }: PhaseFaceProps) {
  switch (status.phase) {
    case 'sign_in':
      return <SignInPage status={status} entered={enter} />;
    case 'locked':
      return <UnlockPage status={status} entered={enter} />;
    case 'first_sync':
      return <FirstSyncPage status={status} left={enter} enterEarly={enterEarly} />;
    case 'ready':
      return (
        <Frame>
          <Pages />
        </Frame>
      );
  }
}
