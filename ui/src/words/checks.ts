// What the check of a letter finds, in words. The rules are the rulebook's.

import type { ElementSaid, FindingCode, Lacking, LetterElement, LetterKind, LetterPlace } from '../host/types';

export const checkWords = {
  said: (kind: LetterKind, n: number) => (kind === 'reply' ? '该说清的六件事' : `该说清的 ${n} 件事`),
  of: (found: number, all: number) => `${found} / ${all}`,
  missing: (name: string) => `${name}：缺`,
  unwritten: (name: string) => `${name}：没有写`,
  unfinished: (name: string) => `${name}：没有写完`,
  basis: (article: string) => `依据${article}`,
  mustSay: '必须写明',
  found: '检查发现',
  count: (n: number) => `${n} 处`,
  nothing: '没有发现要改的地方。',
  must: '必须修改',
  should: '建议修改',
  replace: (text: string) => `改为“${text}”`,
  keep: '本处保留',
  kept: (text: string) => `已保留“${text}”`,
  unkeep: '恢复提示',
  keptWords: (text: string, advice: string) => `原文“${text}”，提示是：${advice}`,
  keptTitle: '本处保留',
  keptBy: (name: string) => `${name}保留，没有改`,
  mustFix: (n: number) => `还有 ${n} 处必须修改`,
  tab: '检查',
  next: '下一处问题',
};

export const ELEMENT: Record<LetterElement, string> = {
  who: '谁去看的',
  seen: '看到什么',
  handled: '怎么处理',
  when: '何时完成',
  basis: '法律依据',
  contact: '找谁联系',
  request: '信访请求',
  opinion: '处理意见',
  remedy: '救济途径',
  receipt: '接收情况',
  route: '办理途径',
  reason: '理由',
  refer_to: '向谁提出',
  new_date: '新的期限',
  ask: '补正什么',
  parties: '当事人',
  agreed: '约定事项',
  present: '参会人员',
  decided: '议定事项',
};

const LACKING: Partial<Record<LetterElement, Partial<Record<Lacking, string>>>> = {
  who: { name: '只说去看了，没有写是谁' },
  when: { date: '没有写哪天前' },
  basis: { rule: '没有写是哪部法、哪一条' },
  contact: { name: '只有电话，没有联系人姓名', phone: '有联系人，没有电话' },
  remedy: { date: '没有写多少日内申请复查', body: '没有写向谁申请复查' },
  refer_to: { body: '没有写是哪个部门' },
  new_date: { date: '没有写延到哪天' },
};

export function lackingWords({ element, lacking }: ElementSaid): string | undefined {
  return lacking === null ? undefined : LACKING[element]?.[lacking];
}

interface FindingWords {
  title: (text: string) => string;
  advice: string;
}

const FINDING: Record<FindingCode, FindingWords> = {
  unfilled: { title: (text) => `${text}还没有填`, advice: '写上内容，连同方括号一起换掉。' },
  'vague.date': { title: (text) => `“${text}”没有日期`, advice: '写明哪天前办到，或由谁来办。' },
  'vague.body': { title: (text) => `“${text}”没有名称`, advice: '写明是哪个部门。' },
  'vague.act': { title: (text) => `“${text}”没有下文`, advice: '写明谁在哪天做了什么。' },
  'person.phone': { title: () => '他人的电话', advice: '函件只留本单位的联系电话。' },
  'person.id_number': { title: () => '身份证号', advice: '删去号码。' },
  'person.email': { title: () => '他人的邮箱', advice: '删去邮箱。' },
  'person.plate': { title: () => '车牌号会认出他人', advice: '写“车主”就可以。' },
  'person.address': { title: () => '门牌号会认出他人', advice: '公开的答复写到幢为止。' },
  'person.name': { title: () => '他人的姓名', advice: '写姓加“某”，或只写身份。' },
  'person.informant': { title: () => '举报人的姓名', advice: '举报人的姓名不能告诉他人。' },
};

export const findingTitle = (code: FindingCode, text: string): string => FINDING[code].title(text);
export const findingAdvice = (code: FindingCode): string => FINDING[code].advice;

/** 第 3 段 */
export function placeWords(place: LetterPlace): string {
  switch (place.part) {
    case 'title':
      return '标题';
    case 'addressee':
      return '称谓';
    case 'note':
      return '附注';
    case 'attachment':
      return `附件 ${place.paragraph + 1}`;
    case 'body':
      return `第 ${place.paragraph + 1} 段`;
  }
}

/** What must be fixed first, from the facts of a refusal. */
export function mustFixWords(facts: Record<'finding' | 'element' | 'text', string | undefined>): string | undefined {
  if (facts.finding !== undefined && facts.finding in FINDING) {
    const code = facts.finding as FindingCode;
    return `${findingTitle(code, facts.text ?? '')}。${findingAdvice(code)}`;
  }
  if (facts.element !== undefined && facts.element in ELEMENT) return `没有写${ELEMENT[facts.element as LetterElement]}。`;
  return undefined;
}
