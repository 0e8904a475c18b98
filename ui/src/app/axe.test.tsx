// Every main screen, by axe with all its rules that need no layout. Contrast
// is measured in palette.test.ts: jsdom paints nothing.

import { fireEvent, render, screen } from '@testing-library/react';
import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { MockHost, type MockOptions } from '../host/mock';
import { forgetLists } from '../features/list/memory';
import { id } from '../testids';
import { App } from './App';
import { float } from './stage';

async function findings(): Promise<string[]> {
  const { violations } = await axe.run(document.body, {
    rules: { 'color-contrast': { enabled: false }, 'target-size': { enabled: false } },
  });
  return violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target.join(' ')}`));
}

function open(hash: string, options: MockOptions = {}): void {
  forgetLists();
  float(null);
  document.documentElement.lang = 'zh-CN';
  document.title = '连心桥';
  window.location.hash = hash;
  render(<App host={new MockHost(options)} />);
}

const CASE = '#/case/case-20261112-0187';

describe('axe finds nothing on', () => {
  it.each<[name: string, hash: string, options: MockOptions, ready: string]>([
    ['今日', '#/today', {}, id.row('20261113-0142')],
    ['a list', '#/list/in_progress', {}, id.row('20261112-0187')],
    ['a case', CASE, {}, id.timeline],
    ['a side panel', `${CASE}?panel=log_contact`, {}, id.panelText],
    ['需处理', '#/attention', {}, id.heldSubmit],
    ['三率', '#/rates', { role: 'head' }, id.ratesMonth],
    ['设置', '#/settings', {}, id.signOut],
    ['sign-in', '', { phase: 'sign_in' }, id.signinSubmit],
    ['the lock', '', { phase: 'locked' }, id.unlockSubmit],
    ['first sync', '', { phase: 'first_sync' }, id.firstSync],
  ])('%s', async (_, hash, options, ready) => {
    open(hash, options);
    await screen.findByTestId(ready);
    expect(await findings()).toEqual([]);
    expect(document.querySelectorAll('h1')).toHaveLength(1);
    expect(document.querySelectorAll('main')).toHaveLength(1);
  });

  it('the sync panel', async () => {
    open('#/today');
    fireEvent.click(await screen.findByTestId(id.syncStatus));
    await screen.findByTestId(id.syncPanel);
    expect(await findings()).toEqual([]);
  });

  it('the commands', async () => {
    open('#/today');
    await screen.findByTestId(id.row('20261113-0142'));
    fireEvent.keyDown(window, { code: 'KeyK', ctrlKey: true });
    await screen.findByRole('option', { name: /退单/ });
    expect(await findings()).toEqual([]);
  });
});
