import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { MockHost } from '../../host/mock';
import type { MockOptions } from '../../host/mock';
import type { HeldView } from '../../host/types';
import { asked, stand } from '../../test/stand';
import { id } from '../../testids';
import { AttentionPage } from './AttentionPage';

async function page(options: MockOptions = {}, change: Partial<HeldView> = {}): Promise<MockHost> {
  const host = new MockHost(options);
  const items = (await host.call('attention', {})) as HeldView[];
  items.forEach((item) => Object.assign(item, change));
  await stand(<AttentionPage />, host);
  await screen.findByTestId(id.heldSubmit);
  return host;
}

const row = (label: string) =>
  within(screen.getByRole('rowheader', { name: label }).closest('tr') as HTMLElement)
    .getAllByRole('cell')
    .map((cell) => cell.textContent);

describe('需处理', () => {
  it('lays out what was, what was written and what the centre has, in words', async () => {
    await page();
    expect(screen.getAllByRole('columnheader').map((head) => head.querySelector('b')?.textContent)).toEqual(['项目', '原来的', '您填的', '中心现有的']);
    expect(row('状态')).toEqual(['办理中', '已办结', '已办结']);
    expect(row('是否解决')).toEqual(['—', '部分解决', '已解决']);
    expect(screen.queryByRole('rowheader', { name: '是否超出职责' })).toBeNull();
  });

  it('chooses nothing beforehand and tints what the chosen way lets stand', async () => {
    await page();
    const tinted = () => Array.from(document.querySelectorAll('td.attention-mine'));
    expect(tinted()).toHaveLength(0);
    await userEvent.click(screen.getByTestId(id.heldWay('retry')));
    expect(tinted().map((cell) => cell.textContent)).toContain('部分解决');
    await userEvent.click(screen.getByTestId(id.heldWay('note')));
    expect(tinted().map((cell) => cell.textContent)).toContain('已解决');
  });

  it('passes it to the head and keeps it in sight', async () => {
    const host = await page();
    await userEvent.click(screen.getByTestId(id.heldWay('head')));
    await userEvent.click(screen.getByTestId(id.heldSubmit));
    expect(asked(host, 'resolve_held')).toEqual([{ id: 'held-1', way: 'head', how: null }]);
    expect(await screen.findByText(/已请分管领导定，还没有处理/)).toBeTruthy();
    expect(screen.queryByTestId(id.heldWay('head'))).toBeNull();
  });

  it('tells the head who asks, and offers no further head', async () => {
    await page({ role: 'head' }, { head: 'asked', ways: ['retry', 'note', 'elsewhere'] });
    expect(screen.getByText(/陈晓燕填的“办结”，中心没有直接采用/)).toBeTruthy();
    expect(screen.getByText(/承办人请您定/)).toBeTruthy();
    expect(screen.queryByTestId(id.heldWay('head'))).toBeNull();
    expect(screen.getByTestId(id.heldWay('retry'))).toBeTruthy();
  });

  it('settles what was dealt with elsewhere only with a word on how', async () => {
    const host = await page({}, { code: 'case.unknown', gone: true, ways: ['head', 'elsewhere'] });
    expect(screen.queryByTestId(id.heldWay('note'))).toBeNull();
    await userEvent.click(screen.getByTestId(id.heldWay('elsewhere')));
    const submit = screen.getByTestId(id.heldSubmit) as HTMLButtonElement;
    expect(submit.disabled).toBe(true);
    await userEvent.type(screen.getByTestId(id.heldHow), '已由社区当面答复');
    await userEvent.click(submit);
    expect(asked(host, 'resolve_held')).toEqual([{ id: 'held-1', way: 'elsewhere', how: '已由社区当面答复' }]);
    expect(await screen.findByText('没有需要您处理的')).toBeTruthy();
  });

  it('offers a case that left a note or the head, and no way that always fails', async () => {
    await page({}, { gone: true, ways: ['note', 'head', 'elsewhere'] });
    expect(screen.queryByTestId(id.heldWay('retry'))).toBeNull();
    expect(screen.getByTestId(id.heldWay('note'))).toBeTruthy();
    expect(screen.getByTestId(id.heldWay('head'))).toBeTruthy();
  });
});
