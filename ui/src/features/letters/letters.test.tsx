import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { MockHost } from '../../host/mock';
import { asked, stand } from '../../test/stand';
import { id } from '../../testids';
import { RegisterPage } from '../register/RegisterPage';
import { VisitsPage } from '../visits/VisitsPage';
import { DraftsPage } from './DraftsPage';

const quiet = { rules: { 'color-contrast': { enabled: false }, region: { enabled: false } } };

describe('草稿 and 待签发', () => {
  it('open a letter by its keys', async () => {
    await stand(<DraftsPage list="drafts" />, new MockHost());
    await screen.findByTestId(id.letterRow('letter-1'));
    fireEvent.keyDown(document.body, { key: 'ArrowDown', code: 'ArrowDown' });
    fireEvent.keyDown(document.body, { key: 'Enter', code: 'Enter' });
    expect(window.location.hash).toBe('#/letter/case-20261117-0098/reply/letter-2');
  });

  it('show the head’s remark of a returned letter', async () => {
    await stand(<DraftsPage list="drafts" />, new MockHost());
    await userEvent.click(await screen.findByTestId(id.letterRow('letter-2')));
    expect((await screen.findByText('退回意见：请写明维修单位和复查日期。')).isConnected).toBe(true);
  });

  it('say why they are empty and what is next', async () => {
    await stand(<DraftsPage list="submitted" />, new MockHost({ empty: true }));
    await screen.findByText('没有等签发的函件');
  });
});

describe('the register', () => {
  it('keeps a void number, struck through, with its reason', async () => {
    await stand(<RegisterPage />, new MockHost());
    const row = await screen.findByTestId(id.letterRow('letter-8'));
    expect(row.textContent).toContain('白鹤街办函〔2026〕8号');
    expect(within(row).getByText('已作废').isConnected).toBe(true);
    expect(row.className).toContain('reg-void');
    await userEvent.click(row);
    expect(screen.getAllByText('作废原因：收函人姓氏写错，另发第9号').length).toBeGreaterThan(0);
  });

  it('prints and saves the chosen letter’s stored file', async () => {
    const host = new MockHost();
    await stand(<RegisterPage />, host);
    await userEvent.click(await screen.findByTestId(id.letterRow('letter-14')));
    await userEvent.click(screen.getByTestId(id.letterPdf));
    await userEvent.click(screen.getByTestId(id.letterSave));
    await screen.findByText(/^已存到 /);
    expect(asked(host, 'open_pdf')).toEqual([{ case: 'case-20261105-0033', letter: 'letter-14' }]);
    expect(asked(host, 'save_pdf')).toEqual([{ case: 'case-20261105-0033', letter: 'letter-14' }]);
  });

  it('shows only what waits when asked to', async () => {
    await stand(<RegisterPage />, new MockHost());
    await screen.findByTestId(id.letterRow('letter-11'));
    await userEvent.click(within(screen.getByRole('radiogroup', { name: '状态' })).getByText('待打印'));
    await waitFor(() => expect(screen.queryByTestId(id.letterRow('letter-11'))).toBeNull());
    expect(screen.getByTestId(id.letterRow('letter-14')).isConnected).toBe(true);
  });
});

describe('今日走访', () => {
  it('goes on with an unfinished visit, and opens the case of a finished one', async () => {
    await stand(<VisitsPage />, new MockHost());
    await userEvent.click(await screen.findByRole('button', { name: /黄鹂新村/ }));
    expect(window.location.hash).toBe('#/visit/case-20261118-0120');
    await userEvent.click(screen.getByRole('button', { name: /丹凤四村/ }));
    expect(window.location.hash).toBe('#/case/case-20261113-0142');
  });
});

it('axe finds nothing in any of the lists', async () => {
  for (const page of [<DraftsPage list="drafts" key="d" />, <RegisterPage key="r" />, <VisitsPage key="v" />]) {
    const { container, unmount } = await stand(page, new MockHost());
    await waitFor(() => expect(screen.getAllByRole('row').length).toBeGreaterThan(1));
    const { violations } = await axe.run(container, quiet);
    expect(violations.map((found) => `${found.id}: ${found.nodes[0]?.html}`)).toEqual([]);
    unmount();
  }
});
