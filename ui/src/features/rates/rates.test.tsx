import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { MockHost, refusal } from '../../host/mock';
import { asked, stand } from '../../test/stand';
import { id } from '../../testids';
import { placesOf } from '../frame/places';
import { RatesPage } from './RatesPage';

const quiet = { rules: { 'color-contrast': { enabled: false }, region: { enabled: false } } };

describe('三率', () => {
  it('is a place of heads and auditors only', () => {
    const has = (role: Parameters<typeof placesOf>[0]) => placesOf(role).some((group) => group.places.some((place) => place.name === 'rates'));
    expect([has('head'), has('auditor'), has('handler')]).toEqual([true, true, false]);
  });

  it('shows a head the own office, without a total', async () => {
    await stand(<RatesPage />, new MockHost({ role: 'head' }));
    const table = await screen.findByRole('table');
    const [, line, ...more] = within(table).getAllByRole('row');
    expect(more).toEqual([]);
    expect(line?.textContent).toContain('白鹤街道');
    // 6 + 0.9 × 2 of 10
    expect(line?.textContent).toContain('78.00% 7.8/10');
    expect(screen.getByText(/回访后转到别的单位的工单不在本机/).isConnected).toBe(true);
  });

  it('shows an auditor all offices and the pooled total last', async () => {
    await stand(<RatesPage />, new MockHost({ role: 'auditor' }));
    const table = await screen.findByRole('table');
    const names = within(table).getAllByRole('rowheader').map((cell) => cell.textContent);
    expect(names).toEqual(['白鹤街道', '东柳街道', '合计']);
    const empty = within(table).getAllByRole('row')[2];
    expect(empty?.textContent).toContain('没有有效回访');
  });

  it('opens the cases behind a number, by the keyboard too', async () => {
    const host = new MockHost({ role: 'head' });
    await stand(<RatesPage />, host);
    const number = await screen.findByTestId(id.ratesNumber('baihe', 'partly_solved'));
    expect(number.getAttribute('aria-label')).toBe('白鹤街道，部分解决 2 件');
    number.focus();
    await userEvent.keyboard('{Enter}');
    const heading = await screen.findByRole('heading', { name: '白鹤街道，部分解决 2 件' });
    expect(heading.isConnected).toBe(true);
    expect(asked(host, 'rates_cases')).toEqual([{ month: null, office: 'baihe', number: 'partly_solved' }]);
    number.blur();
    fireEvent.keyDown(document.body, { key: 'ArrowDown', code: 'ArrowDown' });
    fireEvent.keyDown(document.body, { key: 'Enter', code: 'Enter' });
    expect(window.location.hash).toMatch(/^#\/case\//);
  });

  it('asks for the month that was chosen', async () => {
    const host = new MockHost({ role: 'head' });
    await stand(<RatesPage />, host);
    const month = await screen.findByRole('combobox', { name: '月份' });
    await userEvent.click(month);
    await userEvent.click(await screen.findByText('2026年11月'));
    await waitFor(() => expect(asked(host, 'rates')).toEqual([{ month: null }, { month: '2026-11' }]));
    expect((await screen.findByText(/2026年10月18日 12:00 至 11月18日 12:00/)).isConnected).toBe(true);
  });

  it('says in words why it cannot be shown', async () => {
    const fail = { rates: refusal('rates.wrong_role', { role: 'handler' }) };
    await stand(<RatesPage />, new MockHost({ fail }));
    expect((await screen.findByText(/三率由分管领导和督查员查看/)).isConnected).toBe(true);
  });

  it('gives axe nothing to find', async () => {
    const { container } = await stand(<RatesPage />, new MockHost({ role: 'auditor' }));
    await userEvent.click(await screen.findByTestId(id.ratesNumber(null, 'valid')));
    await screen.findByRole('grid');
    expect((await axe.run(container, quiet)).violations).toEqual([]);
  });
});
