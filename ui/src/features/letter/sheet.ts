// The letter as it is edited: paragraphs with keys, and what each key press does
// to them. Pure; how a page looks is the layout's, in Rust.

import type { AnnexPhoto, LetterContent, Table } from '../../host/types';
import { newTable, written } from './table';

export interface Block {
  key: number;
  /** 0 is a paragraph, 1 to 4 a heading whose number the layout writes */
  level: number;
  text: string;
  /** `text` is what stands above it */
  table?: Table | null;
}

export interface Sheet {
  title: string;
  addressee: string;
  blocks: Block[];
  /** one a line */
  attachments: string;
  /** photos printed behind it */
  annex?: AnnexPhoto[];
  note: string;
  /** one a line */
  copyTo: string;
}

/** Keys of the fields that are no paragraphs. */
export const TITLE = -1;
export const ADDRESSEE = -2;

/** Where the cursor goes after an edit; `to` selects up to there. */
export interface Caret {
  key: number;
  at: number;
  to?: number;
}

export interface Edit {
  blocks: Block[];
  caret: Caret;
}

let lastKey = 0;
const block = (level: number, text: string): Block => ({ key: ++lastKey, level, text });

export function fromContent(content: LetterContent): Sheet {
  const blocks = content.body.map(({ level, text, table }) => ({ ...block(level, text), ...(table && { table }) }));
  return {
    title: content.title,
    addressee: content.addressee ?? '',
    blocks: blocks.length > 0 ? blocks : [block(0, '')],
    attachments: (content.attachments ?? []).join('\n'),
    ...(content.annex && { annex: content.annex }),
    note: content.note ?? '',
    copyTo: (content.copy_to ?? []).join('\n'),
  };
}

/** What is kept: every character as it was typed, empty paragraphs too. */
export function typed(sheet: Sheet): LetterContent {
  return {
    title: sheet.title,
    addressee: sheet.addressee || null,
    body: sheet.blocks.map(({ level, text, table }) => ({ level, text, ...(table && { table }) })),
    attachments: sheet.attachments === '' ? [] : sheet.attachments.split('\n'),
    ...(sheet.annex && { annex: sheet.annex }),
    note: sheet.note || null,
    copy_to: sheet.copyTo === '' ? [] : sheet.copyTo.split('\n'),
  };
}

/** What is drawn and handed in: empty paragraphs are the editor's, not the letter's. */
export function toContent(sheet: Sheet): LetterContent {
  return {
    title: sheet.title.trim(),
    addressee: sheet.addressee.trim() || null,
    body: sheet.blocks
      .filter((one) => one.text.trim() !== '' || one.table)
      .map(({ level, text, table }) => ({ level, text: text.trim(), ...(table && { table: written(table) }) })),
    attachments: lines(sheet.attachments),
    ...(sheet.annex && { annex: sheet.annex }),
    note: sheet.note.trim() || null,
    copy_to: lines(sheet.copyTo),
  };
}

/** Has nobody changed a word of it? */
export function isStill(sheet: Sheet, content: LetterContent): boolean {
  return JSON.stringify(typed(sheet)) === JSON.stringify(typed(fromContent(content)));
}

const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

export function type(blocks: Block[], key: number, text: string): Block[] {
  return blocks.map((one) => (one.key === key ? { ...one, text } : one));
}

export function setLevel(blocks: Block[], key: number, level: number): Block[] {
  return blocks.map((one) => (one.key === key ? { ...one, level } : one));
}

/** A table below the paragraph, or in the place of an empty one; text goes on after it. */
export function insertTable(blocks: Block[], key: number, columns: readonly string[]): Edit {
  const index = blocks.findIndex((one) => one.key === key);
  const table = { ...block(0, ''), table: newTable(columns) };
  const here = blocks[index];
  const instead = here !== undefined && here.text === '' && !here.table && blocks.length > 1 ? 1 : 0;
  const at = index < 0 ? blocks.length : instead === 1 ? index : index + 1;
  const after = blocks[at + instead] === undefined ? [block(0, '')] : [];
  return { blocks: blocks.toSpliced(at, instead, table, ...after), caret: { key: table.key, at: 0 } };
}

export function setTable(blocks: Block[], key: number, table: Table): Block[] {
  return blocks.map((one) => (one.key === key ? { ...one, table } : one));
}

/** What stood above it stays as a paragraph. */
export function removeTable(blocks: Block[], key: number): Edit {
  const plain = ({ level, text }: Block): Block => ({ key, level, text });
  return { blocks: blocks.map((one) => (one.key === key ? plain(one) : one)), caret: { key, at: blocks.find((one) => one.key === key)?.text.length ?? 0 } };
}

/** Enter: what stands after the cursor becomes a paragraph of its own. */
export function split(blocks: Block[], key: number, at: number): Edit {
  const index = blocks.findIndex((one) => one.key === key);
  const here = blocks[index];
  if (!here) return { blocks, caret: { key, at } };
  const rest = block(at === 0 ? here.level : 0, here.text.slice(at));
  const kept = { ...here, level: at === 0 ? 0 : here.level, text: here.text.slice(0, at) };
  return { blocks: blocks.toSpliced(index, 1, kept, rest), caret: { key: rest.key, at: 0 } };
}

/** Backspace at the start: a heading becomes a paragraph, a paragraph joins the one above. */
export function joinBack(blocks: Block[], key: number): Edit | null {
  const index = blocks.findIndex((one) => one.key === key);
  const here = blocks[index];
  const above = blocks[index - 1];
  if (!here) return null;
  if (here.level > 0) return { blocks: setLevel(blocks, key, 0), caret: { key, at: 0 } };
  if (!above || above.table || here.table) return null;
  const joined = { ...above, text: above.text + here.text };
  return { blocks: blocks.toSpliced(index - 1, 2, joined), caret: { key: above.key, at: above.text.length } };
}

/** Delete at the end: the paragraph below joins this one. */
export function joinForward(blocks: Block[], key: number): Edit | null {
  const index = blocks.findIndex((one) => one.key === key);
  const here = blocks[index];
  const below = blocks[index + 1];
  if (!here || !below || here.table || below.table) return null;
  const joined = { ...here, text: here.text + below.text };
  return { blocks: blocks.toSpliced(index, 2, joined), caret: { key, at: here.text.length } };
}

/** Text put in place of a selection; each of its lines is a paragraph. A gap to be
 *  filled in (【…】) is selected. */
export function insert(blocks: Block[], key: number, from: number, to: number, text: string): Edit {
  const index = blocks.findIndex((one) => one.key === key);
  const here = blocks[index];
  if (!here) return { blocks, caret: { key, at: from } };
  const [first = '', ...more] = text.replace(/\r\n?/g, '\n').split('\n');
  const before = here.text.slice(0, from) + first;
  const after = here.text.slice(to);
  const following = more.map((line) => block(0, line.trim()));
  const last = following.at(-1);
  const end = last ? last.text.length : before.length;
  if (last) last.text += after;
  const head = { ...here, text: last ? before : before + after };
  const gap = /【[^】]*】/.exec(first);
  return {
    blocks: blocks.toSpliced(index, 1, head, ...following),
    caret: gap
      ? { key, at: from + gap.index, to: from + gap.index + gap[0].length }
      : { key: last?.key ?? key, at: end },
  };
}

const HAN = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/** 1 to 99 in Chinese. */
export function han(n: number): string {
  if (n <= 10) return HAN[n - 1] ?? String(n);
  const tens = Math.floor(n / 10);
  const ones = n % 10;
  return `${tens > 1 ? (HAN[tens - 1] ?? '') : ''}十${ones > 0 ? (HAN[ones - 1] ?? '') : ''}`;
}

/** What the gutter shows: the number each heading will carry, null beside a paragraph
 *  (levels: GB/T 9704-2012, 7.3.3). */
export function numbers(blocks: readonly Block[]): (string | null)[] {
  const counts = [0, 0, 0, 0, 0];
  return blocks.map(({ level, text }) => {
    if (level < 1 || level > 4 || text.trim() === '') return null;
    counts[level] = (counts[level] ?? 0) + 1;
    counts.fill(0, level + 1);
    const n = counts[level] ?? 1;
    switch (level) {
      case 1:
        return `${han(n)}、`;
      case 2:
        return `（${han(n)}）`;
      case 3:
        return `${n}.`;
      default:
        return `（${n}）`;
    }
  });
}
