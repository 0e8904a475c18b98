// The lists of the mock: morning, overview, and any query over its rows.

import type { CaseList, CaseRow, LetterRow, ListQuery, Morning, MorningGroup, Overview } from '../types';
import { pastRow } from './cases';
import { TODAY } from './clock';

export interface Sample {
  rows: CaseRow[];
  /** closed cases besides, made when asked for */
  past: number;
  letters: LetterRow[];
  attention: number;
  visits: number;
}

const isOverdue = (row: CaseRow) => row.state === 'in_progress' && (row.days_left ?? 0) < 0;
const isDueToday = (row: CaseRow) => row.state === 'in_progress' && row.due === TODAY;
const isRated = (row: CaseRow) => row.state === 'replied' && row.rating !== null;

export function overviewOf({ rows, past, letters, attention, visits }: Sample): Overview {
  const of = (test: (row: CaseRow) => boolean) => rows.filter((row) => !row.left && test(row)).length;
  const written = (...states: LetterRow['state'][]) => letters.filter((letter) => states.includes(letter.state)).length;
  const toSign = of((row) => row.state === 'assigned');
  const overdue = of(isOverdue);
  const dueToday = of(isDueToday);
  const rated = of(isRated);
  return {
    today: overdue + dueToday + toSign + rated,
    attention,
    to_sign_for: toSign,
    to_sign_for_today: of((row) => row.state === 'assigned' && row.due === TODAY),
    in_progress: of((row) => row.state === 'in_progress'),
    due_today: dueToday,
    overdue,
    overdue_worst: overdue,
    answered: of((row) => row.state === 'replied'),
    all: rows.length + past,
    drafts: written('draft', 'returned'),
    to_sign_off: written('submitted'),
    to_approve: of((row) => row.extension_requested),
    to_print: letters.filter((letter) => letter.state === 'signed' && letter.replied_by === null).length,
    visits_today: visits,
    rated,
    rated_satisfied: of((row) => isRated(row) && row.rating === 'satisfied'),
    rated_dissatisfied: of((row) => isRated(row) && row.rating === 'dissatisfied'),
  };
}

const WEEK_UNTIL = '2026-11-27';

const GROUPS: [MorningGroup, (row: CaseRow) => boolean][] = [
  ['overdue', isOverdue],
  ['due_today', isDueToday],
  ['to_sign_for', (row) => row.state === 'assigned'],
  ['rated', isRated],
  ['this_week', (row) => row.state === 'in_progress' && row.due !== null && row.due > TODAY && row.due <= WEEK_UNTIL && !row.left],
  ['waiting', (row) => row.state === 'paused' || row.state === 'return_requested'],
];

export function morningOf({ rows, past }: Sample): Morning {
  return {
    today: TODAY,
    week_until: WEEK_UNTIL,
    groups: GROUPS.map(([group, test]) => {
      const found = rows.filter(test).map((row) => ({ ...row }));
      return { group, total: found.length, rows: found };
    }),
    in_store: rows.length + past,
  };
}

const VIEWS: Record<ListQuery['view'], (row: CaseRow) => boolean> = {
  all: () => true,
  to_sign_for: (row) => row.state === 'assigned',
  in_progress: (row) => row.state === 'in_progress' && !row.left,
  due_today: isDueToday,
  overdue: isOverdue,
  answered: (row) => row.state === 'replied',
  to_approve: (row) => row.extension_requested,
  visits_today: (row) => row.number === '20261113-0142',
};

const FIELDS: Record<ListQuery['sort'], (row: CaseRow) => string> = {
  due: (row) => (row.answered_on === null ? (row.due ?? '9') : `9${row.due ?? ''}`),
  number: (row) => row.number,
  title: (row) => row.title,
  channel: (row) => row.channel,
  community: (row) => row.community,
  state: (row) => row.state,
  changed: (row) => row.number,
};

/** Beyond this many, filters look at the sample's own rows only. */
const PAST_SEARCHED = 5000;

export function listOf({ rows, past }: Sample, query: ListQuery): CaseList {
  const terms = query.search.trim().split(/\s+/).filter(Boolean);
  const among = <T>(chosen: T[], value: T) => chosen.length === 0 || chosen.includes(value);
  const passes = (row: CaseRow) =>
    VIEWS[query.view](row) &&
    terms.every((term) => row.title.includes(term) || row.number.includes(term)) &&
    among(query.states, row.state) &&
    among(query.channels, row.channel) &&
    among(query.communities, row.community) &&
    among(query.lamps, row.lamp) &&
    (!query.mine || row.handler === 'baihe.chengban01');
  const value = FIELDS[query.sort];
  const found = rows.filter(passes).sort((a, b) => value(a).localeCompare(value(b), 'zh'));
  if (query.descending) found.reverse();
  const filtered = terms.length + query.states.length + query.channels.length + query.communities.length + query.lamps.length > 0;
  const withPast = query.view === 'all' && (!filtered || past <= PAST_SEARCHED);
  if (withPast && filtered) {
    for (let n = 0; n < past; n += 1) {
      const row = pastRow(n);
      if (passes(row)) found.push(row);
    }
  }
  const total = withPast && !filtered ? found.length + past : found.length;
  const end = Math.min(query.offset + query.limit, total);
  const shown: CaseRow[] = [];
  for (let i = query.offset; i < end; i += 1) shown.push({ ...(found[i] ?? pastRow(i - found.length)) });
  return { rows: shown, total, offset: query.offset, in_store: rows.length + past };
}
