// The words of 现场核查 and 今日走访.

import type { VisitDraftView } from '../host/types';
import { count } from './dates';

export const visitWords = {
  title: '现场核查',
  later: '先放着',
  finish: '完成核查',
  time: '核查时间',
  companions: '同行人（可不填）',
  finding: '情况',
  note: '现场看到什么、当场怎么处理',
  characters: (n: number) => `${count(n)} 字`,
  photos: '照片',
  originals: '原图原样保存，不压缩、不改动；对外公布时去掉位置',
  drop: ['把照片拖到这里，或按', '粘贴'] as const,
  dropNow: '松开就添加到这次核查',
  choose: '选择照片',
  limits: '每张不超过 50 MB；JPG、PNG、HEIC、WebP',
  dismiss: '知道了',
  again: '再试一次',
  file: '文件',
  taken: '拍摄',
  place: '位置',
  fingerprint: '指纹',
  whole: '全文',
  shorter: '收起',
  reading: '正在读取',
  local: '已保存在本机',
  received: '已送达中心',
  remote: '在中心，本机没有原图',
  notTaken: (at: string) => `没有拍摄时间，按添加时间 ${at}`,
  noPlace: '没有位置',
  fromPhoto: '（照片自带）',
  writeCaption: '写说明',
  changeCaption: '改说明',
  caption: (name: string) => `${name} 的说明`,
  showPhoto: (name: string) => `放大 ${name}`,
  remove: '移除',
  removed: (name: string) => `已移除照片 ${name}`,
  restore: '恢复',
  noPhotoReason: '没有照片的原因',
  askNoPhoto: '这次核查没有照片。请写一句原因，再点一次“完成核查”；不写也可以完成。',
  waitForPhotos: (n: number) => `正在读取 ${n} 张照片，读完就能完成`,
  empty: '写下核查情况，或添加一张照片，就能完成',

  saving: '正在保存',
  saved: '已保存在本机，联网后自动上传',
  notYet: '还没有写',
  failed: '还没有保存，内容都在这里',
  savedDetail: (at: string, characters: number, photos: number) =>
    `${at} 保存　文字 ${count(characters)} 字　照片 ${photos} 张`,
  savedSafe: '边写边存，断电、关机都不会丢。',
  position: '位置',
  change: '改',
  done: '好',
  noPosition: '没有位置。照片里带有位置的，会自动填上。',
  latitude: '纬度',
  longitude: '经度',
  badPosition: '纬度在 -90 到 90 之间，经度在 -180 到 180 之间，例如 29.86893 和 121.58361。',
  positionFrom: (name: string | null, distance: number | null) =>
    [name === null ? '' : `来自照片 ${name}`, distance === null ? '' : `距工单地址约 ${metres(distance)}`]
      .filter((part) => part !== '')
      .join('；'),
  byHand: '手工填写',
  complaint: '诉求',
  clock: '电脑时间',
  offline: '离线',
  offlineSince: (at: string | null) =>
    `${at === null ? '现在' : `${at} 起`}没有网络。可以照常核查、写函、看工单；签发和发文字号要等联网。`,

  today: '今日走访',
  visits: (n: number) => `${n} 次走访`,
  columns: { time: '时间', number: '编号', title: '标题', note: '看到什么', photos: '照片', state: '状态' },
  todayEmpty: '今天还没有走访。',
  todayNext: '打开一件工单，按 V 开始现场核查；没写完的也会列在这里。',
  draft: '没写完',
  finished: '已完成',
  nothingWritten: '还没有写文字',
  photoCount: (n: number) => (n === 0 ? '没有照片' : `${n} 张`),
};

export const FAULTS: Record<string, string> = {
  'exif.broken': '拍摄信息有损坏，只读出了一部分',
  'exif.orientation_invalid': '拍摄方向无效，按原样显示',
  'taken_at.invalid': '拍摄时间无效',
  'gps.invalid': '拍摄位置无效',
  'pixels.truncated': '文件不完整，画面可能缺了一部分',
  'pixels.unreadable': '画面无法显示，原文件照样保存',
  'pixels.too_many': '超过 1 亿像素，只保存原文件，不生成画面',
};

/** `本机时间比中心慢 2 小时，按两个时间一起记录`; null within 5 minutes. */
export function skewWords(view: Pick<VisitDraftView, 'clock_skew_minutes'>): string | null {
  const minutes = view.clock_skew_minutes;
  if (Math.abs(minutes) <= 5) return null;
  const size = Math.abs(minutes);
  const words = size < 60 ? `${size} 分钟` : size < 1440 ? `${Math.round(size / 60)} 小时` : `${Math.round(size / 1440)} 天`;
  return `本机时间比中心${minutes < 0 ? '慢' : '快'} ${words}，按两个时间一起记录。`;
}

function metres(n: number): string {
  return n < 1000 ? `${n} 米` : `${(n / 1000).toFixed(1)} 公里`;
}
