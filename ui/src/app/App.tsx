// The window: theme, host, and which of its faces is shown.

import { QueryClientProvider, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { FirstSyncPage } from '../features/firstsync/FirstSyncPage';
import { Frame } from '../features/frame/Frame';
import { SignInPage } from '../features/signin/SignInPage';
import { UnlockPage } from '../features/signin/UnlockPage';
import { StorePage } from '../features/signin/StorePage';
import { HostProvider } from '../host';
import type { Host } from '../host/host';
import type { AppStatus } from '../host/types';
import { StatusProvider, key, newQueryClient, useAsk, useHostEvents } from './data';
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

function Face() {
  useHostEvents();
  const client = useQueryClient();
  const status = useAsk(key.status, 'app_status', {});
  const enter = (next: AppStatus) => {
    client.setQueryData(key.status, next);
    client.setQueryData(key.sync, next.sync);
  };
  if (status.isError) return <StorePage error={status.error} again={() => void status.refetch()} />;
  if (status.data === undefined) return null;
  return (
    <StatusProvider value={status.data}>
      <PhaseFace status={status.data} enter={enter} />
    </StatusProvider>
  );
}

function PhaseFace({ status, enter }: { status: AppStatus; enter: (next: AppStatus) => void }) {
  switch (status.phase) {
    case 'sign_in':
      return <SignInPage status={status} entered={enter} />;
    case 'locked':
      return <UnlockPage status={status} entered={enter} />;
    case 'first_sync':
      return <FirstSyncPage status={status} entered={enter} />;
    case 'ready':
      return (
        <Frame>
          <Pages />
        </Frame>
      );
  }
}
