// The words of printing many letters, of envelopes, and of what changed.

import type { ChangedPart, ChangeKind } from '../host/types';

const PART: Record<ChangedPart, string> = {
  title: '标题',
  addressee: '称谓',
  paragraph: '段',
  attachment: '附件',
  photo: '照片',
  note: '附注',
  copy_to: '抄送',
};
const CHANGE: Record<ChangeKind, string> = { kept: '', added: '新增', removed: '删去', changed: '改动' };

export const changeWords = {
  title: '与上一稿相比',
  same: '与上一稿相同',
  since: (n: number) => `与第 ${n} 稿相比`,
  sameAs: (n: number) => `与第 ${n} 稿相同`,
  from: '比的稿',
  to: '看的稿',
  revision: (n: number) => `第 ${n} 稿`,
  remark: (remark: string) => `退回意见：${remark}`,
  change: (kind: ChangeKind) => CHANGE[kind],
  part: (part: ChangedPart, number: number) => {
    if (part === 'paragraph') return `第 ${number} 段`;
    return part === 'attachment' || part === 'photo' || part === 'copy_to' ? `${PART[part]} ${number}` : PART[part];
  },
  level: (before: string, after: string) => `${before}改为${after}`,
};

export const printWords = {
  tick: '选',
  tickOne: (name: string) => `选 ${name}`,
  ticked: (n: number) => `已选 ${n} 份`,
  untick: '取消选择',
  tickWaiting: '选全部待打印',
  print: (n: number) => `打印 ${n} 份`,
  duplex: '双面，每份另起一张',
  duplexNote: '页数为单的函件后面补一张空白背面。',
  progress: (done: number, of: number) => `第 ${Math.min(done + 1, of)} / ${of} 份`,
  stop: '停止',
  stopped: '已停止，没有生成文件。',
  opened: (n: number, pages: number) => `${n} 份共 ${pages} 页，已用系统的 PDF 程序打开，请在那里打印。`,
  nothing: '选中的函件都没有打印，原因见下。',
  leftOut: (n: number) => `${n} 份没有打印`,
  ask: '都印好了？',
  askOne: '印好了？',
  askNote: '登记后离开待打印；没有印好就不用登记。',
  copies: '每份印了几张',
  yes: '已印好，登记',
  no: '没有印好',
  recorded: (n: number) => `已登记打印 ${n} 份。`,
  notRecorded: (n: number) => `${n} 份没有登记：`,
  printed: '打印',
  printing: (time: number, copies: number) => `${time > 1 ? `第 ${time} 次，` : ''}${copies} 份`,

  envelope: '信封',
  printEnvelopes: (n: number) => `打印信封 ${n} 个`,
  size: '信封规格',
  sizes: { dl: 'DL（5号）220×110', c5: 'C5（7号）229×162' },
  frames: '白信封：连邮编框一起印',
  senderAddress: '寄信地址',
  senderPostcode: '寄信邮编',
  firstFrame: '邮编第一格距左、距上（毫米）',
  firstFrameNote: '信封上的框位置不同时填写；不填按 12、10。',
  left: '距左',
  top: '距上',
  shown: '信封上有市民全名和地址，显示后会记入日志。',
  envelopesOpened: (n: number) => `${n} 个信封已用系统的 PDF 程序打开，请在那里打印。`,
};
