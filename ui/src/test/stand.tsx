// Puts one page on its feet for a test: theme, host, who is signed in.

import { QueryClientProvider } from '@tanstack/react-query';
import { render, type RenderResult } from '@testing-library/react';
import type { ReactNode } from 'react';
import { key, newQueryClient, StatusProvider, useHostEvents } from '../app/data';
import { ThemeProvider } from '../app/ThemeProvider';
import { HostProvider } from '../host';
import type { MockHost } from '../host/mock';
import type { AppStatus } from '../host/types';

function Events({ children }: { children: ReactNode }) {
  useHostEvents();
  return children;
}

export async function stand(page: ReactNode, host: MockHost): Promise<RenderResult> {
  const status: AppStatus = await host.call('app_status', {});
  const client = newQueryClient();
  client.setQueryData(key.sync, status.sync);
  return render(
    <HostProvider value={host}>
      <QueryClientProvider client={client}>
        <ThemeProvider>
          <StatusProvider value={status}>
            <Events>
              <main>{page}</main>
            </Events>
          </StatusProvider>
        </ThemeProvider>
      </QueryClientProvider>
    </HostProvider>,
  );
}

/** What was asked of the host by this name, oldest first. */
export function asked<T>(host: MockHost, command: string): T[] {
  return host.calls.filter((call) => call.command === command).map((call) => call.args as T);
}

/** A file that says it is this large, and tells whether anybody read it. */
export function fileOf(name: string, size: number, type = 'image/jpeg'): { file: File; wasRead: () => boolean } {
  const file = new File(['x'], name, { type });
  let read = false;
  Object.defineProperty(file, 'size', { value: size });
  Object.defineProperty(file, 'arrayBuffer', {
    value: () => {
      read = true;
      return Promise.resolve(new ArrayBuffer(size === 0 ? 0 : 1));
    },
  });
  return { file, wasRead: () => read };
}
