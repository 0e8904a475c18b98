// Sample letters, and a page drawn as the preview would be.

import type {
  CaseRow,
  ElementSaid,
  LetterChanges,
  LetterChecks,
  LetterContent,
  LetterElement,
  LetterFinding,
  LetterKind,
  LetterPlace,
  LetterRow,
  PartStand,
  WritingAids,
} from '../types';
import { china } from './clock';

export const DOG_LETTER: LetterContent = {
  title: '关于反映白鹤新村犬只扰民问题的答复函',
  addressee: '王先生：',
  body: [
    { level: 0, text: '您好！您于2026年11月12日反映白鹤新村29幢旁搭建狗窝、夜间犬吠扰民的问题收悉。经现场核查，现答复如下：' },
    { level: 1, text: '核查情况' },
    { level: 0, text: '11月20日下午，我街道工作人员陈晓燕会同白鹤社区到29幢西侧绿地查看，现场有木质狗窝1处，占用公共绿地约2平方米，饲养成年犬2只，未办理养犬登记。走访周边住户6户，均反映夜间有吠叫。' },
    { level: 1, text: '处理意见' },
    { level: 0, text: '依据《中华人民共和国民法典》第二百八十六条，在业主共有绿地搭建狗窝、违反规定饲养动物的，应当停止侵害、恢复原状。经社区调解，住29幢301室的犬主已书面承诺于11月27日前拆除狗窝、恢复绿地并办理养犬登记。逾期未拆除的，由我街道会同综合行政执法中队尽快依法处理。' },
    { level: 1, text: '后续安排' },
    { level: 0, text: '我街道将于11月30日再到现场查看，并把结果告知您。如有疑问，请与白鹤社区联系，电话：0574-87654321。' },
    { level: 0, text: '您对上述意见有不同看法的，可在收到本函后告诉我们，我街道将于3个工作日内再次办理并答复您。' },
    { level: 0, text: '感谢您对社区工作的关心。' },
  ],
};

export function emptyLetter(row: CaseRow): LetterContent {
  return {
    title: `关于反映${row.title.replace(/，.*$/, '')}问题的答复函`,
    addressee: '李女士：',
    body: [{ level: 0, text: '您好！您反映的问题收悉。经现场核查，现答复如下：' }],
  };
}

export function letterRow(row: CaseRow, id: string, title: string, extra: Partial<LetterRow> = {}): LetterRow {
  return {
    id,
    case: row.id,
    case_number: row.number,
    case_title: row.title,
    kind: 'reply' as LetterKind,
    state: 'draft',
    title,
    addressee: '王*',
    revision: 2,
    hash: '5d41402abc4b2a76b9719d911017c592'.repeat(2),
    drafted_by: '陈晓燕',
    changed_at: china('2026-11-23 10:52'),
    submitted_at: null,
    remark: null,
    number: null,
    signed_by: null,
    signed_at: null,
    date: null,
    pages: null,
    pdf: null,
    void_reason: null,
    replied_by: null,
    printed: [],
    is_answer: true,
    pending: false,
    due: row.due,
    due_at: row.due_at,
    lamp: row.lamp,
    days_left: row.days_left,
    ...extra,
  };
}

const signed = (n: number, on: string, pages: number, extra: Partial<LetterRow> = {}): Partial<LetterRow> => ({
  state: 'signed',
  number: `白鹤街办函〔2026〕${n}号`,
  signed_by: '周国平',
  signed_at: china(`${on} 11:32`),
  date: on,
  pages,
  pdf: '9f2c41ab07de5513'.repeat(4),
  ...extra,
});

export function sampleLetters(row: (number: string) => CaseRow): LetterRow[] {
  const dog = row('20261112-0187');
  const traffic = row('20261116-0065');
  const shed = row('20261105-0033');
  const park = row('20261110-0074');
  const path = row('20261106-0118');
  const roof = row('20261102-0090');
  const school = row('20261103-0011');
  return [
    letterRow(dog, 'letter-1', DOG_LETTER.title, { pending: true }),
    letterRow(row('20261117-0098'), 'letter-2', '关于反映紫鹃新村15幢电梯停运问题的答复函', {
      addressee: '赵*明',
      state: 'returned',
      remark: '请写明维修单位和复查日期。',
      changed_at: china('2026-11-23 09:20'),
      submitted_at: china('2026-11-20 16:10'),
    }),
    letterRow(traffic, 'letter-3', '关于反映兴宁路与彩虹南路路口拥堵问题的答复函', {
      addressee: '张*国',
      state: 'submitted',
      drafted_by: '何志远',
      submitted_at: china('2026-11-23 10:31'),
    }),
    letterRow(park, 'letter-11', '关于反映周宿渡公园广场舞噪声问题的答复函', signed(11, '2026-11-17', 1, { addressee: '陈*', replied_by: 'post' })),
    letterRow(shed, 'letter-14', '关于王隘社区充电棚维修事项的延期告知书', signed(14, '2026-11-23', 1, { addressee: '孙*英', kind: 'extension' })),
    letterRow(path, 'letter-7', '关于反映镇安社区健身步道破损问题的答复函', signed(7, '2026-11-11', 2, { addressee: '沈*', replied_by: 'post' })),
    letterRow(roof, 'letter-9', '关于反映白鹤新村12幢楼顶漏水问题的答复函', signed(9, '2026-11-13', 1, { addressee: '林*', replied_by: 'hand' })),
    letterRow(school, 'letter-8', '关于东风小学门口停车诉求的答复函（称谓有误）', signed(8, '2026-11-12', 1, {
      addressee: '吴*',
      state: 'voided',
      void_reason: '收函人姓氏写错，另发第9号',
    })),
  ];
}

/** The last paragraph written anew, as an eye would see it. */
export function changesOf(row: LetterRow, from: number | null, to: number | null): LetterChanges {
  const revision = to ?? row.revision;
  if (revision < 2) return { from: null, to: revision, remark: null, parts: [] };
  const line = { number: 5, level: 0 };
  return {
    from: from ?? revision - 1,
    to: revision,
    remark: row.remark,
    parts: [
      {
        part: 'paragraph',
        change: 'changed',
        before: line,
        after: line,
        runs: [
          { kind: 'kept', text: '逾期未拆除的，由我街道会同综合行政执法中队' },
          { kind: 'removed', text: '尽快' },
          { kind: 'added', text: '于11月30日前' },
          { kind: 'kept', text: '依法处理。' },
        ],
      },
    ],
  };
}

const escape = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

/** One A4 page, 210 × 297 mm, good enough to look at. */
export function previewOf(content: LetterContent, office: string, draft: boolean): string[] {
  const lines: { text: string; x: number; bold: boolean }[] = [];
  let chapter = 0;
  const wrap = (text: string, bold: boolean, indent: boolean) => {
    const whole = `${indent ? '　　' : ''}${text}`;
    for (let i = 0; i < whole.length; i += 28) lines.push({ text: whole.slice(i, i + 28), x: 28, bold });
  };
  if (content.addressee) wrap(content.addressee, false, false);
  for (const { level, text } of content.body) {
    if (level === 1) chapter += 1;
    wrap(level === 1 ? `${'一二三四五六七八九'[chapter - 1] ?? ''}、${text}` : text, level === 1, true);
  }
  const perPage = 20;
  const count = Math.max(1, Math.ceil(lines.length / perPage));
  return Array.from({ length: count }, (_, page) => {
    const body = lines
      .slice(page * perPage, (page + 1) * perPage)
      .map((line, i) => `<text x="28" y="${(page === 0 ? 98 : 45) + i * 9.8}" font-size="5.6"${line.bold ? ' font-weight="600"' : ''}>${escape(line.text)}</text>`)
      .join('');
    const head =
      page === 0
        ? `<text x="105" y="38" text-anchor="middle" font-size="9" fill="#c81e1e" font-weight="600">${escape(office)}</text><path d="M20 45h170M20 46.4h170" stroke="#c81e1e" stroke-width=".5"/><text x="182" y="55" text-anchor="end" font-size="5">${draft ? '草　稿' : ''}</text><text x="105" y="76" text-anchor="middle" font-size="7.4" font-weight="600">${escape(content.title)}</text>`
        : '';
    return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 210 297" width="210mm" height="297mm"><rect width="210" height="297" fill="#fff"/><g fill="#1a1a1a" font-family="serif">${head}${body}</g><path d="M20 275h170M20 276.4h170" stroke="#c81e1e" stroke-width=".5"/></svg>`;
  });
}

/** What the rulebook would find in the sample letter, found by its very words. */
export function checksOf(content: LetterContent): LetterChecks {
  const places = (words: string): LetterPlace[] =>
    content.body.flatMap(({ text }, paragraph) => {
      const start = text.indexOf(words);
      return start < 0 ? [] : [{ part: 'body' as const, paragraph, start, end: start + words.length }];
    });
  const said = (element: LetterElement, words: string): ElementSaid => {
    const place = places(words)[0] ?? null;
    return { element, severity: 'should_fix', place, text: place === null ? '' : words, lacking: null };
  };
  const find = (text: string, rest: Omit<LetterFinding, 'place' | 'text'>): LetterFinding[] =>
    places(text).map((place) => ({ ...rest, place, text }));
  const contact = said('contact', '赵主任');
  const part = (heading: string | null, says: string, elements: LetterElement[], words: string): PartStand => {
    const place = places(heading ?? words)[0] ?? null;
    return { heading, says, elements, done: places(words).length > 0, place };
  };
  return {
    basis: null,
    parts: [
      part(null, '收到的诉求：何时、反映什么', ['receipt'], '收悉'),
      part('核查情况', '谁去看的、看到什么', ['who', 'seen'], '陈晓燕'),
      part('处理意见', '怎么处理、何时完成、法律依据', ['handled', 'when', 'basis'], '11月27日前'),
      part('后续安排', '接下来做什么、找谁联系', ['contact'], '赵主任'),
    ],
    elements: [
      said('who', '陈晓燕'),
      said('seen', '木质狗窝1处'),
      said('handled', '拆除狗窝'),
      said('when', '11月27日前'),
      said('basis', '《中华人民共和国民法典》第二百八十六条'),
      { ...contact, lacking: contact.place === null ? 'name' : null },
    ],
    findings: [
      ...content.body.flatMap(({ text }) => /【[^】]*】/.exec(text)?.[0] ?? []).flatMap((blank) => find(blank, { code: 'unfilled', severity: 'must_fix', instead: null })),
      ...find('尽快', { code: 'vague.date', severity: 'must_fix', instead: '于【几月几日】前' }),
      ...find('29幢301室', { code: 'person.address', severity: 'should_fix', instead: '29幢' }),
    ],
  };
}

/** A few of the standard texts, as the rulebook would fill them. */
const AIDS: Omit<WritingAids, 'start'> = {
  attachments: ['现场核查照片'],
  texts: [
    { category: '犬类管理', occasion: 'visit', title: '犬只：办证和免疫', text: '【几月几日】，我单位工作人员【姓名】会同【派出所】上门核查，该户饲养犬只【几】只，【是否办理登记和免疫】。' },
    { category: '犬类管理', occasion: 'handling', title: '犬只：拆除狗窝', text: '依据《中华人民共和国民法典》第二百八十六条，犬主已书面承诺于【几月几日】前拆除狗窝、恢复绿地。' },
    { category: null, occasion: 'next', title: '到期再到现场查看', text: '我单位将于【几月几日】再到现场查看，并把结果告知您。' },
    { category: null, occasion: 'next', title: '联系人和电话', text: '如有疑问，请与白鹤街道工作人员陈晓燕联系，电话：0574-87654321。' },
    { category: null, occasion: 'comfort', title: '感谢反映', text: '感谢您反映这一情况，也感谢您对白鹤街道工作的关心和监督。' },
  ],
};

/** A kind other than the reply begins with a blank of its own. */
export function writingAids(row: CaseRow, kind: LetterKind): WritingAids {
  const reply = emptyLetter(row);
  if (kind === 'reply') return { ...AIDS, start: reply };
  return { ...AIDS, start: { ...reply, title: '关于延期的告知书', body: [{ level: 0, text: '因【延期理由】，该事项不能在原期限内办结。' }] } };
}
