// The fields of a held action, in words.

import type { Degree, Finding, HeldView, LetterKind, LetterState, Rating, ReplyBy, ReturnCode, State } from '../../host/types';
import { chinaDate, clock, errorWords, fullDate, FINDING, IS_TRUE, LETTER_KIND, LETTER_STATE, RATING, REPLY_BY, RETURN_CODE, SOLVED, STATE } from '../../words';

export interface HeldField {
  name: string;
  label: string;
  base: string;
  mine: string;
  theirs: string;
}

const LABEL: Record<string, string> = {
  state: '状态',
  office: '承办单位',
  handler: '承办人',
  letter_state: '函件',
  code: '退单理由',
  whom: '征求谁的意见',
  question: '问题',
  rating: '评价',
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
  copy_to: '抄送',
  attachments: '附件',
};

/** The fields that differ; ids and positions are left to the timeline. */
export function heldFields(held: HeldView): HeldField[] {
  const names = Object.keys(LABEL).filter((name) => name in held.mine || name in held.base || name in held.theirs);
  return names
    .map((name) => {
      const of = (side: Record<string, unknown>) => (name in side ? words(name, side[name]) : NOTHING);
      return { name, label: LABEL[name] ?? name, base: of(held.base), mine: of(held.mine), theirs: of(held.theirs) };
    })
    .filter((field) => field.base !== NOTHING || field.mine !== NOTHING || field.theirs !== NOTHING);
}

/** A side that says nothing of a field. */
export const NOTHING = '—';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function words(name: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return NOTHING;
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
    case 'state':
      return STATE[value as State] ?? '';
    case 'letter_state':
      return LETTER_STATE[value as LetterState] ?? '';
    case 'rating':
      return RATING[value as Rating] ?? '';
    case 'code':
      return RETURN_CODE[value as ReturnCode] ?? '';
    case 'days':
      return `${String(value)} 个工作日`;
    case 'photos':
      return Array.isArray(value) && value.length > 0 ? `${value.length} 张` : NOTHING;
    case 'at':
      return typeof value === 'number' ? `${fullDate(chinaDate(value))} ${clock(value)}` : '';
    case 'body':
      return Array.isArray(value)
        ? value.map((paragraph) => (isObject(paragraph) ? String(paragraph['text'] ?? '') : '')).join('\n')
        : String(value);
    case 'copy_to':
    case 'attachments':
      return Array.isArray(value) && value.length > 0 ? value.join('、') : NOTHING;
    default:
      return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  }
}

/** Why the centre did not take it as it came. */
export function heldReason(held: HeldView): string {
  return errorWords({ code: held.code, message: '', facts: { act: held.kind, ...held.facts } }).sentence;
}
