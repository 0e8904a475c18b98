// Errors as sentences: what happened, what was kept, what to do. By code, with
// the facts that came along; a fact that is missing leaves a shorter sentence,
// never a hole.

import type { CommandError } from '../host/types';
import { moment } from './dates';
import { date, state, text, type Facts } from './facts';
import { SENTENCES, type Sentence } from './sentences';

export interface ErrorWords {
  sentence: string;
  code: string;
}

export function errorWords(error: CommandError): ErrorWords {
  const known = SENTENCES[error.code];
  const sentence = known?.(error.facts, error) ?? fallback(error);
  return { sentence, code: error.code };
}

/** A code this window does not know: the core's own words if they are Chinese. */
function fallback(error: CommandError): string {
  if (/\p{Script=Han}/u.test(error.message)) return error.message;
  return '这一步没有做成，您写的内容还在本机。请把下面的代码告诉管理员。';
}

/** Why an act is not possible now, short enough for one line of 现在还不能. */
export function shortReason(error: CommandError): string {
  const known = SHORT[error.code];
  if (known !== undefined) return known(error.facts, error);
  return errorWords(error).sentence;
}

const SHORT: Record<string, Sentence> = {
  'case.return_window_over': (f) => {
    const until = date(f, 'until');
    return `签收已满 ${text(f, 'limit') ?? '2'} 个工作日${until === undefined ? '' : `（至 ${until}）`}`;
  },
  'case.return_ruled': () => '中心已裁定由本单位办理',
  'case.return_reopened': () => '重办的工单不能退单',
  'case.already_begun': () => '已经开始办理',
  'extension.pending': () => '已申请，等审批',
  'extension.cap_reached': (f) => (f['rework'] === true ? '重办的期限不能再延' : '延期的天数已经用完'),
  'extension.not_requested': () => '没有等待审批的申请',
  'assist.outstanding': () => '协办单位还没有反馈；可以等，或不再等协办',
  'assist.not_asked': () => '没有请本单位协办',
  'merge.unanswered': () => '并案的市民还没有都答复',
  'task.outstanding': () => '联席会议交办的任务还没有办妥',
  'meeting.referred': () => '已提请，等联席会议',
  'case.wrong_role': () => '不由您这个岗位做',
  'case.wrong_office': () => '不在本单位办理',
  'case.not_allowed_now': (f, error) => {
    switch (text(f, 'act')) {
      case 'close':
        return '答复函签发并送达后可以办结';
      case 'sign_for':
        return '已经签收';
      case 'receive_supplement':
        return '没有等市民补正';
      case 'request_return':
      case 'request_extension':
      case 'consult':
      case 'invite_assist':
      case 'refer_to_meeting':
      case 'ask_supplement':
      case 'draft_letter':
      case 'submit_letter':
      case 'record_reply':
        return whileNow(f);
      default:
        return errorWords(error).sentence.replace(/。$/, '');
    }
  },
};

function whileNow(f: Facts): string {
  switch (text(f, 'state')) {
    case 'assigned':
      return '签收后可以';
    case 'paused':
      return '停表中，恢复计时后可以';
    case 'return_requested':
      return '等中心裁定退单';
    case 'replied':
      return '已经答复';
    case 'closed':
    case 'archived':
      return '已经办结';
    default: {
      const now = state(f);
      return now === undefined ? '现在还不行' : `工单${now}`;
    }
  }
}

/** When the next try is, for a line beside a waiting thing. */
export function retryWords(retryAt: number | null, today: string): string {
  return retryAt === null ? '联网后再试' : `${moment(retryAt, today).replace(/^今天 /, '')} 再试`;
}
