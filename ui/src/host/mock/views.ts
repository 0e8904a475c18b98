// An opened sample case.

import type { Act, CaseRow, CaseView, LetterRow, NotYet, TimelineEntry } from '../types';
import { china } from './clock';
import { deadlineOf } from './deadline';
import { photo } from './pictures';

const entry = (at: string, kind: string, by: string, facts: Record<string, unknown> = {}, pending = false): TimelineEntry => ({
  at: china(at),
  kind,
  by,
  by_centre: by === '受理中心',
  facts,
  pending,
});

const refusal = (act: Act, code: string, facts: Record<string, unknown> = {}): NotYet => ({
  act,
  reason: { code, message: code, facts: { act, ...facts } },
});

interface Offer {
  allowed: Act[];
  not_yet: NotYet[];
  next: Act | null;
}

function offer(row: CaseRow): Offer {
  const now = (act: Act) => refusal(act, 'case.not_allowed_now', { state: row.state });
  if (row.left) {
    return { allowed: [], not_yet: [refusal('log_visit', 'case.wrong_office')], next: null };
  }
  switch (row.state) {
    case 'assigned':
      return {
        allowed: ['sign_for', 'log_visit', 'log_contact', 'correct_postal_address', 'show_citizen'],
        not_yet: [now('draft_letter'), now('request_extension'), now('request_return'), now('close')],
        next: 'sign_for',
      };
    case 'in_progress':
      return {
        allowed: ['draft_letter', 'log_visit', 'log_contact', 'request_extension', 'invite_assist', 'ask_supplement', 'consult', 'record_reply', 'correct_postal_address', 'show_citizen'],
        not_yet: [
          now('close'),
          refusal('request_return', 'case.return_window_over', { until: '2026-11-17', limit: 2 }),
        ],
        next: 'draft_letter',
      };
    case 'paused':
      return {
        allowed: ['receive_supplement', 'draft_letter', 'log_visit', 'log_contact', 'correct_postal_address', 'show_citizen'],
        not_yet: [now('close'), now('request_return'), now('request_extension')],
        next: 'receive_supplement',
      };
    case 'replied':
      return {
        allowed: ['close', 'draft_letter', 'log_visit', 'log_contact', 'correct_postal_address', 'show_citizen'],
        not_yet: [now('request_extension'), now('request_return')],
        next: 'close',
      };
    default:
      return {
        allowed: ['log_visit', 'log_contact', 'correct_postal_address', 'show_citizen'],
        not_yet: [now('request_extension'), now('close')],
        next: null,
      };
  }
}

const DOG_BODY =
  '白鹤新村29幢西边的绿地上，有人用木板和彩钢瓦搭了一个狗窝，养了两条大狗。每天晚上十点以后一直叫到后半夜，老人睡不好，小孩也怕，不敢从那里过。\n\n邻居和他说过几次都没用，夏天味道也很重。请街道来看一下，公共绿地能不能这样占用？希望给个明确的答复。';

function dogTimeline(): TimelineEntry[] {
  return [
    entry('2026-11-23 09:40', 'letter_drafted', '陈晓燕', { revision: 2, letter_kind: 'reply' }, true),
    entry('2026-11-20 14:26', 'visit_logged', '陈晓燕', {
      photos: 3,
      note: '29幢西侧绿地有木质狗窝1处，约2平方米，成年犬2只，未登记；走访6户，均反映夜间吠叫。',
    }),
    entry('2026-11-19 08:50', 'supplement_received', '受理中心', { text: '补充了具体位置和时段：每晚22时至凌晨2时。' }),
    entry('2026-11-17 08:35', 'supplement_asked', '陈晓燕'),
    entry('2026-11-13 10:02', 'signed_for', '陈晓燕'),
    entry('2026-11-12 16:30', 'dispatched', '受理中心', { office: '白鹤街道' }),
    entry('2026-11-12 15:48', 'registered', '受理中心', {
      channel: 'forum',
      origin: '论坛「江东那些事」',
      submitted_at: china('2026-11-09 21:10'),
    }),
  ];
}

function plainTimeline(row: CaseRow): TimelineEntry[] {
  const day = `${row.number.slice(0, 4)}-${row.number.slice(4, 6)}-${row.number.slice(6, 8)}`;
  const lines = [
    entry(`${day} 09:30`, 'dispatched', '受理中心', { office: '白鹤街道' }),
    entry(`${day} 09:12`, 'registered', '受理中心', { channel: row.channel }),
  ];
  if (row.state !== 'assigned') lines.unshift(entry(`${day} 14:05`, 'signed_for', row.handler_name ?? '陈晓燕', {}, row.pending > 0));
  if (row.state === 'paused') lines.unshift(entry('2026-11-17 08:35', 'supplement_asked', '陈晓燕', { ask: '请说明堆物的楼层。' }));
  return lines;
}

export function viewOf(row: CaseRow, letters: LetterRow[], extra: TimelineEntry[], visitDraft: boolean): CaseView {
  const dog = row.number === '20261112-0187';
  const day = `${row.number.slice(0, 4)}-${row.number.slice(4, 6)}-${row.number.slice(6, 8)}`;
  return {
    row,
    matter: 'hotline',
    category_name: dog ? '投诉 · 养犬管理' : '投诉 · 市容环境',
    origin: dog ? '论坛「江东那些事」' : null,
    body: dog ? DOG_BODY : `${row.title}。已经有一段时间，周边居民多次反映，请街道到现场看一看，给一个明确的处理时间。`,
    registered_at: china(dog ? '2026-11-12 15:48' : `${day} 09:12`),
    submitted_at: china(dog ? '2026-11-09 21:10' : `${day} 08:40`),
    citizen_name: dog ? '王*' : '李*芳',
    citizen_phone: dog ? '138****0027' : '139****0084',
    citizen_postal: false,
    address: dog ? '白鹤新村29幢西侧绿地（白鹤社区）' : `${row.community}`,
    lat: dog ? 29.86417 : null,
    lng: dog ? 121.58032 : null,
    office_name: '白鹤街道办事处',
    deadline: deadlineOf(row),
    citizen_deadline: null,
    photos: dog
      ? [
          photo(0, { taken_at: '2026-11-20T14:08:00' }),
          photo(1, { taken_at: '2026-11-20T14:10:00' }),
          photo(2, { taken_at: '2026-11-20T14:11:00' }),
          photo(3, { visit: null, taken_at: null, at: china('2026-11-09 21:10') }),
          photo(4, { visit: null, taken_at: null, at: china('2026-11-09 21:10') }),
        ]
      : [],
    timeline: [...extra, ...(dog ? dogTimeline() : plainTimeline(row))],
    letters,
    ...offer(row),
    extension_request: row.extension_requested
      ? { request: 'request-1', days: 5, reason: '须等充电棚厂家排期，11月30日进场维修。', at: china('2026-11-23 09:05') }
      : null,
    closing: null,
    visit_draft: visitDraft,
    extension_limit: 10,
    extension_notice_owed: false,
    supervision: row.supervised ? { by: '受理中心', reason: '区长信箱来信，请本周内办结。', until: '2026-11-27', since: china('2026-11-20 09:00') } : null,
    assists: [],
    tasks: [],
    absorbed: [],
    others: [
      { id: '330212012', name: '东柳街道' },
      { id: '330212010', name: '明楼街道' },
    ],
    visits: dog ? [{ id: 'visit-1', at: china('2026-11-20 14:26'), by: '陈晓燕', note: '29幢西侧绿地有木质狗窝1处，约2平方米', photos: 3 }] : [],
  };
}
