// What things are called. Codes are DOMAIN's, words are the window's.

import type {
  Act,
  CaseRow,
  Channel,
  ClockKind,
  Degree,
  Finding,
  LetterKind,
  LetterState,
  ListView,
  Matter,
  MorningGroup,
  Rating,
  ReplyBy,
  ReturnCode,
  Role,
  State,
} from '../host/types';

export const STATE: Record<State, string> = {
  registered: '待受理',
  accepted: '待派单',
  assigned: '待签收',
  in_progress: '办理中',
  return_requested: '退单待裁',
  paused: '补正',
  replied: '已答复',
  closed: '已办结',
  rejected: '不予受理',
  withdrawn: '已撤回',
  merged: '已并案',
  archived: '已归档',
};

/** The one word of a case's state; what hinders it comes before the plain state. */
export function stateWord(row: Pick<CaseRow, 'state' | 'paused_for' | 'extension_requested' | 'reopened'>): string {
  if (row.state === 'in_progress') {
    if (row.extension_requested) return '延期待批';
    if (row.reopened > 0) return '重办';
  }
  if (row.state === 'paused' && row.paused_for === 'consultation') return '征求意见';
  return STATE[row.state];
}

/** Marks beside a title. */
export function marks(row: Pick<CaseRow, 'supervised' | 'joint' | 'reopened' | 'left'>): string[] {
  const found: string[] = [];
  if (row.supervised) found.push('督办');
  if (row.joint) found.push('会办');
  if (row.reopened > 0) found.push(`第 ${row.reopened + 1} 次`);
  if (row.left) found.push('已转派');
  return found;
}

export const CHANNEL: Record<Channel, string> = {
  portal: '门户',
  hotline: '热线',
  wechat: '微信',
  weibo: '微博',
  forum: '论坛',
  sms: '短信',
  visit: '来访',
  letter: '来信',
  interview: '面对面',
  transfer: '转办',
};

export const ROLE: Record<Role, string> = {
  dispatcher: '受理员',
  handler: '承办人',
  head: '分管领导',
  auditor: '督查员',
  administrator: '管理员',
  system: '系统',
};

export const MATTER: Record<Matter, string> = {
  hotline: '热线',
  petition: '信访',
  disclosure: '信息公开',
};

export const ACT: Record<Act, string> = {
  accept: '受理',
  reject: '不予受理',
  dispatch: '派单',
  rule_return: '裁定退单',
  record_rating: '记录评价',
  reopen: '重办',
  withdraw: '撤回',
  sign_for: '签收',
  undo_sign_for: '撤销签收',
  log_visit: '现场核查',
  log_contact: '联系记录',
  request_return: '退单',
  request_extension: '申请延期',
  ask_supplement: '请市民补正',
  receive_supplement: '收到补正',
  draft_letter: '起草答复函',
  submit_letter: '提交签发',
  record_reply: '登记送达',
  serve_letter: '登记函件送达',
  print_letter: '登记打印',
  close: '办结',
  correct_postal_address: '登记通信地址',
  show_citizen: '显示',
  approve_extension: '批准延期',
  refuse_extension: '不批准延期',
  return_letter: '退回修改',
  sign_letter: '签发并用印',
  void_letter: '作废重发',
  file_letter: '生成函件',
  record_follow_up: '回访',
  merge: '并案',
  supervise: '督办',
  end_supervision: '解除督办',
  decide_jointly: '联席会议决定',
  archive: '归档',
  consult: '征求意见',
  receive_opinion: '收到意见',
  invite_assist: '请协办单位会办',
  release_assist: '不再等协办',
  refer_to_meeting: '提请联席会议',
  notify_extension: '登记延期告知',
  answer_absorbed: '答复并案市民',
  sign_for_assist: '签收协办',
  contribute: '反馈协办情况',
  complete_task: '会议任务办妥',
  absorb: '并入',
  escalate: '催办',
};

/** An action waiting to be sent, by its code as it travels. */
export function actionWord(kind: string): string {
  return kind in ACT ? ACT[kind as Act] : kind === 'draft_letter' ? '答复函草稿' : kind;
}

export const LETTER_KIND: Record<LetterKind, string> = {
  reply: '答复函（致市民）',
  official_reply: '复函（致单位）',
  acceptance: '受理告知书',
  rejection: '不予受理告知书',
  extension: '延期告知书',
  transfer: '转办函',
  opinion: '处理意见书',
  supplement: '补正告知书',
  mediation: '调解协议书',
  minutes: '会议纪要',
};

export const LETTER_STATE: Record<LetterState, string> = {
  draft: '草稿',
  submitted: '待签发',
  returned: '已退回',
  signed: '已签发',
  printed: '已打印',
  voided: '已作废',
};

export const REPLY_BY: Record<ReplyBy, string> = {
  post: '邮寄',
  hand: '当面送达',
  sms: '短信',
  portal: '平台',
  phone: '电话',
};

export const RETURN_CODE: Record<ReturnCode, string> = {
  not_our_duty: '不属本单位职责',
  not_our_area: '不在本辖区',
  duplicate: '与在办工单重复',
  unclear: '诉求不清，联系不上市民',
  other: '其他',
};

export const RATING: Record<Rating, string> = {
  satisfied: '满意',
  basically: '基本满意',
  dissatisfied: '不满意',
};

export const FINDING: Record<Finding, string> = {
  true: '属实',
  partly: '部分属实',
  not_true: '不属实',
  not_seen: '未见到',
};

export const IS_TRUE: Record<Degree, string> = { yes: '属实', partly: '部分属实', no: '不属实' };
export const SOLVED: Record<Degree, string> = { yes: '已解决', partly: '部分解决', no: '未解决' };

export const CLOCK: Record<ClockKind, string> = {
  sign_for: '签收期限',
  answer: '答复期限',
  rework: '重办期限',
  return_window: '退单期限',
  task: '会议任务期限',
  citizen: '对市民的答复期限',
  acceptance: '登记受理期限',
  receipt_notice: '受理告知期限',
  transfer: '转送交办期限',
  supplement_notice: '补正告知期限',
  consultation: '第三方意见期限',
  publication: '主动公开期限',
  review: '申请复查期限',
  second_review: '申请复核期限',
};

export const VIEW: Record<ListView, string> = {
  all: '全部工单',
  to_sign_for: '待签收',
  in_progress: '办理中',
  due_today: '今日到期',
  overdue: '已逾期',
  answered: '已答复',
  to_approve: '待我审批',
  visits_today: '今日走访',
};

export const GROUP: Record<MorningGroup, { title: string; note: string }> = {
  overdue: { title: '已逾期', note: '最先处理；逾期原因须写入答复' },
  due_today: { title: '今天到期', note: '下班前答复，或申请延期' },
  to_sign_for: { title: '待签收', note: '派单后 1 个工作日内签收' },
  rated: { title: '新评价', note: '不满意的须 3 个工作日内重办' },
  this_week: { title: '本周到期', note: '' },
  waiting: { title: '停表与等待', note: '不计入办理天数' },
};
