// The words of the closing form.

import { count } from './dates';

export const closingWords = {
  title: '办结',
  delivered: (number: string) => `${number}已送达`,
  isTrue: '诉求是否属实',
  beyondDuty: '是否超出职责',
  contacted: '是否联系群众',
  solved: '是否解决',
  no: '否',
  yes: '是',
  hasContacted: '已联系',
  notContacted: '未联系',
  unsolvedReason: '未解决原因',
  unsolvedWhen: '部分解决、未解决时必填',
  handling: '办理情况',
  internal: '（内部，市民看不到）',
  publicReply: '公开答复内容',
  public: '（公布在平台上）',
  publicHint: '公布在平台上，请不要写姓名、电话和门牌号；写明日期和联系方式。',
  characters: (n: number) => `${count(n)} 字`,
  submit: '办结',
  later: '先放着',
  laterHint: '窗口关上以前，填的内容都留在这里',
  after: '办结后由受理中心回访',
  missing: (names: string[]) => `还没有填：${names.join('、')}`,
};
