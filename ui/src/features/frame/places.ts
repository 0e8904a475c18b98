// The places of the navigation, in its order, with the keys that lead there.

import {
  AlarmClock,
  Briefcase,
  CalendarClock,
  ClipboardCheck,
  FileText,
  Flag,
  Footprints,
  Inbox,
  Layers,
  MessageSquareReply,
  PenLine,
  Percent,
  Printer,
  Stamp,
  Sun,
  type LucideIcon,
} from 'lucide-react';
import type { Route } from '../../app/route';
import type { Lamp, Overview, Role } from '../../host/types';

export interface Place {
  name: string;
  label: string;
  icon: LucideIcon;
  route: Route;
  count?: keyof Overview;
  lamp?: Lamp;
  /** second key after G, by its place on the board */
  second?: string;
}

export interface PlaceGroup {
  label: string;
  places: Place[];
}

const today: Place = { name: 'today', label: '今日', icon: Sun, route: { at: 'today' }, count: 'today', second: 'KeyT' };
const signoff: Place = { name: 'signoff', label: '签发', icon: Stamp, route: { at: 'signoff' }, count: 'to_sign_off' };
const attention: Place = {
  name: 'attention',
  label: '需处理',
  icon: Flag,
  route: { at: 'attention' },
  count: 'attention',
  second: 'KeyX',
};

const list = (name: string, view: Extract<Route, { at: 'list' }>['view'], label: string, icon: LucideIcon, count: keyof Overview): Place => ({
  name,
  label,
  icon,
  route: { at: 'list', view },
  count,
});

const cases: Place[] = [
  { ...list('to_sign_for', 'to_sign_for', '待签收', Inbox, 'to_sign_for'), second: 'KeyS' },
  { ...list('in_progress', 'in_progress', '办理中', Briefcase, 'in_progress'), second: 'KeyB' },
  { ...list('due_today', 'due_today', '今日到期', CalendarClock, 'due_today'), lamp: 'yellow' },
  { ...list('overdue', 'overdue', '已逾期', AlarmClock, 'overdue'), lamp: 'red' },
  list('answered', 'answered', '已答复', MessageSquareReply, 'answered'),
  list('all', 'all', '全部工单', Layers, 'all'),
];

const letters: Place[] = [
  { name: 'drafts', label: '草稿', icon: FileText, route: { at: 'drafts' }, count: 'drafts', second: 'KeyC' },
  { name: 'submitted', label: '待签发', icon: PenLine, route: { at: 'submitted' }, count: 'to_sign_off' },
  { name: 'register', label: '待打印', icon: Printer, route: { at: 'register' }, count: 'to_print' },
];

const site: Place[] = [
  { name: 'visits', label: '今日走访', icon: Footprints, route: { at: 'visits' }, count: 'visits_today' },
];

const numbers: Place[] = [{ name: 'rates', label: '三率', icon: Percent, route: { at: 'rates' } }];

/** The head of an office also has 签发 and 待我审批; heads and auditors have 三率. */
export function placesOf(role: Role): PlaceGroup[] {
  const isHead = role === 'head';
  return [
    { label: '', places: isHead ? [today, signoff, attention] : [today, attention] },
    {
      label: '工单',
      places: isHead ? [list('to_approve', 'to_approve', '待我审批', ClipboardCheck, 'to_approve'), ...cases] : cases,
    },
    { label: '函件', places: letters },
    { label: '现场', places: site },
    ...(isHead || role === 'auditor' ? [{ label: '统计', places: numbers }] : []),
  ];
}

/** Is this the place where the window stands? A case keeps its list marked. */
export function isHere(place: Place, route: Route): boolean {
  const at = route.at === 'case' ? route.from : route;
  switch (at.at) {
    case 'list':
      return place.route.at === 'list' && place.route.view === at.view;
    case 'visit':
      return place.name === 'visits';
    case 'letter':
      return place.name === 'drafts';
    default:
      return place.route.at === at.at;
  }
}
