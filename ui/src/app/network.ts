// The network came back: what waits is sent at once, not when the pause after
// the last failure is over.

import { useEffect } from 'react';
import { useHost } from '../host';

export function useNetworkReturn(): void {
  const host = useHost();
  useEffect(() => {
    // Nobody is signed in: then nothing waits either.
    const back = () => void host.call('network_back', {}).catch(() => undefined);
    window.addEventListener('online', back);
    return () => window.removeEventListener('online', back);
  }, [host]);
}
