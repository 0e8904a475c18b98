import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { MockHost } from '../../host/mock';
import type { LetterChanges, LetterRow } from '../../host/types';
import { stand } from '../../test/stand';
import { id } from '../../testids';
import { Changes } from './Changes';

async function letter(host: MockHost): Promise<LetterRow> {
  return (await host.call('open_letter', { case: 'case-20261112-0187', letter: 'letter-1' })).row;
}

function answering(host: MockHost, changes: LetterChanges, told = () => undefined as unknown): void {
  const call = host.call.bind(host);
  host.call = ((command: never, args: never) => {
    if (command !== 'letter_changes') return call(command, args);
    told();
    return Promise.resolve(changes);
  }) as typeof host.call;
}

describe('与上一稿相比', () => {
  it('underlines what was put in and strikes what was taken out', async () => {
    const host = new MockHost();
    await stand(<Changes row={await letter(host)} />, host);
    const section = await screen.findByRole('region', { name: '与上一稿相比' });
    expect(section.querySelector('ins')?.textContent).toBe('于11月30日前');
    expect(section.querySelector('del')?.textContent).toBe('尽快');
    expect(section.textContent).toContain('第 5 段　改动');
  });

  it('says so when nothing changed', async () => {
    const host = new MockHost();
    const row = await letter(host);
    answering(host, { from: 1, to: 2, remark: null, parts: [] });
    await stand(<Changes row={row} />, host);
    expect((await screen.findByText('与上一稿相同')).isConnected).toBe(true);
  });

  it('shows nothing for a first draft', async () => {
    const host = new MockHost();
    const row = { ...(await letter(host)), revision: 1 };
    let asked = false;
    answering(host, { from: null, to: 1, remark: null, parts: [] }, () => (asked = true));
    await stand(<Changes row={row} />, host);
    await waitFor(() => expect(asked).toBe(true));
    expect(screen.queryByTestId(id.letterChanges)).toBeNull();
  });

  it('names the revision when another lies between, and a level by its words', async () => {
    const host = new MockHost();
    const row = { ...(await letter(host)), revision: 4 };
    const part = { number: 2, level: 0 };
    answering(host, {
      from: 1,
      to: 4,
      remark: '请写明期限。',
      parts: [{ part: 'paragraph', change: 'changed', before: part, after: { ...part, level: 1 }, runs: [{ kind: 'kept', text: '核查情况' }] }],
    });
    await stand(<Changes row={row} choose />, host);
    const section = await screen.findByRole('region', { name: '与第 1 稿相比' });
    expect(section.textContent).toContain('正文改为一级标题');
    expect(section.textContent).toContain('退回意见：请写明期限。');
    expect(within(section).getAllByRole('combobox')).toHaveLength(2);
  });
});
