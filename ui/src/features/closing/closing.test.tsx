import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { describe, expect, it, vi } from 'vitest';
import { MockHost, refusal } from '../../host/mock';
import { asked, stand } from '../../test/stand';
import { id } from '../../testids';
import { ClosingPanel } from './ClosingPanel';

const open = async (number = '20261110-0074', host = new MockHost()) => {
  const view = await host.call('open_case', { case: `case-${number}` });
  const onClose = vi.fn();
  const shown = await stand(<ClosingPanel view={{ ...view, closing: null }} onClose={onClose} />, host);
  return { host, onClose, view, ...shown };
};
const choose = (field: string, label: string) =>
  userEvent.click(within(screen.getByTestId(id.closingField(field))).getByText(label));
const write = (field: string, text: string) =>
  fireEvent.change(screen.getByTestId(id.closingField(field)), { target: { value: text } });
const submit = () => screen.getByTestId<HTMLButtonElement>(id.closingSubmit);

async function fill() {
  await choose('true', '属实');
  await choose('beyond_duty', '否');
  await choose('contacted', '已联系');
  await choose('solved', '部分解决');
  write('handling', '内部情况');
  write('public_reply', '公开答复');
}

describe('办结', () => {
  it('chooses nothing for the person, and names every field that is missing', async () => {
    await open();
    expect(submit().disabled).toBe(true);
    expect(screen.getByText('还没有填：诉求是否属实、是否超出职责、是否联系群众、是否解决、办理情况、公开答复内容').isConnected).toBe(true);
  });

  it('wants the reason where not all is solved, and sends the seven answers', async () => {
    const { host, onClose, view } = await open();
    await fill();
    expect(screen.getByText('还没有填：未解决原因').isConnected).toBe(true);
    write('unsolved_reason', '11月30日复查');
    await userEvent.click(submit());
    await waitFor(() => expect(onClose).toHaveBeenCalled());
    expect(asked(host, 'act')).toEqual([
      {
        cases: [view.row.id],
        input: {
          kind: 'close',
          form: {
            true: 'yes',
            beyond_duty: false,
            contacted: true,
            solved: 'partly',
            unsolved_reason: '11月30日复查',
            handling: '内部情况',
            public_reply: '公开答复',
          },
        },
      },
    ]);
  });

  it('leaves a reason out that is no longer asked for', async () => {
    const { host } = await open('20261106-0118');
    await fill();
    write('unsolved_reason', '写了一半');
    await choose('solved', '已解决');
    await userEvent.click(submit());
    await waitFor(() => expect(asked<{ input: { form: unknown } }>(host, 'act')[0]?.input.form).toMatchObject({ unsolved_reason: null }));
  });

  it('keeps what is half filled in when it is put aside', async () => {
    const { unmount } = await open('20261112-0187');
    write('handling', '写了一半');
    unmount();
    await open('20261112-0187');
    expect(screen.getByTestId<HTMLTextAreaElement>(id.closingField('handling')).value).toBe('写了一半');
  });

  it('says why the centre or the rules refuse, and keeps everything', async () => {
    const { onClose } = await open('20261116-0065', new MockHost({ fail: { act: refusal('case.not_allowed_now', { act: 'close', state: 'in_progress' }) } }));
    await fill();
    write('unsolved_reason', '等复查');
    await userEvent.click(submit());
    expect((await screen.findByTestId(id.error)).textContent).toContain('现在不能办结');
    expect(onClose).not.toHaveBeenCalled();
    expect(screen.getByTestId<HTMLTextAreaElement>(id.closingField('public_reply')).value).toBe('公开答复');
  });

  it('has nothing that axe would find', async () => {
    const { container } = await open('20261117-0098');
    const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false }, region: { enabled: false }, 'page-has-heading-one': { enabled: false } } });
    expect(violations.map((found) => `${found.id}: ${found.nodes[0]?.html}`)).toEqual([]);
  });
});
