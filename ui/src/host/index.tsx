// Which host this window talks to. The mock exists in dev builds and tests only.

import { createContext, useContext } from 'react';
import type { Host } from './host';
import { tauriHost } from './tauri';

export async function openHost(): Promise<Host> {
  if (import.meta.env.DEV && new URLSearchParams(window.location.search).has('mock')) {
    const { mockHost } = await import('./mock');
    return mockHost();
  }
  return tauriHost;
}

const HostContext = createContext<Host | null>(null);
export const HostProvider = HostContext.Provider;

export function useHost(): Host {
  const host = useContext(HostContext);
  if (host === null) throw new Error('useHost outside of HostProvider');
  return host;
}
