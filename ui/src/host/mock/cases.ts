// Sample cases of a sample street. All people, numbers and matters are invented.

import type { CaseRow, Channel, Lamp, State } from '../types';
import { TODAY } from './clock';

type Extra = Partial<CaseRow>;

function row(
  number: string,
  title: string,
  channel: Channel,
  community: string,
  state: State,
  due: string | null,
  daysLeft: number | null,
  extra: Extra = {},
): CaseRow {
  return {
    id: `case-${number}`,
    number,
    title,
    state,
    channel,
    community,
    category: 'S218',
    handler: 'baihe.chengban01',
    handler_name: '陈晓燕',
    due,
    due_at: null,
    due_clock: state === 'assigned' ? 'sign_for' : 'answer',
    lamp: lampOf(state, daysLeft),
    days_left: daysLeft,
    estimated: false,
    answered_on: null,
    answered_late: null,
    rating: null,
    reopened: 0,
    supervised: false,
    joint: false,
    paused_for: null,
    extension_requested: false,
    letter: null,
    pending: 0,
    held: false,
    left: false,
    ...extra,
  };
}

function lampOf(state: State, daysLeft: number | null): Lamp {
  if (state === 'paused' || state === 'return_requested') return 'paused';
  if (daysLeft === null) return 'none';
  return daysLeft < 0 ? 'red' : daysLeft <= 1 ? 'yellow' : 'green';
}

const replied = (on: string, extra: Extra = {}): Extra => ({
  lamp: 'none',
  days_left: null,
  answered_on: on,
  answered_late: 0,
  letter: 'signed',
  ...extra,
});

export function sampleRows(): CaseRow[] {
  return [
    row('20261113-0142', '丹凤四村28幢楼后垃圾堆半个月无人清运', 'wechat', '丹凤社区', 'in_progress', '2026-11-20', -1, {
      pending: 1,
    }),
    row('20261112-0187', '白鹤新村29幢旁搭狗窝，夜间犬吠扰民', 'forum', '白鹤社区', 'in_progress', TODAY, 0, {
      pending: 1,
      letter: 'draft',
    }),
    row('20261116-0065', '兴宁路与彩虹南路路口早高峰拥堵，左转灯时间过短', 'hotline', '孔雀社区', 'in_progress', TODAY, 0, {
      supervised: true,
    }),
    row('20261120-0231', '常洪隧道夜间封闭养护，何时恢复双向通行', 'portal', '周宿渡社区', 'assigned', TODAY, 0),
    row('20261121-0012', '镇安社区老年食堂周末停餐，独居老人用餐不便', 'sms', '镇安社区', 'assigned', TODAY, 0),
    row('20261123-0004', '荷花路施工围挡占用人行道，老人绕行不便', 'wechat', '王隘社区', 'assigned', '2026-11-24', 1),
    row('20261106-0118', '镇安社区健身步道塑胶起皮，老人易绊倒', 'letter', '镇安社区', 'replied', '2026-11-26', 3, {
      rating: 'dissatisfied',
      answered_on: '2026-11-13',
      answered_late: 0,
      letter: 'signed',
    }),
    row('20261110-0074', '周宿渡公园夜间广场舞音量过大', 'hotline', '周宿渡社区', 'replied', '2026-11-17', null, {
      ...replied('2026-11-17', { rating: 'satisfied' }),
    }),
    row('20261117-0098', '紫鹃新村15幢电梯停运三天，物业未说明原因', 'hotline', '紫鹃社区', 'in_progress', '2026-11-24', 1),
    row('20261118-0120', '黄鹂新村沿街餐饮店油烟直排居民窗口', 'hotline', '黄鹂社区', 'in_progress', '2026-11-25', 2, {
      held: true,
    }),
    row('20261118-0177', '日月星城地下车库雨后积水，已第二次反映', 'forum', '日月星城社区', 'in_progress', '2026-11-25', 2, {
      reopened: 1,
      due_clock: 'rework',
    }),
    row('20261105-0033', '王隘社区电动车充电棚顶棚破损，雨天有漏电隐患', 'visit', '王隘社区', 'in_progress', '2026-11-26', 3, {
      extension_requested: true,
    }),
    row('20261119-0206', '孔雀小区3号门至8幢路灯不亮', 'sms', '孔雀社区', 'in_progress', '2026-11-26', 3, { pending: 1 }),
    row('20261120-0018', '丹顶鹤小区北侧工地夜间23时后仍在施工', 'weibo', '丹顶鹤社区', 'in_progress', '2026-11-27', 4),
    row('20261120-0044', '紫鹃菜场周边占道经营，上学时段通行困难', 'hotline', '紫鹃社区', 'in_progress', '2026-11-27', 4),
    row('20261120-0102', '黄鹂新村22幢雨水管堵塞，一楼阳台返水', 'wechat', '黄鹂社区', 'in_progress', '2026-11-27', 4),
    row('20261121-0009', '丹凤社区请求加装楼道扶手', 'portal', '丹凤社区', 'in_progress', '2026-11-27', 4),
    row('20261121-0027', '白鹤公园公厕夜间关闭，建议延长开放时间', 'portal', '白鹤社区', 'in_progress', '2026-11-27', 4),
    row('20261109-0051', '贺丞社区6幢楼道堆放杂物，消防通道被堵', 'hotline', '贺丞社区', 'paused', null, null),
    row('20261119-0160', '孔雀小区与相邻工地围墙归属不清', 'transfer', '孔雀社区', 'return_requested', null, null),
    row('20261122-0003', '2027年元旦期间菜场休市安排，请提前公布', 'portal', '紫鹃社区', 'in_progress', '2027-01-08', 31, {
      estimated: true,
    }),
    row('20261102-0090', '白鹤新村12幢楼顶漏水，物业推诿', 'hotline', '白鹤社区', 'replied', '2026-11-09', null, replied('2026-11-09')),
    row('20261103-0011', '东风小学门口接送车辆乱停', 'wechat', '丹凤社区', 'replied', '2026-11-10', null, replied('2026-11-12', { answered_late: 2 })),
    row('20261103-0121', '周宿渡路人行道地砖松动', 'sms', '周宿渡社区', 'replied', '2026-11-10', null, replied('2026-11-10')),
    row('20261104-0066', '镇安社区图书室开放时间过短', 'interview', '镇安社区', 'replied', '2026-11-11', null, replied('2026-11-11')),
    row('20261020-0014', '荷花路雨水井盖缺失', 'hotline', '王隘社区', 'closed', '2026-10-27', null, replied('2026-10-23', { rating: 'satisfied' })),
    row('20261021-0102', '丹顶鹤小区门口夜宵摊扰民', 'weibo', '丹顶鹤社区', 'closed', '2026-10-28', null, replied('2026-10-28', { rating: 'basically' })),
    row('20261022-0077', '请为黄鹂新村增设非机动车停车位', 'portal', '黄鹂社区', 'closed', '2026-10-29', null, replied('2026-10-26')),
    row('20261016-0088', '贺丞社区卫生服务站下午无人值班', 'letter', '贺丞社区', 'closed', '2026-10-23', null, replied('2026-10-22', { rating: 'satisfied' })),
    row('20261115-0008', '东柳北路行道树遮挡路灯', 'hotline', '孔雀社区', 'in_progress', '2026-11-27', 4, { left: true }),
  ];
}

const MATTERS = ['路灯不亮', '垃圾清运不及时', '楼道堆物', '停车占道', '夜间施工', '水管漏水', '犬只扰民', '健身器材破损'];
const PLACES: [place: string, community: string][] = [
  ['白鹤新村', '白鹤社区'],
  ['丹凤四村', '丹凤社区'],
  ['紫鹃新村', '紫鹃社区'],
  ['黄鹂新村', '黄鹂社区'],
  ['孔雀小区', '孔雀社区'],
  ['镇安路', '镇安社区'],
];
const CHANNELS: Channel[] = ['hotline', 'wechat', 'portal', 'sms', 'forum', 'letter'];

/** The nth closed case of the past, to fill long lists. */
export function pastRow(n: number): CaseRow {
  const day = new Date(Date.parse('2026-10-15') - Math.floor(n / 9) * 86_400_000).toISOString().slice(0, 10);
  const [place, community] = PLACES[n % PLACES.length] ?? ['白鹤新村', '白鹤社区'];
  return row(
    `${day.replaceAll('-', '')}-${String(200 + (n % 9)).padStart(4, '0')}`,
    `${place}${(n % 40) + 1}幢${MATTERS[n % MATTERS.length] ?? ''}`,
    CHANNELS[n % CHANNELS.length] ?? 'hotline',
    community,
    'closed',
    day,
    null,
    replied(day, { answered_late: n % 11 === 0 ? 1 : 0, handler_name: n % 3 === 0 ? '何志远' : '陈晓燕' }),
  );
}
