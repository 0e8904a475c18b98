// Pinyin initials of the words that commands are made of. Cases are found by
// the search of the store, which knows all characters; here a handful is enough.

const BY_INITIAL: Record<string, string> = {
  b: '办补不并步部',
  c: '处查草撤场裁成',
  d: '待到答单打登达定',
  f: '复发访废',
  g: '工改稿',
  h: '核函回',
  j: '今结继记价件交',
  k: '看',
  l: '理联录',
  m: '民',
  p: '批派评',
  q: '签期全请起去',
  r: '日',
  s: '收市审送申受生示',
  t: '同退提',
  w: '我',
  x: '需现系写续显修销',
  y: '已逾印延予用',
  z: '中走正在重作准',
};

const INITIALS = new Map(
  Object.entries(BY_INITIAL).flatMap(([initial, characters]) => [...characters].map((one) => [one, initial] as const)),
);

/** `答复函` → `dfh`; letters and digits stand for themselves. */
export function initialsOf(words: string): string {
  return [...words.toLowerCase()].map((character) => INITIALS.get(character) ?? (/[a-z0-9]/.test(character) ? character : '')).join('');
}
