import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { changeSettings } from '../../app/settings';
import { MockHost, refusal } from '../../host/mock';
import type { LetterRow } from '../../host/types';
import { asked, stand } from '../../test/stand';
import { id } from '../../testids';
import { RegisterPage } from './RegisterPage';

const tick = async (name: RegExp) => userEvent.click(await screen.findByRole('checkbox', { name }));
const at = (letter: string, number: string) => ({ case: `case-${number}`, letter });
const FOURTEEN = at('letter-14', '20261105-0033');
const NINE = at('letter-9', '20261102-0090');

beforeEach(() => changeSettings({ duplex: true }));

describe('printing many letters', () => {
  it('prints what is ticked, and records it only after a yes', async () => {
    const host = new MockHost();
    await stand(<RegisterPage />, host);
    await tick(/选 白鹤街办函〔2026〕14号/);
    await tick(/选 白鹤街办函〔2026〕9号/);
    await userEvent.click(screen.getByTestId(id.printBatch));
    await screen.findByText('2 份共 2 页，已用系统的 PDF 程序打开，请在那里打印。');
    const [sent] = asked<{ letters: unknown[]; duplex: boolean }>(host, 'print_letters' as never);
    expect(sent?.duplex).toBe(true);
    expect(sent?.letters).toHaveLength(2);
    expect(sent?.letters).toEqual(expect.arrayContaining([FOURTEEN, NINE]));
    expect(asked(host, 'record_printed')).toEqual([]);
    await userEvent.click(screen.getByTestId(id.printedYes));
    await screen.findByText('已登记打印 2 份。');
    expect(asked<{ copies: number }>(host, 'record_printed')[0]?.copies).toBe(1);
  });

  it('records nothing when they were not printed', async () => {
    const host = new MockHost();
    await stand(<RegisterPage />, host);
    await tick(/14号/);
    await userEvent.click(screen.getByTestId(id.printBatch));
    await userEvent.click(await screen.findByTestId(id.printedNo));
    expect(screen.queryByTestId(id.printedYes)).toBeNull();
    expect(asked(host, 'record_printed')).toEqual([]);
  });

  it('names what is not in the file, with its reason', async () => {
    const host = new MockHost();
    const call = host.call.bind(host);
    const rows = await call('list_letters', { list: 'register' });
    const making = rows.find((row) => row.id === 'letter-9') as LetterRow;
    making.pdf = null;
    await stand(<RegisterPage />, host);
    await tick(/14号/);
    await tick(/〕9号/);
    await userEvent.click(screen.getByTestId(id.printBatch));
    const left = await screen.findByRole('region', { name: '1 份没有打印' });
    expect(left.textContent).toContain('白鹤街办函〔2026〕9号');
    expect(left.textContent).toContain('正本正在生成');
  });

  it('shows how far it is and can be stopped', async () => {
    let finish: () => void = () => undefined;
    const host = new MockHost({ printing: new Promise((done) => (finish = done)) });
    await stand(<RegisterPage />, host);
    await tick(/14号/);
    await userEvent.click(screen.getByTestId(id.printBatch));
    await screen.findByText('第 1 / 1 份');
    await userEvent.click(screen.getByTestId(id.printStop));
    finish();
    await screen.findByText('已停止，没有生成文件。');
    expect(screen.queryByTestId(id.printedYes)).toBeNull();
  });

  it('the space bar ticks the current letter', async () => {
    await stand(<RegisterPage />, new MockHost());
    await userEvent.click(await screen.findByTestId(id.letterRow('letter-14')));
    fireEvent.keyDown(document.body, { key: ' ', code: 'Space' });
    const box = await screen.findByRole<HTMLInputElement>('checkbox', { name: /14号/ });
    await waitFor(() => expect(box.checked).toBe(true));
    expect(screen.getByRole('complementary', { name: '已选 1 份' }).isConnected).toBe(true);
  });

  it('a single print asks too; a printed letter waits no more and says who printed it', async () => {
    const host = new MockHost();
    await stand(<RegisterPage />, host);
    const row = await screen.findByTestId(id.letterRow('letter-14'));
    await userEvent.click(row);
    await userEvent.click(screen.getByTestId(id.letterPdf));
    await userEvent.click(await screen.findByTestId(id.printedYes));
    await waitFor(() => expect(within(screen.getByTestId(id.letterRow('letter-14'))).getByText('已打印').isConnected).toBe(true));
    expect(asked(host, 'record_printed')).toEqual([{ letters: [FOURTEEN], copies: 1 }]);
  });

  it('an auditor is not asked', async () => {
    await stand(<RegisterPage />, new MockHost({ role: 'auditor' }));
    await tick(/14号/);
    await userEvent.click(screen.getByTestId(id.printBatch));
    await screen.findByText(/已用系统的 PDF 程序打开/);
    expect(screen.queryByTestId(id.printedYes)).toBeNull();
  });
});

describe('envelopes', () => {
  it('are printed for what is ticked, with the sender that was typed once', async () => {
    const host = new MockHost();
    await stand(<RegisterPage />, host);
    await tick(/14号/);
    await userEvent.type(screen.getByLabelText('寄信邮编'), '315040');
    await userEvent.click(screen.getByTestId(id.printEnvelopes));
    await screen.findByText('1 个信封已用系统的 PDF 程序打开，请在那里打印。');
    expect(asked<{ options: { sender_postcode: string; size: string } }>(host, 'print_envelopes')[0]?.options).toMatchObject({
      size: 'dl',
      sender_postcode: '315040',
    });
    expect(screen.getByText('信封上有市民全名和地址，显示后会记入日志。').isConnected).toBe(true);
  });

  it('say what is wrong', async () => {
    const host = new MockHost({ fail: { print_envelopes: refusal('envelope.bad_postcode', { postcode: '31' }) } });
    await stand(<RegisterPage />, host);
    await tick(/14号/);
    await userEvent.click(screen.getByTestId(id.printEnvelopes));
    expect((await screen.findByTestId(id.error)).textContent).toContain('不是六位数字');
  });
});

it('axe finds nothing while letters are ticked', async () => {
  const { container } = await stand(<RegisterPage />, new MockHost());
  await tick(/14号/);
  const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false }, region: { enabled: false } } });
  expect(violations.map((found) => `${found.id}: ${found.nodes[0]?.html}`)).toEqual([]);
});
