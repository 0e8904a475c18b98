import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { TODAY } from '../../app/route';
import { MockHost, refusal } from '../../host/mock';
import type { Commands } from '../../host/host';
import { asked, stand } from '../../test/stand';
import { id } from '../../testids';
import { LETTER_KIND } from '../../words';
import { LetterPage } from './LetterPage';

const DOG = 'case-20261112-0187';
const SHED = 'case-20261105-0033';

type Saved = Commands['save_letter_draft']['args'];
type Wish = Commands['preview_letter']['args'];

const write = async (host = new MockHost(), how: { letterId: string | undefined } = { letterId: 'letter-1' }) => {
  const shown = await stand(<LetterPage caseId={DOG} kind="reply" letterId={how.letterId} from={TODAY} />, host);
  const title = await screen.findByTestId<HTMLTextAreaElement>(id.letterTitle);
  return { host, title, ...shown };
};
const paragraph = (n: number) => screen.getByTestId<HTMLTextAreaElement>(id.letterParagraph(n));
/** The sample letter has a 尽快 without a date: it is written out before it can go. */
const mend = async () => {
  const fault = screen.getByDisplayValue<HTMLTextAreaElement>(/尽快/);
  fireEvent.change(fault, { target: { value: fault.value.replace('尽快', '于12月4日前') } });
  await waitFor(() => expect(screen.getByTestId<HTMLButtonElement>(id.letterSubmit).disabled).toBe(false));
};
const press = (field: HTMLElement, code: string, more: Partial<KeyboardEvent> = {}) =>
  fireEvent.keyDown(field, { key: code, code, ...more });

beforeEach(() => {
  let n = 0;
  URL.createObjectURL = vi.fn(() => `blob:${++n}`);
  URL.revokeObjectURL = vi.fn();
});

describe('writing a letter', () => {
  it('keeps every keystroke when the person leaves at once', async () => {
    const { host, unmount } = await write();
    await userEvent.type(paragraph(1), '补一句。');
    unmount();
    await waitFor(() => expect(asked<Saved>(host, 'save_letter_draft').at(-1)?.content.body[0]?.text).toMatch(/补一句。$/));
  });

  it('Enter begins a paragraph, but never the Enter of an input method', async () => {
    await write();
    const first = paragraph(1);
    const text = first.value;
    first.setSelectionRange(3, 3);
    press(first, 'Enter', { isComposing: true });
    press(first, 'Enter', { keyCode: 229 });
    expect(paragraph(1).value).toBe(text);
    press(first, 'Enter');
    expect(paragraph(1).value).toBe(text.slice(0, 3));
    expect(paragraph(2).value).toBe(text.slice(3));
    expect(document.activeElement).toBe(paragraph(2));
  });

  it('Ctrl+Enter of an input method submits nothing', async () => {
    const { host, title } = await write();
    press(title, 'Enter', { ctrlKey: true, isComposing: true });
    press(title, 'Enter', { ctrlKey: true, keyCode: 229 });
    expect(asked(host, 'submit_letter')).toHaveLength(0);
  });

  it('Ctrl+Alt+1 makes a heading, and the gutter carries its number', async () => {
    const { host } = await write();
    const before = screen.getAllByText(/^[一二三四]、$/).length;
    paragraph(1).focus();
    press(paragraph(1), 'Digit1', { ctrlKey: true, altKey: true });
    expect(screen.getAllByText(/^[一二三四]、$/)).toHaveLength(before + 1);
    await waitFor(() => expect(asked<Saved>(host, 'save_letter_draft').at(-1)?.content.body[0]?.level).toBe(1));
  });

  it('Ctrl+Z takes back a split over the whole letter', async () => {
    await write();
    const text = paragraph(1).value;
    paragraph(1).setSelectionRange(3, 3);
    press(paragraph(1), 'Enter');
    press(paragraph(2), 'KeyZ', { ctrlKey: true });
    expect(paragraph(1).value).toBe(text);
  });

  it('Ctrl+J offers standard texts at the cursor, those of the category first, and puts one in', async () => {
    const { host } = await write();
    const last = paragraph(9);
    last.focus();
    last.setSelectionRange(0, 0);
    fireEvent.select(last);
    press(last, 'KeyJ', { ctrlKey: true });
    const search = await screen.findByRole('combobox', { name: '查找常用语' });
    expect(document.activeElement).toBe(search);
    expect(screen.getAllByRole('option').map((one) => one.textContent)).toEqual([
      '犬只：办证和免疫核查',
      '犬只：拆除狗窝处理',
      '到期再到现场查看后续安排',
      '联系人和电话后续安排',
      '感谢反映安抚',
    ]);
    expect([...document.querySelectorAll('.palette-group')].map((one) => one.textContent)).toEqual(['犬类管理', '通用']);
    await userEvent.type(search, '现场 后续');
    expect(screen.getAllByRole('option')).toHaveLength(1);
    await userEvent.clear(search);
    press(search, 'ArrowDown');
    press(search, 'ArrowDown');
    expect(screen.getByText('我单位将于【几月几日】再到现场查看，并把结果告知您。').isConnected).toBe(true);
    press(search, 'Enter');
    expect(screen.queryByTestId(id.letterPhrases)).toBeNull();
    const field = paragraph(9);
    expect(field.value).toMatch(/^我单位将于【几月几日】再到现场查看，并把结果告知您。感谢/);
    expect(document.activeElement).toBe(field);
    expect(field.value.slice(field.selectionStart, field.selectionEnd)).toBe('【几月几日】');
    expect(await screen.findByText('【几月几日】还没有填', { exact: false })).toBeDefined();
    press(field, 'Enter', { ctrlKey: true });
    expect(asked(host, 'submit_letter')).toHaveLength(0);
  });

  it('Enter of an input method puts no text in, and Esc goes back to where the cursor was', async () => {
    const { host } = await write();
    const last = paragraph(9);
    const text = last.value;
    last.focus();
    last.setSelectionRange(2, 2);
    fireEvent.select(last);
    await userEvent.click(screen.getByRole('button', { name: /插入常用语/ }));
    const search = await screen.findByRole('combobox', { name: '查找常用语' });
    press(search, 'Enter', { isComposing: true });
    press(search, 'Enter', { keyCode: 229 });
    await userEvent.type(search, '没有这样的话');
    expect(screen.getByText('没有含“没有这样的话”的常用语。').isConnected).toBe(true);
    press(search, 'Enter');
    press(search, 'Escape');
    expect(screen.queryByTestId(id.letterPhrases)).toBeNull();
    expect([paragraph(9).value, paragraph(9).selectionStart]).toEqual([text, 2]);
    expect(document.activeElement).toBe(paragraph(9));
    expect(asked(host, 'writing_aids')).toEqual([{ case: DOG, kind: 'reply' }]);
  });

  it('names the parts of the letter, which is written and which is not, and goes there', async () => {
    await write();
    const part = (n: number) => screen.getByTestId(id.letterPart(n));
    expect([1, 2, 3, 4].map((n) => part(n).dataset.done)).toEqual(['true', 'true', 'true', 'false']);
    expect(part(3).textContent).toContain('处理意见怎么处理');
    await userEvent.click(screen.getByRole('button', { name: '后续安排：没有写完' }));
    expect(document.activeElement).toBe(paragraph(6));
    fireEvent.change(paragraph(6), { target: { value: '' } });
    await waitFor(() => expect(part(4).textContent).toContain('后续安排：没有写'));
  });

  it('a blank in the addressee is found by F8', async () => {
    const host = new MockHost();
    const { title } = await write(host);
    const addressee = screen.getByLabelText<HTMLTextAreaElement>('称谓');
    const call = host.call.bind(host);
    const place = { part: 'addressee' as const, paragraph: 0, start: 0, end: 6 };
    host.call = (async (command: never, args: never) =>
      command === 'check_letter'
        ? { elements: [], parts: [], basis: null, findings: [{ code: 'unfilled', severity: 'must_fix', place, text: '【来函单位】', instead: null }] }
        : call(command, args)) as typeof host.call;
    fireEvent.change(addressee, { target: { value: '【来函单位】' } });
    await screen.findByText('【来函单位】还没有填', { exact: false });
    press(title, 'F8');
    expect(document.activeElement).toBe(addressee);
    expect(addressee.value.slice(addressee.selectionStart, addressee.selectionEnd)).toBe('【来函单位】');
  });

  it('shows the newest text as it will be printed; an older answer never overwrites it', async () => {
    const host = new MockHost();
    const call = host.call.bind(host);
    const answers: { wish: Wish; answer: (pages: string[]) => void }[] = [];
    host.call = ((command: never, args: never) =>
      command === 'preview_letter'
        ? new Promise((resolve) => answers.push({ wish: args, answer: (pages) => resolve({ pages } as never) }))
        : call(command, args)) as typeof host.call;
    const { title } = await write(host);
    fireEvent.change(title, { target: { value: '甲' } });
    await waitFor(() => expect(answers).toHaveLength(1));
    fireEvent.change(title, { target: { value: '乙' } });
    await new Promise((resolve) => requestAnimationFrame(resolve));
    // the second text waits for its pause while the first is being laid out
    await waitFor(() => expect(asked<Saved>(host, 'save_letter_draft').at(-1)?.content.title).toBe('乙'), { timeout: 3000 });
    const drawn = vi.mocked(URL.createObjectURL).mock.calls.length;
    await act(async () => answers[0]?.answer(['<svg>甲</svg>']));
    await waitFor(() => expect(answers).toHaveLength(2));
    expect(vi.mocked(URL.createObjectURL).mock.calls).toHaveLength(drawn);
    expect(answers[1]?.wish.content.title).toBe('乙');
    await act(async () => answers[1]?.answer(['<svg>乙</svg>']));
    await waitFor(() => expect(vi.mocked(URL.createObjectURL).mock.calls).toHaveLength(drawn + 1));
  });

  it('says which character has no glyph, and does not hand in what cannot be printed', async () => {
    const { title } = await write(new MockHost({ fail: { preview_letter: refusal('letter.missing_glyph', { place: '第 3 段', character: '㛃' }) } }));
    fireEvent.change(title, { target: { value: '㛃' } });
    expect((await screen.findByTestId(id.error)).textContent).toContain('第 3 段“㛃”没有字形');
    expect(screen.getByTestId<HTMLButtonElement>(id.letterSubmit).disabled).toBe(true);
  });

  it('says the six things with their places, and which is lacking and why', async () => {
    await write();
    expect(screen.getByRole('heading', { name: '该说清的六件事' }).isConnected).toBe(true);
    expect(screen.getByText('5 / 6').isConnected).toBe(true);
    const contact = screen.getByTestId(id.letterSaid('contact'));
    expect(contact.textContent).toBe('找谁联系：缺只有电话，没有联系人姓名');
    await userEvent.click(screen.getByRole('button', { name: '第 5 段　11月27日前' }));
    const field = paragraph(5);
    expect(document.activeElement).toBe(field);
    expect(field.value.slice(field.selectionStart, field.selectionEnd)).toBe('11月27日前');
  });

  it('what must be fixed blocks handing in, is marked in the text, and goes when it is fixed', async () => {
    const { host, title } = await write();
    expect(screen.getByText('还有 1 处必须修改').isConnected).toBe(true);
    expect(screen.getByTestId<HTMLButtonElement>(id.letterSubmit).disabled).toBe(true);
    press(title, 'Enter', { ctrlKey: true });
    expect(asked(host, 'submit_letter')).toHaveLength(0);
    expect([...document.querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual(['29幢301室', '尽快']);
    press(title, 'F8');
    expect(paragraph(5).value.slice(paragraph(5).selectionStart, paragraph(5).selectionEnd)).toBe('尽快');
    await userEvent.click(screen.getByRole('button', { name: '改为“于【几月几日】前”' }));
    expect(paragraph(5).value).toContain('中队于【几月几日】前依法处理');
    await waitFor(() => expect(screen.queryByText('“尽快”没有日期', { exact: false })).toBeNull());
    fireEvent.change(paragraph(5), { target: { value: paragraph(5).value.replace('【几月几日】', '12月4日') } });
    await waitFor(() => expect(screen.queryByText('还有 1 处必须修改')).toBeNull());
  });

  it('a finding that is kept leaves the list, is saved with the draft, and can be brought back', async () => {
    const { host } = await write();
    await userEvent.click(screen.getByRole('button', { name: '本处保留' }));
    expect(screen.queryByTestId(id.letterFinding(2))).toBeNull();
    const kept = [{ code: 'person.address', text: '29幢301室' }];
    await waitFor(() => expect(asked<Saved>(host, 'save_letter_draft').at(-1)?.kept).toEqual(kept), { timeout: 3000 });
    await userEvent.click(screen.getByRole('button', { name: '恢复提示' }));
    expect(screen.getByTestId(id.letterFinding(2)).isConnected).toBe(true);
  });

  it('finds the place after a character of two units', async () => {
    const host = new MockHost();
    const { title } = await write(host);
    const fault = screen.getByDisplayValue<HTMLTextAreaElement>(/尽快/);
    fireEvent.change(fault, { target: { value: '𨱏姓犬主将尽快拆除。' } });
    const place = { part: 'body' as const, paragraph: 4, start: 5, end: 7 };
    const call = host.call.bind(host);
    host.call = (async (command: never, args: never) =>
      command === 'check_letter'
        ? { elements: [], parts: [], basis: null, findings: [{ code: 'vague.date', severity: 'must_fix', place, text: '尽快', instead: null }] }
        : call(command, args)) as typeof host.call;
    await waitFor(() => expect(screen.queryByRole('heading', { name: '该说清的六件事' })).toBeNull());
    press(title, 'F8');
    expect(paragraph(5).value.slice(paragraph(5).selectionStart, paragraph(5).selectionEnd)).toBe('尽快');
  });

  it('another kind begins with its own template while nothing is written, and only offers it after that', async () => {
    const host = new MockHost();
    await stand(<LetterPage caseId="case-20261119-0206" kind="reply" letterId={undefined} from={TODAY} />, host);
    const title = await screen.findByTestId<HTMLTextAreaElement>(id.letterTitle);
    const choose = async (name: string) => {
      fireEvent.mouseDown(screen.getByRole('combobox', { name: '文种' }));
      await userEvent.click(await screen.findByTitle(name));
    };
    await waitFor(() => expect(asked(host, 'writing_aids')).toHaveLength(1));
    await choose(LETTER_KIND.extension);
    await waitFor(() => expect(title.value).toBe('关于延期的告知书'));
    expect(paragraph(1).value).toBe('因【延期理由】，该事项不能在原期限内办结。');
    expect(screen.queryByTestId(id.letterTemplate)).toBeNull();
    fireEvent.change(paragraph(1), { target: { value: '因配件未到，不能按期办结。' } });
    await choose(LETTER_KIND.reply);
    await userEvent.click(await screen.findByTestId(id.letterTemplate));
    expect(paragraph(1).value).toContain('现答复如下');
    press(paragraph(1), 'KeyZ', { ctrlKey: true });
    expect(paragraph(1).value).toBe('因配件未到，不能按期办结。');
  });

  it('names what is missing before it can be handed in', async () => {
    const { title } = await write();
    fireEvent.change(title, { target: { value: '  ' } });
    expect(screen.getByTestId<HTMLButtonElement>(id.letterSubmit).disabled).toBe(true);
    expect(screen.getByText('缺标题', { exact: false }).isConnected).toBe(true);
  });

  it('hands in exactly what stands on the screen, and is read-only after that', async () => {
    const { host, title } = await write();
    fireEvent.change(title, { target: { value: '关于某事的答复函' } });
    await mend();
    await userEvent.click(screen.getByTestId(id.letterSubmit));
    await screen.findByText('待同步：联网后送到分管领导', { exact: false });
    expect(asked<Saved>(host, 'submit_letter')[0]?.content.title).toBe('关于某事的答复函');
    expect(screen.queryByTestId(id.letterTitle)).toBeNull();
  });

  it('a letter begun by its kind is afterwards opened by its id, and no second one begins', async () => {
    const { host } = await write(new MockHost(), { letterId: undefined });
    await mend();
    await userEvent.click(screen.getByTestId(id.letterSubmit));
    await waitFor(() => expect(window.location.hash).toBe(`#/letter/${DOG}/reply/letter-1`));
    expect(asked(host, 'letter_draft')).toHaveLength(1);
  });

  it('handed in, it is read; taken up again, the same letter is written anew', async () => {
    const host = new MockHost();
    const call = host.call.bind(host);
    host.call = (async (command: never, args: never) => {
      const reply = (await call(command, args)) as never;
      // the writer may write another revision until it is signed
      return command === 'open_letter' ? { ...(reply as object), editable: true } : reply;
    }) as typeof host.call;
    await write(host);
    await mend();
    await userEvent.click(screen.getByTestId(id.letterSubmit));
    await userEvent.click(await screen.findByTestId(id.letterRevise));
    await screen.findByTestId(id.letterTitle);
    await userEvent.click(screen.getByTestId(id.letterSubmit));
    await waitFor(() => expect(asked<Saved>(host, 'submit_letter').map(({ letter }) => letter)).toEqual(['letter-1', 'letter-1']));
  });

  it('keeps an empty paragraph of a draft, but never hands it in', async () => {
    const { host } = await write();
    paragraph(1).setSelectionRange(0, 0);
    press(paragraph(1), 'Enter');
    await waitFor(() => expect(asked<Saved>(host, 'save_letter_draft').at(-1)?.content.body[0]?.text).toBe(''), { timeout: 3000 });
    await mend();
    await userEvent.click(screen.getByTestId(id.letterSubmit));
    await waitFor(() => expect(asked(host, 'submit_letter')).toHaveLength(1));
    expect(asked<Saved>(host, 'submit_letter')[0]?.content.body[0]?.text).not.toBe('');
  });

  it('puts the head’s remark on top of a returned letter', async () => {
    await stand(<LetterPage caseId="case-20261117-0098" kind="reply" letterId="letter-2" from={TODAY} />, new MockHost());
    expect((await screen.findByText('请写明维修单位和复查日期。')).isConnected).toBe(true);
  });

  it('has nothing that axe would find', async () => {
    const { container } = await write();
    await userEvent.click(screen.getByRole('button', { name: /插入常用语/ }));
    await screen.findByTestId(id.letterPhrases);
    const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false }, region: { enabled: false } } });
    expect(violations.map((found) => `${found.id}: ${found.nodes[0]?.html}`)).toEqual([]);
  });
});

describe('a signed letter', () => {
  const read = (host = new MockHost({ role: 'head' })) =>
    stand(<LetterPage caseId={SHED} kind="extension" letterId="letter-14" from={TODAY} />, host).then(() => host);

  it('cannot be written in, and is printed and saved as the stored file', async () => {
    const host = await read();
    expect((await screen.findByTestId(id.letterNumber)).textContent).toBe('白鹤街办函〔2026〕14号');
    expect(screen.queryByTestId(id.letterTitle)).toBeNull();
    await userEvent.click(screen.getByTestId(id.letterSave));
    expect((await screen.findByText(/^已存到 /)).textContent).toContain('.pdf');
    await userEvent.click(screen.getByTestId(id.letterPdf));
    await screen.findByText('已用系统的 PDF 程序打开，请在那里打印。');
    expect(asked(host, 'open_pdf')).toEqual([{ case: SHED, letter: 'letter-14' }]);
  });

  it('records how it went to the citizen', async () => {
    const host = await read();
    await userEvent.click(await screen.findByTestId(id.letterDeliver));
    await userEvent.click(screen.getByRole('radio', { name: '当面送达' }));
    await userEvent.click(screen.getByTestId(id.letterDeliverSubmit));
    await waitFor(() =>
      expect(asked(host, 'act').at(-1)).toEqual({ cases: [SHED], input: { kind: 'record_reply', letter: 'letter-14', by: 'hand' } }),
    );
  });

  it('is made void only with a reason, the consequence standing beside the button', async () => {
    const host = await read();
    await userEvent.click(await screen.findByTestId(id.letterVoid));
    const button = screen.getByTestId<HTMLButtonElement>(id.letterVoidSubmit);
    expect(button.disabled).toBe(true);
    expect(screen.getByText('作废后字号不再使用，原因留在登记簿里。').isConnected).toBe(true);
    await userEvent.type(screen.getByTestId(id.letterVoidReason), '姓氏写错');
    await userEvent.click(button);
    await screen.findByText('作废原因：姓氏写错');
    expect(asked(host, 'void_letter')).toEqual([{ case: SHED, letter: 'letter-14', reason: '姓氏写错' }]);
  });

  it('has nothing that axe would find', async () => {
    const { container } = await stand(
      <LetterPage caseId={SHED} kind="extension" letterId="letter-14" from={TODAY} />,
      new MockHost({ role: 'head' }),
    );
    await screen.findByTestId(id.letterNumber);
    const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false }, region: { enabled: false } } });
    expect(violations.map((found) => `${found.id}: ${found.nodes[0]?.html}`)).toEqual([]);
  });
});
