import { describe, expect, it } from 'vitest';
import { begin, record, redo, undo } from './history';
import { fromContent, han, insert, joinBack, joinForward, numbers, setLevel, split, toContent } from './sheet';

const sheet = (...body: [number, string][]) =>
  fromContent({ title: '关于某事的答复函', body: body.map(([level, text]) => ({ level, text })) });

const texts = (blocks: { level: number; text: string }[]) => blocks.map(({ level, text }) => [level, text]);

describe('a letter being edited', () => {
  it('comes back as it went in, without the editor’s empty paragraphs', () => {
    const content = {
      title: '标题',
      addressee: '王先生',
      body: [
        { level: 0, text: '您好！' },
        { level: 1, text: '核查情况' },
      ],
      attachments: ['现场核查照片'],
      note: null,
      copy_to: [],
    };
    const edited = fromContent(content);
    const { blocks } = split(edited.blocks, edited.blocks[1]?.key ?? 0, 4);
    expect(toContent({ ...edited, blocks })).toEqual(content);
  });

  it('numbers headings as the layout does, and starts anew under each higher one', () => {
    const { blocks } = sheet([1, '甲'], [2, '子'], [2, '丑'], [0, '文'], [1, '乙'], [2, '寅'], [3, '卯'], [4, '辰']);
    expect(numbers(blocks)).toEqual(['一、', '（一）', '（二）', null, '二、', '（一）', '1.', '（1）']);
  });

  it('counts in Chinese', () => {
    expect([1, 10, 11, 20, 21].map(han)).toEqual(['一', '十', '十一', '二十', '二十一']);
  });

  it('Enter splits without losing a character, Backspace joins again', () => {
    const { blocks } = sheet([0, '前半后半']);
    const key = blocks[0]?.key ?? 0;
    const two = split(blocks, key, 2);
    expect(texts(two.blocks)).toEqual([
      [0, '前半'],
      [0, '后半'],
    ]);
    const one = joinBack(two.blocks, two.caret.key);
    expect(texts(one?.blocks ?? [])).toEqual([[0, '前半后半']]);
    expect(one?.caret).toEqual({ key, at: 2 });
    expect(texts(joinForward(two.blocks, key)?.blocks ?? [])).toEqual([[0, '前半后半']]);
  });

  it('Backspace at the start of a heading first makes it a paragraph', () => {
    const { blocks } = sheet([0, '正文'], [2, '标题']);
    const key = blocks[1]?.key ?? 0;
    const plain = joinBack(blocks, key);
    expect(texts(plain?.blocks ?? [])).toEqual([
      [0, '正文'],
      [0, '标题'],
    ]);
    expect(joinBack(setLevel(blocks, blocks[0]?.key ?? 0, 0), blocks[0]?.key ?? 0)).toBeNull();
  });

  it('a pasted text becomes paragraphs, and what stood after the cursor stays after it', () => {
    const { blocks } = sheet([0, '头尾']);
    const edit = insert(blocks, blocks[0]?.key ?? 0, 1, 1, '甲\r\n乙\n丙');
    expect(edit.blocks.map((one) => one.text)).toEqual(['头甲', '乙', '丙尾']);
    expect(edit.caret).toEqual({ key: edit.blocks[2]?.key, at: 1 });
  });

  it('a standard text leaves its first blank selected', () => {
    const { blocks } = sheet([0, '此前。']);
    const key = blocks[0]?.key ?? 0;
    const edit = insert(blocks, key, 3, 3, '将于【几月几日】回访【谁】。');
    expect(edit.caret).toEqual({ key, at: 5, to: 11 });
  });
});

describe('Ctrl+Z over the whole letter', () => {
  it('takes typing in one breath as one step, and every step can be brought back', () => {
    let history = begin('');
    history = record(history, '现', 'p1', 0);
    history = record(history, '现场', 'p1', 300);
    history = record(history, '现场。', 'p1', 5000);
    expect(undo(history).present).toBe('现场');
    expect(undo(undo(history)).present).toBe('');
    expect(redo(redo(undo(undo(history)))).present).toBe('现场。');
    expect(undo(undo(undo(history))).present).toBe('');
  });
});
