import { fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { MockHost, refusal } from '../../host/mock';
import type { MockOptions } from '../../host/mock';
import type { Commands } from '../../host/host';
import type { KeptFinding, LetterRow } from '../../host/types';
import { asked, stand } from '../../test/stand';
import { id } from '../../testids';
import { checksOf, DOG_LETTER } from '../../host/mock/letters';
import { findingTitle } from '../../words/checks';
import { SignOffPage } from './SignOffPage';

/** A mock with two letters to sign off: the second differs by its hash. */
async function twoWaiting(options: MockOptions = {}, kept: KeptFinding[] = []): Promise<{ host: MockHost; rows: LetterRow[] }> {
  const host = new MockHost({ role: 'head', ...options });
  const dog = await host.call('open_letter', { case: 'case-20261112-0187', letter: 'letter-1' });
  await host.call('submit_letter', { case: dog.row.case, letter: dog.row.id, kind: dog.row.kind, content: dog.content, kept });
  host.calls.length = 0;
  return { host, rows: await host.call('list_letters', { list: 'submitted' }) };
}

const drawn = async () => fireEvent.load(await screen.findByAltText('函件第 1 页'));
const sign = () => screen.getByTestId<HTMLButtonElement>(id.signoffSign);

beforeEach(() => {
  URL.createObjectURL = vi.fn(() => 'blob:page');
  URL.revokeObjectURL = vi.fn();
});

describe('签发', () => {
  it('signs by the hash of the revision on the screen, and only once its page has been drawn', async () => {
    const { host, rows } = await twoWaiting();
    await stand(<SignOffPage />, host);
    await screen.findByTestId(id.signoffSign);
    expect(sign().disabled).toBe(true);
    fireEvent.keyDown(document.body, { key: 'Enter', code: 'Enter', ctrlKey: true });
    expect(asked(host, 'sign_letter')).toHaveLength(0);
    await drawn();
    expect(sign().dataset.hash).toBe(rows[0]?.hash);
    await userEvent.click(sign());
    await waitFor(() =>
      expect(asked(host, 'sign_letter')).toEqual([{ case: rows[0]?.case, letter: rows[0]?.id, hash: rows[0]?.hash }]),
    );
  });

  it('shows what the clerk kept, by whom, and not among the findings', async () => {
    const advised = checksOf(DOG_LETTER).findings.find((one) => one.severity === 'should_fix');
    if (advised === undefined) throw new Error('the sample letter has nothing to advise');
    const { host } = await twoWaiting({}, [{ code: advised.code, text: advised.text }]);
    await stand(<SignOffPage />, host);
    await userEvent.click((await screen.findAllByText(/白鹤新村犬只扰民/))[0] as HTMLElement);
    const kept = await screen.findByTestId(id.letterKept);
    expect(kept.textContent).toContain('陈晓燕保留，没有改');
    expect(kept.textContent).toContain(findingTitle(advised.code, advised.text));
    expect(screen.queryAllByText(new RegExp(`建议修改：.*${advised.text}`))).toEqual([]);
  });

  it('opens the next letter after signing; the number stays readable', async () => {
    const { host, rows } = await twoWaiting();
    await stand(<SignOffPage />, host);
    await drawn();
    await userEvent.click(sign());
    expect((await screen.findByText('已签发 白鹤街办函〔2026〕15号')).isConnected).toBe(true);
    await waitFor(() => expect(screen.getByTestId(id.letterRow(rows[1]?.id ?? '')).getAttribute('aria-current')).toBe('true'));
    expect(screen.queryByTestId(id.letterRow(rows[0]?.id ?? ''))).toBeNull();
    // its page has not been drawn yet
    await waitFor(() => expect(sign().disabled).toBe(true));
  });

  it('a newer revision is fetched, said, and must be drawn before it can be signed', async () => {
    const { host, rows } = await twoWaiting();
    const call = host.call.bind(host);
    let hash = rows[0]?.hash ?? '';
    host.call = (async (command: never, args: never) => {
      const reply = (await call(command, args)) as never;
      if (command === 'list_letters') return (reply as LetterRow[]).map((row, i) => (i === 0 ? { ...row, hash } : row));
      if (command === 'open_letter') {
        const view = reply as Commands['open_letter']['reply'];
        return { ...view, row: { ...view.row, hash } };
      }
      return reply;
    }) as typeof host.call;
    await stand(<SignOffPage />, host);
    await drawn();
    expect(sign().disabled).toBe(false);
    hash = 'f'.repeat(64);
    host.emit('changed', { cases: [rows[0]?.case ?? ''], overview: await call('overview', {}) });
    await screen.findByText('承办人提交了新的一稿，已换成新稿，请再看一遍。');
    await waitFor(() => expect(sign().dataset.hash).toBe(hash));
    expect(sign().disabled).toBe(true);
    await drawn();
    await userEvent.click(sign());
    await waitFor(() => expect(asked<{ hash: string }>(host, 'sign_letter')[0]?.hash).toBe(hash));
  });

  it('returns nothing without a remark', async () => {
    const { host, rows } = await twoWaiting();
    await stand(<SignOffPage />, host);
    await drawn();
    await userEvent.click(screen.getByTestId(id.signoffReturn));
    expect(asked(host, 'return_letter')).toHaveLength(0);
    expect(document.activeElement).toBe(screen.getByTestId(id.signoffRemark));
    expect(screen.getByText('写下退回意见，承办人才知道改哪里').isConnected).toBe(true);
    await userEvent.type(screen.getByTestId(id.signoffRemark), '请写明日期。');
    await userEvent.click(screen.getByTestId(id.signoffReturn));
    await waitFor(() =>
      expect(asked(host, 'return_letter')).toEqual([{ case: rows[0]?.case, letter: rows[0]?.id, remark: '请写明日期。' }]),
    );
    await screen.findByText('已退回');
  });

  it('R writes an r in the remark, and outside of it goes there', async () => {
    const { host } = await twoWaiting();
    await stand(<SignOffPage />, host);
    await drawn();
    fireEvent.keyDown(document.body, { key: 'r', code: 'KeyR' });
    const remark = screen.getByTestId<HTMLTextAreaElement>(id.signoffRemark);
    expect(document.activeElement).toBe(remark);
    await userEvent.type(remark, 'r');
    expect(remark.value).toBe('r');
    expect(asked(host, 'return_letter')).toHaveLength(0);
  });

  it('says offline that number and seal come from the centre; reading and returning go on', async () => {
    const { host } = await twoWaiting({ offline: true });
    await stand(<SignOffPage />, host);
    await drawn();
    expect(sign().disabled).toBe(true);
    expect(screen.getByText(/联网后才能签发：字号和印章由中心给出/).isConnected).toBe(true);
    expect(screen.getByTestId<HTMLButtonElement>(id.signoffReturn).disabled).toBe(false);
  });

  it('keeps the letter and says why when the centre refuses', async () => {
    const { host, rows } = await twoWaiting({ fail: { sign_letter: refusal('letter.changed') } });
    await stand(<SignOffPage />, host);
    await drawn();
    await userEvent.click(sign());
    expect((await screen.findByTestId(id.error)).textContent).toContain('函件有更新的一稿，没有签发');
    expect(screen.getByTestId(id.letterRow(rows[0]?.id ?? '')).getAttribute('aria-current')).toBe('true');
  });

  it('tells who signed when another head was first', async () => {
    const { host, rows } = await twoWaiting();
    await stand(<SignOffPage />, host);
    await drawn();
    await host.call('sign_letter', { case: rows[0]?.case ?? '', letter: rows[0]?.id ?? '', hash: rows[0]?.hash ?? '' });
    expect((await screen.findByText(/^已由周国平于 .*签发，不再等您。$/)).isConnected).toBe(true);
    expect(screen.queryByTestId(id.signoffSign)).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: '看下一份' }));
    await waitFor(() => expect(screen.getByTestId(id.letterRow(rows[1]?.id ?? '')).getAttribute('aria-current')).toBe('true'));
  });

  it('says so when nothing waits', async () => {
    await stand(<SignOffPage />, new MockHost({ role: 'head', empty: true }));
    await screen.findByText('没有等您签发的函件');
  });

  it('has nothing that axe would find', async () => {
    const { host } = await twoWaiting();
    const { container } = await stand(<SignOffPage />, host);
    await drawn();
    const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false }, region: { enabled: false } } });
    expect(violations.map((found) => `${found.id}: ${found.nodes[0]?.html}`)).toEqual([]);
  });
});
