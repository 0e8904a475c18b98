// Pinyin initials of the words that commands are made of. Cases are found by
// the search of the store, which knows all characters; here a handful is enough.

const BY_INITIAL: Record<string, string> = {
  b: '办补不备并',
  c: '处查草撤持',
  d: '待到答单打登达定第',
  f: '复发访',
  g: '工',
  h: '核函会',
  j: '今结继见即',
  k: '看开',
  l: '理联录',
  m: '民',
  p: '批派',
  q: '签期全请起去',
  r: '日',
  s: '收市审送申',
  t: '同退提',
  w: '我位',
  x: '需现系写续消',
  y: '已逾印延意样',
  z: '中走正在重作',
};

const INITIALS = new Map(
  Object.entries(BY_INITIAL).flatMap(([initial, characters]) => [...characters].map((one) => [one, initial] as const)),
);

/** `答复函` → `dfh`; letters and digits stand for themselves. */
export function initialsOf(words: string): string {
  return [...words.toLowerCase()].map((character) => INITIALS.get(character) ?? (/[a-z0-9]/.test(character) ? character : '')).join('');
}
