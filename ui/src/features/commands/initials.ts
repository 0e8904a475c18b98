// Pinyin initials of the words that commands are made of. Cases are found by
// the search of the store, which knows all characters; here a handful is enough.

const BY_INITIAL: Record<string, string> = {
  a: '案',
  b: '办补不并步部',
  c: '处查草撤场裁成除催',
  d: '待地到答单打登达定督等档',
  f: '复发访废反',
  g: '工改稿归告',
  h: '核函回会',
  j: '今结继记价件交见解决',
  k: '看馈况',
  l: '理联录率',
  m: '民',
  p: '批派评',
  q: '签期全请起去求情',
  r: '日任入',
  s: '收市审送申受生示三',
  t: '同通退提妥',
  w: '我位务',
  x: '信需现系写续显修销协席',
  y: '已逾印延予用意议',
  z: '中址走正在重作准征再知',
};

const INITIALS = new Map(
  Object.entries(BY_INITIAL).flatMap(([initial, characters]) => [...characters].map((one) => [one, initial] as const)),
);

/** `答复函` → `dfh`; letters and digits stand for themselves. */
export function initialsOf(words: string): string {
  return [...words.toLowerCase()].map((character) => INITIALS.get(character) ?? (/[a-z0-9]/.test(character) ? character : '')).join('');
}
