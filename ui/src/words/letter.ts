// The words of letters: writing, signing, printing, delivering.

import type { LetterKind, LetterView } from '../host/types';
import { chinaDate, sentenceDate } from './dates';

export const letterWords = {
  title: '标题',
  addressee: '称谓',
  paragraph: '正文',
  levels: ['正文', '一级标题', '二级标题', '三级标题', '四级标题'],
  paragraphName: (n: number, level: number) =>
    level === 0 ? `第 ${n} 段` : `第 ${n} 段，${['一', '二', '三', '四'][level - 1] ?? ''}级标题`,
  attachments: '附件',
  note: '附注',
  copyTo: '抄送',
  onePerLine: '可不填，一行一个',
  optional: '可不填',
  kind: '文种',
  level: '这一段',
  savedAt: (at: string) => `${at} 已保存`,
  saving: '正在保存',
  notSaved: '还没有保存',
  nothingTyped: '还没有改动',
  revision: (n: number) => `第 ${n} 稿`,
  steps: ['草稿', '待签发', '已签发'],
  printDraft: '打印草稿',
  submit: '提交签发',
  missing: { title: '缺标题', body: '缺正文', preview: '有字排不出来' },
  returnedTitle: '退回意见',
  gaps: '还有空没有填',
  gap: (paragraph: number) => `第 ${paragraph} 段`,
  complaint: '诉求',
  visit: '现场核查',
  noVisit: '这件工单还没有现场核查。',
  phrases: '常用语',
  insertPhrase: '插入常用语',
  heading1: '一级标题',
  page: (n: number, of: number) => `第 ${n} 页，共 ${of} 页`,
  pages: (n: number) => `共 ${n} 页`,
  pageName: (n: number) => `函件第 ${n} 页`,
  previous: '上一页',
  next: '下一页',
  previewTab: '版面',
  asPrinted: '与打印一致',
  asFiled: '印章和字号以正本为准，打印的是正本',
  enlarge: '整页放大',
  shrink: '恢复大小',
  emptyPreview: '写下标题和正文，这里就是打印出来的样子。',
  stalePreview: '下面是这处改动之前的版面。',
  making: '正本生成中。中心排好后会自动到这台电脑，不用等在这里。',

  submittedTitle: '待签发',
  submittedBy: '拟稿',
  submittedAt: '提交',
  waiting: '等分管领导签发。',
  revise: '还要改',
  reviseEffect: '改好后重新提交，分管领导看到的是新的一稿；重新提交前，他签的仍是这一稿。',
  waitingToSend: '待同步：联网后送到分管领导，字号和印章在签发时由中心给出。',
  signedTitle: '已签发',
  number: '发文字号',
  signed: '签发',
  fingerprint: '指纹',
  whole: '全文',
  shorter: '收起',
  filed: '正本已存档，任何时候打印都是同一份。',
  save: '另存为 PDF',
  print: '打印',
  savedTo: (path: string) => `已存到 ${path}`,
  opened: '已用系统的 PDF 程序打开，请在那里打印。',
  delivery: '送达',
  notDelivered: '还没有登记送达。登记后才能办结。',
  delivered: (by: string) => `${by}，已登记。`,
  record: '登记送达',
  recordHow: '这封函怎样交给市民',
  recordNow: '登记',
  cancel: '取消',
  showPhoto: (name: string) => `放大 ${name}`,
  change: '要改内容',
  changeHow: '已签发的函不能改。作废后用新字号重发，原字号连同原因留在登记簿里。',
  void: '作废重发',
  voidReason: '作废原因（必填）',
  voidEffect: '作废后字号不再使用，原因留在登记簿里。',
  voidNow: '作废',
  voidByHead: '作废由分管领导办理。',
  voided: '已作废',
  voidedBecause: (reason: string) => `作废原因：${reason}`,
  draftAgain: '起草新函',

  signoff: '签发',
  queue: (n: number) => `${n} 份等您签发`,
  queueEmpty: '没有等您签发的函件',
  queueEmptyNext: '承办人提交后会列在这里；已签发的在“待打印”里。',
  submitted: (by: string, at: string) => `${by} ${at} 提交`,
  registered: (date: string) => `${date}登记`,
  openCase: (number: string) => `打开工单 ${number}`,
  remark: '退回意见（退回时必填）',
  remarkHint: '写给承办人，他会在草稿上看到',
  remarkPhrases: ['补充依据', '写明期限', '改一下语气', '附上照片'],
  remarkPhrasesLabel: '常用',
  sign: '签发并用印',
  return: '退回修改',
  signEffect: '签发后由中心编号、加盖印章，正文不能再改；要改须作废重发。',
  signOffline: '联网后才能签发：字号和印章由中心给出。看和退回不受影响。',
  signing: '正在签发',
  waitForPage: '版面出来后才能签发',
  hash: (revision: number, hash: string) => `签的是第 ${revision} 稿，指纹 ${hash}。`,
  another: '换一份',
  done: '刚才',
  doneSigned: (number: string) => `已签发 ${number}`,
  doneReturned: '已退回',
  byOther: (by: string, at: string) => `已由${by}于 ${at} 签发，不再等您。`,
  gone: '这封函件已不在待签发里，可能已由别人退回或作废。',
  nextLetter: '看下一份',
  newRevision: '承办人提交了新的一稿，已换成新稿，请再看一遍。',
  needRemark: '写下退回意见，承办人才知道改哪里',

  draftsTitle: '草稿',
  submittedList: '待签发',
  register: '待打印',
  registerNote: (waiting: number, all: number) => `${waiting} 份待打印，列出 ${all} 份`,
  letters: (n: number) => `${n} 份`,
  noDrafts: '没有写到一半的函件',
  noDraftsNext: '打开一件工单，按 L 起草答复函；没写完的会列在这里。',
  noSubmitted: '没有等签发的函件',
  noSubmittedNext: '提交签发以后、领导签发以前的函件列在这里。',
  noRegister: '登记簿还是空的',
  noRegisterNext: '签发以后的函件按发文字号列在这里，可以打印和登记送达。',
  columns: {
    number: '发文字号',
    case: '工单',
    title: '标题',
    addressee: '主送',
    kind: '文种',
    changed: '改动',
    submitted: '提交',
    due: '期限',
    signed: '签发',
    pages: '页',
    delivery: '送达',
    state: '状态',
  },
  toPrint: '待打印',
  makingShort: '生成中',
  deliveredShort: '已送达',
  pending: '待同步',
  onlyWaiting: '待打印',
  wholeRegister: '全部',
  noWaiting: '没有待打印的函件',
  remarkOf: (remark: string) => `退回意见：${remark}`,
  more: (n: number) => `还有 ${n} 份，接着显示`,
  choosing: '选择',
  opening: '打开',
  open: '看函件',
};

/** 常用语: what most letters say, with the gaps a person fills in. Names, dates and
 *  findings come from the visit where there is one. */
export interface Phrase {
  name: string;
  text: string;
}

export function phrasesFor(kind: LetterKind, view: Pick<LetterView, 'visit_by' | 'visit_at' | 'visit_note' | 'registered_at'>): Phrase[] {
  const asked = sentenceDate(chinaDate(view.registered_at));
  const seen = view.visit_at === null ? '__月__日' : sentenceDate(chinaDate(view.visit_at));
  const who = view.visit_by ?? '____';
  const answering: Phrase[] = [
    { name: '开头：收悉、答复如下', text: `您好！您于${asked}反映的问题收悉。经现场核查，现答复如下：` },
    { name: '核查开头：谁、何时、到哪里', text: `${seen}，我单位工作人员${who}到现场查看：` },
    ...(view.visit_note ? [{ name: '核查情况：照核查记录', text: view.visit_note.trim() }] : []),
    { name: '承诺整改，到期回访', text: '已要求__于__月__日前整改完毕，我单位将于__月__日再到现场查看，并把结果告知您。' },
    { name: '结尾：联系人和电话', text: '如有疑问，请与__联系，电话：____。' },
    { name: '结尾：有不同看法', text: '您对上述意见有不同看法的，可在收到本函后告诉我们。' },
  ];
  switch (kind) {
    case 'reply':
    case 'opinion':
      return answering;
    case 'extension':
      return [
        { name: '延期的原因和新期限', text: '因__，办理期限延长至__月__日。' },
        { name: '结尾：联系人和电话', text: '如有疑问，请与__联系，电话：____。' },
      ];
    case 'supplement':
      return [
        { name: '请补充什么、哪天前', text: '请于__月__日前补充以下材料：__。' },
        { name: '结尾：联系人和电话', text: '如有疑问，请与__联系，电话：____。' },
      ];
    default:
      return [{ name: '结尾：联系人和电话', text: '联系人：__，电话：____。' }];
  }
}
