import { describe, expect, it } from 'vitest';
import type { SyncStatus } from '../host/types';
import { syncWords } from './sync';

const calm: SyncStatus = {
  state: 'synced',
  pending: 0,
  photos_sent: 0,
  photos_total: 0,
  attention: 0,
  synced_at: Date.parse('2026-11-23T09:12:00+08:00'),
  offline_since: null,
  retry_at: null,
  error: null,
  progress: null,
};
const say = (change: Partial<SyncStatus>) => {
  const { words, side } = syncWords({ ...calm, ...change });
  return side === '' ? words : `${words} ${side}`;
};

describe('the quiet place for sync', () => {
  it.each<[Partial<SyncStatus>, string]>([
    [{}, '已同步 09:12'],
    [{ pending: 3 }, '3 项待同步 09:12 起'],
    [{ pending: 3, photos_sent: 2, photos_total: 5 }, '3 项待同步 照片 2/5'],
    [{ state: 'offline', pending: 3 }, '离线 3 项在本机'],
    [{ attention: 1 }, '1 项需处理 09:12'],
    [{ state: 'paused' }, '已暂停'],
    [{ state: 'syncing', progress: { phase: 'cases', done: 1, total: 2, bytes: 0, offices: 0, communities: 0 } }, '正在补取'],
  ])('%o', (change, words) => {
    expect(say(change)).toBe(words);
  });

  it('speaks of kinds, not of counts', () => {
    expect(syncWords({ ...calm, pending: 3 }).kind).toBe(syncWords({ ...calm, pending: 4 }).kind);
  });
});
