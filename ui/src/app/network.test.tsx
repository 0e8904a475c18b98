import { describe, expect, it } from 'vitest';
import { MockHost } from '../host/mock';
import { asked, stand } from '../test/stand';
import { useNetworkReturn } from './network';

function Listening() {
  useNetworkReturn();
  return null;
}

describe('the network returns', () => {
  it('tells the desk each time, and no longer once the window is gone', async () => {
    const host = new MockHost();
    const { unmount } = await stand(<Listening />, host);
    expect(asked(host, 'network_back')).toHaveLength(0);
    window.dispatchEvent(new Event('online'));
    window.dispatchEvent(new Event('online'));
    expect(asked(host, 'network_back')).toHaveLength(2);
    unmount();
    window.dispatchEvent(new Event('online'));
    expect(asked(host, 'network_back')).toHaveLength(2);
  });
});
