// The words of 印章图样: what is on file at the centre, and what became of it.

import type { SealAct, SealUseView } from '../host/types';

export const sealWords = {
  title: '印章图样',
  kept: '图样加密存在受理中心，不发回任何电脑；只盖在签发的函件上，每次使用都有记录。',
  offline: '联网后才能查看和更换：图样只存在受理中心。',
  asking: '正在问受理中心',
  again: '再问一次',
  none: '还没有图样。签发的函件留出盖章的位置，打印后手工加盖。',
  unusable: '受理中心找不到印章的密钥，签发的函件暂时不能生成。请告诉中心管理员。',
  since: '存入',
  diameter: '直径',
  fingerprint: '指纹',
  millimetres: (n: number) => `${n} 毫米`,
  centre: '受理中心',
  choose: '存入图样…',
  replace: '换图样…',
  file: '选文件',
  accepted: 'PNG 或 JPEG，正方形，红色印文，4 MB 以内；扫描件的白底会去掉。',
  preview: '选中的图样',
  trueSize: (n: number) => `按 ${n} 毫米显示。请核对印文清楚、端正、完整，再存入。`,
  put: '存入受理中心',
  putEffect: '存入以后签发的函件盖这个图样；以前签发的不变。',
  cancel: '取消',
  remove: '停用图样…',
  removeNow: '停用图样',
  removeEffect: '停用以后签发的函件留出盖章的位置，打印后手工加盖；以前签发的不变。受理中心不再保留图样。',
  uses: '最近的使用',
} as const;

const ACTS: Record<Exclude<SealAct, 'placed'>, string> = {
  put: '存入图样',
  replaced: '更换图样',
  removed: '停用图样',
};

/** One line of the log, without time and person. */
export function sealUseWords({ act, document_number }: SealUseView): string {
  if (act !== 'placed') return ACTS[act];
  return document_number === null ? '用印' : `用印：${document_number}`;
}
