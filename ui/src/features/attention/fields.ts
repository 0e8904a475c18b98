// The fields of a held action, in words.

import type { Degree, Finding, HeldView, LetterKind, ReplyBy } from '../../host/types';
import { chinaDate, clock, errorWords, fullDate, FINDING, IS_TRUE, LETTER_KIND, REPLY_BY, SOLVED } from '../../words';

export interface HeldField {
  name: string;
  label: string;
  mine: string;
}

const LABEL: Record<string, string> = {
  note: '内容',
  reason: '理由',
  ask: '请市民补充什么',
  text: '补充的内容',
  days: '延长天数',
  by: '送达方式',
  remark: '退回意见',
  companions: '同行人',
  finding: '情况',
  at: '时间',
  title: '标题',
  letter_kind: '文种',
  no_photo_reason: '没有照片的原因',
  true: '诉求是否属实',
  beyond_duty: '是否超出职责',
  contacted: '是否联系群众',
  solved: '是否解决',
  unsolved_reason: '未解决原因',
  handling: '办理情况',
  public_reply: '公开答复内容',
  photos: '照片',
  addressee: '称谓',
  body: '正文',
};

/** What a person filled in; ids and positions are left to the timeline. */
export function heldFields(held: HeldView): HeldField[] {
  return flatten(held.mine);
}

function flatten(fields: Record<string, unknown>): HeldField[] {
  return Object.entries(fields).flatMap(([name, value]) => {
    if (['form', 'visit', 'content'].includes(name) && isObject(value)) return flatten(value);
    const label = LABEL[name];
    const mine = label === undefined ? '' : words(name, value);
    return label === undefined || mine === '' ? [] : [{ name, label, mine }];
  });
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function words(name: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return '（空）';
  switch (name) {
    case 'true':
      return IS_TRUE[value as Degree] ?? '';
    case 'solved':
      return SOLVED[value as Degree] ?? '';
    case 'finding':
      return FINDING[value as Finding] ?? '';
    case 'by':
      return REPLY_BY[value as ReplyBy] ?? '';
    case 'letter_kind':
      return LETTER_KIND[value as LetterKind] ?? '';
    case 'beyond_duty':
      return value === true ? '是' : '否';
    case 'contacted':
      return value === true ? '已联系' : '未联系';
    case 'days':
      return `${String(value)} 个工作日`;
    case 'photos':
      return Array.isArray(value) && value.length > 0 ? `${value.length} 张` : '';
    case 'at':
      return typeof value === 'number' ? `${fullDate(chinaDate(value))} ${clock(value)}` : '';
    case 'body':
      return Array.isArray(value)
        ? value.map((paragraph) => (isObject(paragraph) ? String(paragraph['text'] ?? '') : '')).join('\n')
        : String(value);
    default:
      return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  }
}

/** Why the centre did not take it as it came. */
export function heldReason(held: HeldView): string {
  return errorWords({ code: held.code, message: '', facts: { act: held.kind, ...held.facts } }).sentence;
}
