// What 三率 say: numbers, the formula, what is not counted.

import type { Rate, RatesFormula, RatesMark, RatesNumber } from '../host/types';
import { chinaDate, clock, fullDate, sentenceDate } from './dates';
import { CHANNEL } from './names';

export const NUMBER: Record<RatesNumber, string> = {
  valid: '有效回访',
  contacted: '联系过',
  not_contacted: '没联系',
  solved: '已解决',
  partly_solved: '部分解决',
  not_solved: '未解决',
  satisfied: '满意',
  basically: '基本满意',
  dissatisfied: '不满意',
  not_rated: '未评价',
};

const MARK: Record<RatesMark, string> = {
  joint: '会办',
  supervised: '督办',
  reopened: '重办',
  beyond_duty: '超出职责',
};

export const ratesWords = {
  title: '三率',
  month: '月份',
  unit: '单位',
  response: '响应率',
  solution: '解决率',
  satisfaction: '满意率',
  composite: '综合',
  caption: '按单位的响应率、解决率、满意率和综合',
  none: '没有有效回访',
  cases: (office: string, number: RatesNumber, n: number) => `${office}，${NUMBER[number]} ${n} 件`,
  choose: '点一个数，下面列出它的工单。',
  columns: { number: '编号', title: '标题', channel: '渠道', community: '社区', state: '状态' },
  once: '一件工单在本期回访几次，只按最后一次有效回访计一次。',
  own: '只有本单位的数，由本机的工单算出，离线也能看；回访后转到别的单位的工单不在本机，没有计入。',
  all: '由本机的工单算出，离线也能看；合计按工单汇总，不是各单位的平均。',
};

/** `2026年11月` */
export function monthWords(month: string): string {
  const [year = '', of = ''] = month.split('-');
  return `${year}年${Number(of)}月`;
}

/** `2026年10月18日 12:00 至 11月18日 12:00` */
export function periodWords(from: number, until: number): string {
  const [first, last] = [chinaDate(from), chinaDate(until)];
  const end = first.slice(0, 4) === last.slice(0, 4) ? sentenceDate(last) : fullDate(last);
  return `${fullDate(first)} ${clock(from)} 至 ${end} ${clock(until)}`;
}

/** `82.50%` */
export function percent(rate: Rate): string {
  return `${(rate.basis_points / 100).toFixed(2)}%`;
}

/** In cases of V, `92.7/100`: tenths of a case show their digits. */
export function fraction(rate: Rate, valid: number): string {
  const cases = (rate.numerator * valid) / rate.denominator;
  return `${Number(cases.toFixed(3))}/${valid}`;
}

/** The formula in one sentence, with what it leaves out. */
export function formulaWords(formula: RatesFormula): string {
  const weight = (n: number) => n / 1000;
  const parts = [
    `综合 = ${weight(formula.contacted_weight)}×响应率 + ${weight(formula.satisfied_weight)}×满意率 + ${weight(formula.solved_weight)}×解决率`,
    `基本满意按 ${formula.basically_tenths / 10} 件满意计`,
  ];
  if (formula.partly_tenths > 0) parts.push(`部分解决按 ${formula.partly_tenths / 10} 件解决计`);
  const { categories, channels, marks, reasons } = formula.excluded;
  const left = [
    ...channels.map((channel) => CHANNEL[channel]),
    ...marks.map((mark) => MARK[mark]),
    ...categories.map((code) => `分类 ${code}`),
    ...reasons.map((reason) => `未解决原因“${reason}”`),
  ];
  if (left.length > 0) parts.push(`不计入：${left.join('、')}`);
  return `${parts.join('；')}。公式第 ${formula.version} 版。`;
}
