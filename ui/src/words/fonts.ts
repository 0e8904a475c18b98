// The words of 设置 — 字体.

import type { FontAgreement, FontRole, FontSource } from '../host/types';

const ROLE_OF_FACE: Record<string, string> = {
  fang: '仿宋（正文）',
  kai: '楷体（二级标题）',
  hei: '黑体（一级标题）',
  title: '小标宋（发文机关标志、标题）',
  song: '宋体（数字、页码）',
};
const SOURCE: Record<FontSource, string> = { named: '指定', office: '单位字体', system: '系统', bundled: '随附' };
const AGREEMENT: Record<FontAgreement, string> = {
  same: '与中心相同',
  but_rare: '生僻字与中心不同',
  other: '与中心不同',
};

export const fontWords = {
  title: '字体',
  part: '用处',
  face: '字体',
  source: '来源',
  han: '汉字',
  centre: '中心',
  role: (role: string) => ROLE_OF_FACE[role] ?? role,
  sourceOf: (source: FontSource) => SOURCE[source],
  agreement: (agreement: FontAgreement | null) => (agreement === null ? '还不知道' : AGREEMENT[agreement]),
  count: (han: number) => `${han} 个`,
  order: '签发的函件由中心生成，预览用中心所用的字体；一种字体缺的字，由别的字体补上。',
  differs: '有的字体与中心不同，预览的换行和换页可能与正本不一样。请向管理员要中心所用的字体，放进单位字体文件夹。',
  named: '环境变量 LIANXIN_FONTS 指定了字体文件夹，别处的字体都不用。',
  folder: (folder: string) => `单位字体文件夹：${folder}`,
  add: '请管理员在中心添加字体，把同样的文件放进这个文件夹，再点“重新查找”。中心没有的字，预览也不显示。',
  open: '打开文件夹',
  again: '重新查找',
};

/** Whether a letter may look otherwise than the centre prints it. */
export function differs(roles: FontRole[]): boolean {
  return roles.some((role) => role.agreement === 'other');
}
