// One line of 经过: what happened, and what was said with it.

import type { Channel, ClockKind, Degree, LetterKind, Rating, ReplyBy, ReturnCode, TimelineEntry } from '../host/types';
import { chinaDate, fullDate, sentenceDate } from './dates';
import { CHANNEL, CLOCK, LETTER_KIND, RATING, REPLY_BY, RETURN_CODE, SOLVED } from './names';

export interface TimelineWords {
  what: string;
  detail: string;
}

type Facts = Record<string, unknown>;

const text = (facts: Facts, name: string): string => {
  const value = facts[name];
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
};

const LINES: Record<string, (f: Facts) => TimelineWords> = {
  registered: (f) => {
    const from = text(f, 'origin') || CHANNEL[text(f, 'channel') as Channel] || '';
    const submitted = f['submitted_at'];
    const untold = f['channel'] === 'forum' && !from.includes('原帖');
    const posted = untold && typeof submitted === 'number' ? `原帖 ${sentenceDate(chinaDate(submitted))}` : '';
    const inside = [from, posted].filter(Boolean).join('，');
    return { what: inside === '' ? '登记' : `登记（${inside}）`, detail: '' };
  },
  accepted: () => ({ what: '受理', detail: '' }),
  rejected: (f) => ({ what: '不予受理', detail: text(f, 'reason') }),
  dispatched: (f) => ({
    what: text(f, 'from') === '' ? `派单至${text(f, 'office')}` : `由${text(f, 'from')}改派至${text(f, 'office')}`,
    detail: '',
  }),
  signed_for: () => ({ what: '签收', detail: '' }),
  sign_for_undone: () => ({ what: '撤销签收', detail: '' }),
  visit_logged: (f) => {
    const photos = Number(f['photos'] ?? 0);
    return { what: photos > 0 ? `现场核查，照片 ${photos} 张` : '现场核查', detail: text(f, 'note') };
  },
  contact_logged: (f) => ({ what: '联系记录', detail: text(f, 'note') }),
  return_requested: (f) => {
    const code = RETURN_CODE[text(f, 'code') as ReturnCode];
    const named = code === undefined || f['code'] === 'other' ? '' : `（${code}）`;
    return { what: `申请退单${named}`, detail: text(f, 'reason') };
  },
  return_ruled: (f) => ({ what: f['upheld'] === true ? '同意退单' : '不同意退单，继续办理', detail: text(f, 'reason') }),
  extension_requested: (f) => ({ what: `申请延期 ${text(f, 'days')} 个工作日`, detail: text(f, 'reason') }),
  extension_approved: (f) => ({ what: `批准延期 ${text(f, 'days')} 个工作日`, detail: '' }),
  extension_refused: (f) => ({ what: '不批准延期', detail: text(f, 'reason') }),
  supplement_asked: (f) => ({ what: '请市民补正，停表', detail: text(f, 'ask') }),
  supplement_received: (f) => ({ what: '市民已补正，恢复计时', detail: text(f, 'text') }),
  consultation_asked: (f) => ({ what: `向${text(f, 'whom')}征求意见，停表`, detail: text(f, 'question') }),
  opinion_received: (f) => ({ what: '收到意见，恢复计时', detail: text(f, 'text') }),
  assist_invited: (f) => ({ what: `请${text(f, 'office')}会办`, detail: text(f, 'ask') }),
  assist_signed_for: (f) => ({ what: `${text(f, 'office')}签收协办`, detail: '' }),
  assist_contributed: (f) => ({ what: `${text(f, 'office')}反馈协办情况`, detail: text(f, 'text') }),
  assist_released: (f) => ({ what: `不再等${text(f, 'office')}协办`, detail: text(f, 'reason') }),
  referred_to_meeting: (f) => ({ what: '提请联席会议', detail: text(f, 'reason') }),
  jointly_decided: (f) => ({
    what: `联席会议决定（${sentenceDate(text(f, 'held_on'))}）`,
    detail: [text(f, 'decision'), ...tasks(f)].join('\n'),
  }),
  task_completed: (f) => ({ what: `会议任务 ${Number(f['task'] ?? 0) + 1} 办妥`, detail: text(f, 'note') }),
  extension_notified: (f) => ({ what: `延期已告知市民（${REPLY_BY[text(f, 'means') as ReplyBy] ?? ''}）`, detail: '' }),
  merged: (f) => ({ what: `并入 ${text(f, 'number')}`, detail: '' }),
  absorbed: (f) => ({ what: `${text(f, 'number')} 并入本件`, detail: '' }),
  absorbed_answered: (f) => ({
    what: `${text(f, 'number')} 的市民已答复（${REPLY_BY[text(f, 'means') as ReplyBy] ?? ''}）`,
    detail: '',
  }),
  supervised: (f) => ({
    what: text(f, 'until') === '' ? '督办' : `督办（至 ${sentenceDate(text(f, 'until'))}）`,
    detail: text(f, 'reason'),
  }),
  supervision_ended: (f) => ({ what: '解除督办', detail: text(f, 'reason') }),
  escalated: (f) => ({ what: escalationWords(f), detail: '' }),
  followed_up: (f) => ({ what: followUpWords(f), detail: text(f, 'note') }),
  archived: () => ({ what: '归档', detail: '' }),
  letter_drafted: (f) => ({
    what: `起草${letterName(f)}（第 ${text(f, 'revision') || '1'} 稿）`,
    detail: '',
  }),
  letter_submitted: (f) => ({ what: `提交签发（第 ${text(f, 'revision') || '1'} 稿）`, detail: '' }),
  letter_returned: (f) => ({ what: '退回修改', detail: text(f, 'remark') }),
  letter_signed: (f) => ({ what: `签发　${text(f, 'number')}`, detail: '' }),
  letter_filed: (f) => ({ what: `函件已用印存档，${text(f, 'pages') || '1'} 页`, detail: '' }),
  letter_printed: (f) => ({
    what: `函件打印${Number(f['time'] ?? 1) > 1 ? `（第 ${text(f, 'time')} 次）` : ''}，${text(f, 'copies') || '1'} 份`,
    detail: '',
  }),
  letter_voided: (f) => ({ what: '函件作废', detail: text(f, 'reason') }),
  letter_served: (f) => ({ what: `函件送达（${REPLY_BY[text(f, 'means') as ReplyBy] ?? ''}）`, detail: '' }),
  replied: (f) => ({ what: `答复函送达（${REPLY_BY[text(f, 'means') as ReplyBy] ?? ''}）`, detail: '' }),
  rated: (f) => ({ what: `市民评价：${RATING[text(f, 'rating') as Rating] ?? ''}`, detail: text(f, 'note') }),
  reopened: (f) => ({ what: `重办（第 ${Number(f['count'] ?? 1) + 1} 次办理）`, detail: text(f, 'reason') }),
  closed: (f) => ({ what: '办结', detail: text(f, 'public_reply') }),
  withdrawn: (f) => ({ what: '市民撤回', detail: text(f, 'reason') }),
  calendar_changed: (f) => ({
    what: `放假安排更新，${text(f, 'office')}${CLOCK[text(f, 'clock') as ClockKind] ?? '期限'}改为${dueDate(text(f, 'due_after'))}`,
    detail: `原为${dueDate(text(f, 'due_before'))}。`,
  }),
  citizen_shown: () => ({ what: '查看了市民姓名和电话', detail: '' }),
  postal_address_corrected: () => ({ what: '登记了市民的通信地址', detail: '' }),
};

function tasks(f: Facts): string[] {
  const given = Array.isArray(f['tasks']) ? (f['tasks'] as Facts[]) : [];
  return given.map((task) => `${text(task, 'office')}：${text(task, 'what')}（${sentenceDate(text(task, 'due'))}前）`);
}

function escalationWords(f: Facts): string {
  const clock = CLOCK[text(f, 'clock') as ClockKind] ?? '期限';
  const whose = `${text(f, 'office')}${clock}（${dueDate(text(f, 'due'))}）`;
  switch (text(f, 'step')) {
    case 'yellow':
      return `${whose}将到，黄灯`;
    case 'red':
      return `${whose}已过，红灯`;
    default:
      return `${whose}逾期 ${text(f, 'working_days')} 个工作日，催办`;
  }
}

function followUpWords(f: Facts): string {
  if (f['valid'] !== true) return '回访（没有联系上）';
  const heard = [
    f['contacted'] === true ? '已联系' : '未联系',
    SOLVED[text(f, 'solved') as Degree] ?? '',
    RATING[text(f, 'rating') as Rating] ?? '',
  ];
  return `回访：${heard.filter(Boolean).join('，')}`;
}

/** A due date as the rulebook writes it: a day, or an instant of one. */
function dueDate(due: string): string {
  const day = fullDate(due.slice(0, 10));
  return due.length > 10 ? `${day} ${due.slice(11, 16)}` : day;
}

function letterName(f: Facts): string {
  const kind = LETTER_KIND[text(f, 'letter_kind') as LetterKind] ?? '函件';
  return kind.replace(/（.*）$/, '');
}

export function timelineWords(entry: TimelineEntry): TimelineWords {
  return LINES[entry.kind]?.(entry.facts) ?? { what: entry.kind, detail: '' };
}
