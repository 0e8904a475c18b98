import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { MockHost, refusal, type MockOptions } from '../host/mock';
import { forgetLists } from '../features/list/memory';
import { id } from '../testids';
import { App } from './App';
import { float } from './stage';

function open(hash = '#/today', options: MockOptions = {}): MockHost {
  forgetLists();
  float(null);
  window.location.hash = hash;
  const host = new MockHost(options);
  render(<App host={host} />);
  return host;
}

const press = (code: string, more: KeyboardEventInit = {}) => fireEvent.keyDown(window, { code, ...more });
const calls = (host: MockHost, command: string) => host.calls.filter((call) => call.command === command);

describe('today', () => {
  it('lists the morning by what comes first, in a grid', async () => {
    open();
    const row = await screen.findByTestId(id.row('20261113-0142'));
    expect(within(row).getByText('逾期 1 个工作日')).toBeTruthy();
    expect(within(row).getByText('待同步')).toBeTruthy();
    const grid = screen.getByRole('grid');
    expect(Number(grid.getAttribute('aria-rowcount'))).toBeGreaterThan(20);
    const groups = [...grid.querySelectorAll('[data-group]')].map((group) => group.getAttribute('data-group'));
    expect(groups.slice(0, 3)).toEqual(['overdue', 'due_today', 'to_sign_for']);
  });

  it('moves with the arrows and opens with Enter', async () => {
    open();
    const first = await screen.findByTestId(id.row('20261113-0142'));
    await waitFor(() => expect(first.getAttribute('tabindex')).toBe('0'));
    press('ArrowDown');
    await waitFor(() => expect(screen.getByTestId(id.row('20261112-0187')).getAttribute('tabindex')).toBe('0'));
    expect(first.getAttribute('tabindex')).toBe('-1');
    press('Enter');
    expect((await screen.findByTestId(id.caseTitle)).textContent).toContain('白鹤新村29幢');
  });

  it('signs for the ticked ones, says so, and takes it back', async () => {
    const host = open();
    await userEvent.click(await screen.findByTestId(id.tick('20261120-0231')));
    await userEvent.click(screen.getByTestId(id.tick('20261121-0012')));
    expect(screen.getByText('已选 2 件')).toBeTruthy();
    press('KeyS');
    const undo = await screen.findByTestId(id.undo);
    expect(screen.getByText(/已签收 2 件/)).toBeTruthy();
    expect(calls(host, 'act')[0]?.args).toMatchObject({
      cases: ['case-20261120-0231', 'case-20261121-0012'],
      input: { kind: 'sign_for' },
    });
    await userEvent.click(undo);
    await waitFor(() => expect(calls(host, 'act')[1]?.args).toMatchObject({ input: { kind: 'undo_sign_for' } }));
    await waitFor(() => expect(screen.queryByTestId(id.undo)).toBeNull());
  });

  it('new cases wait until they are asked for, and nothing moves meanwhile', async () => {
    const host = open();
    await screen.findByTestId(id.row('20261113-0142'));
    const before = screen.getAllByRole('row').map((row) => row.getAttribute('data-row'));
    host.arrive('新来的一件');
    const line = await screen.findByTestId(id.newRows);
    expect(line.textContent).toBe('有 1 件新工单，点此显示');
    expect(screen.getAllByRole('row').map((row) => row.getAttribute('data-row'))).toEqual(before);
    await userEvent.click(line);
    expect(await screen.findByText('新来的一件')).toBeTruthy();
    expect(screen.queryByTestId(id.newRows)).toBeNull();
  });

  it('says why it is empty and what is next', async () => {
    open('#/today', { empty: true });
    expect(await screen.findByRole('heading', { name: '今天没有要办的工单' })).toBeTruthy();
  });

  it('offline it still lists, under one banner', async () => {
    open('#/today', { offline: true });
    expect(await screen.findByTestId(id.row('20261113-0142'))).toBeTruthy();
    expect(screen.getByText(/没有网络，看到的是今天 08:58 的资料/)).toBeTruthy();
    expect(screen.getByTestId(id.syncStatus).textContent).toBe('离线3 项在本机');
  });
});

describe('lists', () => {
  it('whoever can import the next year is told that the calendar ends, and nobody else', async () => {
    open('#/today', { role: 'administrator' });
    expect((await screen.findByTestId(id.calendarEnds)).textContent).toContain('工作日历只到2026年12月31日');
    cleanup();
    open('#/today');
    await screen.findByRole('grid');
    expect(screen.queryByTestId(id.calendarEnds)).toBeNull();
  });

  it('of a hundred thousand cases draw a screenful', async () => {
    const host = open('#/list/all', { past: 100_000 });
    await screen.findByTestId(id.row('20261113-0142'));
    expect(screen.getByRole('grid').getAttribute('aria-rowcount')).toBe('100031');
    expect(screen.getAllByRole('row').length).toBeLessThan(80);
    for (const call of calls(host, 'list_cases')) {
      expect((call.args as { query: { limit: number } }).query.limit).toBeLessThanOrEqual(100);
    }
  });

  it('search, and say so when nothing matches', async () => {
    open('#/list/all');
    await screen.findByTestId(id.row('20261113-0142'));
    const search = screen.getByTestId(id.search);
    await userEvent.type(search, '狗窝');
    await waitFor(() => expect(screen.queryByTestId(id.row('20261113-0142'))).toBeNull());
    expect(screen.getByTestId(id.row('20261112-0187'))).toBeTruthy();
    await userEvent.clear(search);
    await userEvent.type(search, '没有这样的');
    expect(await screen.findByRole('heading', { name: '没有符合条件的工单' })).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: '清除筛选' }));
    expect(await screen.findByTestId(id.row('20261113-0142'))).toBeTruthy();
  });

  it('do not search while an input method composes', async () => {
    const host = open('#/list/all');
    await screen.findByTestId(id.row('20261113-0142'));
    const before = calls(host, 'list_cases').length;
    const search = screen.getByTestId(id.search);
    fireEvent.compositionStart(search);
    fireEvent.change(search, { target: { value: 'gou' } });
    fireEvent.keyDown(search, { key: 'Enter', code: 'Enter', isComposing: true, keyCode: 229 });
    expect(calls(host, 'list_cases').length).toBe(before);
    fireEvent.change(search, { target: { value: '狗' } });
    fireEvent.compositionEnd(search, { data: '狗' });
    await waitFor(() => {
      const last = calls(host, 'list_cases').at(-1)?.args as { query: { search: string } };
      expect(last.query.search).toBe('狗');
    });
  });

  it('sort by any header', async () => {
    const host = open('#/list/in_progress');
    await userEvent.click(await screen.findByRole('button', { name: '编号' }));
    await waitFor(() => {
      const last = calls(host, 'list_cases').at(-1)?.args as { query: { sort: string; descending: boolean } };
      expect(last.query).toMatchObject({ sort: 'number', descending: false });
    });
    expect(screen.getByRole('columnheader', { name: /编号/ }).getAttribute('aria-sort')).toBe('ascending');
  });
});

describe('a case', () => {
  const DOG = '#/case/case-20261112-0187';

  it('keeps name and phone masked until 显示, which is asked of the host', async () => {
    const host = open(DOG);
    const citizen = await screen.findByTestId(id.citizen);
    expect(citizen.textContent).toBe('王*　138****0027');
    expect(calls(host, 'show_citizen')).toHaveLength(0);
    expect(document.title).not.toContain('王');
    await userEvent.click(screen.getByTestId(id.citizenShow));
    await waitFor(() => expect(citizen.textContent).toBe('王样例　13800000027'));
    expect(calls(host, 'show_citizen')).toHaveLength(1);
  });

  it('takes a postal address, and shows it only after 显示', async () => {
    const host = open(DOG);
    const postal = await screen.findByTestId(id.citizenPostal);
    expect(postal.textContent).toContain('没有通信地址');
    await userEvent.click(screen.getByRole('button', { name: '登记地址' }));
    expect((await screen.findByTestId<HTMLButtonElement>(id.panelSubmit)).disabled).toBe(true);
    await userEvent.type(screen.getByTestId(id.panelText), '白鹤新村2号301室');
    await userEvent.type(screen.getByTestId(id.postcode), '315040');
    await userEvent.click(screen.getByTestId(id.panelSubmit));
    await waitFor(() =>
      expect(calls(host, 'act')[0]?.args).toMatchObject({ input: { kind: 'correct_postal_address', address: '白鹤新村2号301室', postcode: '315040' } }),
    );
    await waitFor(() => expect(screen.getByTestId(id.citizenPostal).textContent).toBe('通信地址已登记更正地址'));
    await userEvent.click(screen.getByTestId(id.citizenShow));
    await waitFor(() => expect(screen.getByTestId(id.citizenPostal).textContent).toContain('白鹤新村2号301室　315040'));
  });

  it('masks again when another case is opened', async () => {
    open(DOG);
    await userEvent.click(await screen.findByTestId(id.citizenShow));
    await screen.findByText(/王样例/);
    press('ArrowDown');
    await waitFor(() => expect(screen.getByTestId(id.caseTitle).textContent).toContain('兴宁路'));
    expect(screen.queryByText(/王样例/)).toBeNull();
  });

  it('explains its deadline', async () => {
    open(DOG);
    expect((await screen.findByTestId(id.deadlineSentence)).textContent).toContain('5个工作日');
    expect(screen.getByTestId(id.deadlineDue).textContent).toBe('2026年11月23日');
  });

  it('has one primary act, and lists the others that are not possible with their reason', async () => {
    open(DOG);
    const primary = await screen.findByTestId(id.act('draft_letter'));
    expect(primary.textContent).toContain('继续写答复函');
    expect(document.querySelectorAll('.case .ant-btn-primary')).toHaveLength(1);
    expect(screen.getByTestId(id.notYet('request_return')).textContent).toContain('签收已满 2 个工作日');
    for (const button of screen.getAllByRole('button')) expect(button).not.toHaveProperty('disabled', true);
  });

  it('opens an act beside it, keeps what was typed, and sends it', async () => {
    const host = open(DOG);
    await screen.findByTestId(id.caseTitle);
    press('KeyT');
    await userEvent.type(await screen.findByTestId(id.panelText), '已电话联系');
    press('Escape');
    await waitFor(() => expect(screen.queryByTestId(id.panel)).toBeNull());
    expect(screen.getByTestId(id.caseTitle)).toBeTruthy();
    press('KeyT');
    expect((await screen.findByTestId<HTMLTextAreaElement>(id.panelText)).value).toBe('已电话联系');
    press('Enter', { ctrlKey: true });
    await waitFor(() => expect(calls(host, 'act')[0]?.args).toMatchObject({ input: { kind: 'log_contact', note: '已电话联系' } }));
    await waitFor(() => expect(screen.queryByTestId(id.panel)).toBeNull());
    const timeline = screen.getByTestId(id.timeline);
    await waitFor(() => expect(timeline.firstElementChild?.textContent).toContain('联系记录'));
    expect(timeline.firstElementChild?.textContent).toContain('待同步');
  });

  it('says in the panel why an act was refused, and keeps the words', async () => {
    const host = open(DOG, { fail: { act: refusal('extension.too_long', { limit: 3 }) } });
    await screen.findByTestId(id.caseTitle);
    press('KeyE');
    await userEvent.type(await screen.findByTestId(id.panelText), '等厂家排期');
    await userEvent.click(screen.getByTestId(id.panelSubmit));
    expect((await screen.findByTestId(id.error)).textContent).toContain('最多可延 3 个工作日');
    expect(screen.getByTestId(id.errorCode).textContent).toBe('extension.too_long');
    expect(screen.getByTestId<HTMLTextAreaElement>(id.panelText).value).toBe('等厂家排期');
    expect(calls(host, 'act')).toHaveLength(1);
  });
});

describe('the rest of the window', () => {
  it('a wrong password is a sentence with its code, and typing goes on', async () => {
    open('', { phase: 'sign_in' });
    await userEvent.type(await screen.findByTestId(id.signinPassword), 'wrong');
    await userEvent.click(screen.getByTestId(id.signinSubmit));
    expect((await screen.findByTestId(id.error)).textContent).toContain('还可以再试 3 次');
    expect(screen.getByTestId(id.errorCode).textContent).toBe('auth.wrong_password');
    await userEvent.clear(screen.getByTestId(id.signinPassword));
    await userEvent.type(screen.getByTestId(id.signinPassword), 'right');
    await userEvent.click(screen.getByTestId(id.signinSubmit));
    expect(await screen.findByTestId(id.nav('today'))).toBeTruthy();
  });

  it('first sync lets the person in as soon as there are fifty cases', async () => {
    open('', { phase: 'first_sync' });
    expect(await screen.findByTestId(id.firstSync)).toBeTruthy();
    expect(screen.getByText('1,386 / 2,140 件')).toBeTruthy();
    await userEvent.click(screen.getByTestId(id.firstSyncShow));
    expect(await screen.findByTestId(id.nav('today'))).toBeTruthy();
  });

  it('first sync stops and goes on where it was when the person says so', async () => {
    const host = open('', { phase: 'first_sync' });
    await userEvent.click(await screen.findByTestId(id.firstSyncPause));
    expect(await screen.findByText('已暂停，已取回的都在本机')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: '继续' }));
    expect(await screen.findByText('正在取回您单位的工单')).toBeTruthy();
    expect(calls(host, 'pause_sync').map((call) => call.args)).toEqual([{ paused: true }, { paused: false }]);
  });

  it('counts in the navigation; zero shows none', async () => {
    open('#/today', { empty: true });
    await screen.findByTestId(id.nav('today'));
    expect(screen.queryByTestId(id.navCount('to_sign_for'))).toBeNull();
  });

  it('the head of an office also has 签发', async () => {
    open('#/today', { role: 'head' });
    expect(await screen.findByTestId(id.nav('signoff'))).toBeTruthy();
    expect(screen.getByTestId(id.nav('to_approve'))).toBeTruthy();
  });

  it('commands find acts by initials and list the refused with their reason', async () => {
    open('#/case/case-20261112-0187');
    await screen.findByTestId(id.caseTitle);
    press('KeyK', { ctrlKey: true });
    const input = await screen.findByTestId(id.commandInput);
    const refused = await screen.findByRole('option', { name: /退单/ });
    expect(refused.getAttribute('aria-disabled')).toBe('true');
    expect(refused.textContent).toContain('签收已满 2 个工作日');
    await userEvent.type(input, 'lxjl');
    fireEvent.keyDown(input, { key: 'Enter', code: 'Enter', isComposing: true, keyCode: 229 });
    expect(screen.getByTestId(id.commands)).toBeTruthy();
    fireEvent.keyDown(input, { key: 'Enter', code: 'Enter' });
    expect(await screen.findByTestId(id.panelText)).toBeTruthy();
  });

  it('需处理 chooses nothing beforehand', async () => {
    const host = open('#/attention');
    const submit = await screen.findByTestId<HTMLButtonElement>(id.heldSubmit);
    expect(submit.disabled).toBe(true);
    press('Enter', { ctrlKey: true });
    expect(calls(host, 'resolve_held')).toHaveLength(0);
    await userEvent.click(screen.getByTestId(id.heldWay('note')));
    await userEvent.click(submit);
    expect(calls(host, 'resolve_held')[0]?.args).toEqual({ id: 'held-1', way: 'note', how: null });
    expect(await screen.findByRole('heading', { name: '没有需要您处理的' })).toBeTruthy();
  });

  it('a fault of one view leaves the frame standing', async () => {
    open('#/case/case-unknown');
    expect((await screen.findByTestId(id.error)).textContent).toContain('本机没有这件工单');
    expect(screen.getByTestId(id.nav('today'))).toBeTruthy();
  });
});
