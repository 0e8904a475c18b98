// What the quiet place at the bottom left says about sync.

import type { ExportedFile, SyncStatus } from '../host/types';
import { clock } from './dates';

export type SyncIcon = 'done' | 'up' | 'flag' | 'offline' | 'paused' | 'down' | 'key' | 'unknown';

export interface SyncWords {
  icon: SyncIcon;
  words: string;
  side: string;
  /** spoken by screen readers: changes of kind, not counts */
  kind: string;
}

export function syncWords(status: SyncStatus): SyncWords {
  const { pending, attention, photos_sent: sent, photos_total: total } = status;
  const photos = total > sent ? `照片 ${sent}/${total}` : '';
  const last = status.synced_at === null ? '' : clock(status.synced_at);
  const here = pending > 0 ? `${pending} 项在本机` : '';
  switch (status.state) {
    case 'offline':
      return { icon: 'offline', words: '离线', side: here, kind: '离线' };
    case 'paused':
      return { icon: 'paused', words: '已暂停', side: here, kind: '同步已暂停' };
    case 'sign_in_again':
      return { icon: 'key', words: '请重新登录', side: here, kind: '请重新登录' };
    case 'unknown':
      return { icon: 'unknown', words: '还没有同步', side: here, kind: '还没有同步' };
    case 'syncing':
    case 'synced':
      if (status.progress !== null && status.progress.phase !== 'photos') {
        return { icon: 'down', words: '正在补取', side: photos || here, kind: '正在补取' };
      }
      if (pending > 0) {
        return {
          icon: 'up',
          words: `${pending} 项待同步`,
          side: photos || (last === '' ? '' : `${last} 起`),
          kind: '有内容待同步',
        };
      }
      if (photos !== '') return { icon: 'up', words: photos, side: '正在上传', kind: '正在上传照片' };
      if (attention > 0) {
        return { icon: 'flag', words: `${attention} 项需处理`, side: last, kind: '有内容需处理' };
      }
      return { icon: 'done', words: '已同步', side: last, kind: '已同步' };
  }
}

/** What stands under 导出未发送的内容…: where the file is, what to do with it. */
export function exportedWords(file: ExportedFile): string {
  const photos = file.photos > 0 ? `、${file.photos} 张照片` : '';
  const drafts = file.drafts > 0 ? `${file.drafts} 份草稿还没有完成，不在里面。` : '';
  const damaged = file.damaged > 0 ? `${file.damaged} 张照片在本机已损坏，不在里面。` : '';
  return `${file.actions} 项${photos}已加密存到 ${file.path}，请交给受理中心导入。${drafts}${damaged}`;
}
