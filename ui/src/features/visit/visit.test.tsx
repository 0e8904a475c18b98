import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { TODAY } from '../../app/route';
import { MockHost, refusal } from '../../host/mock';
import type { VisitDraft } from '../../host/types';
import { asked, fileOf, stand } from '../../test/stand';
import { id } from '../../testids';
import { VisitPage } from './VisitPage';

const CASE = 'case-20261113-0142';

const open = async (host = new MockHost()) => {
  const shown = await stand(<VisitPage caseId={CASE} from={TODAY} />, host);
  const note = await screen.findByTestId<HTMLTextAreaElement>(id.visitNote);
  return { host, note, ...shown };
};

const saved = (host: MockHost) => asked<{ draft: VisitDraft }>(host, 'save_visit_draft').map(({ draft }) => draft);
const pick = (...files: File[]) => fireEvent.change(screen.getByTestId(id.visitFile), { target: { files } });

beforeEach(() => {
  let n = 0;
  URL.createObjectURL = vi.fn(() => `blob:${++n}`);
  URL.revokeObjectURL = vi.fn();
});

describe('现场核查', () => {
  it('keeps every keystroke, also those before the pause, when the person leaves', async () => {
    const { host, note, unmount } = await open();
    await userEvent.type(note, '28幢北侧堆放垃圾');
    unmount();
    await waitFor(() => expect(saved(host).at(-1)?.note).toBe('28幢北侧堆放垃圾'));
  });

  it('saves when the window loses the focus', async () => {
    const { host, note } = await open();
    fireEvent.change(note, { target: { value: '一句话' } });
    fireEvent.blur(window);
    await waitFor(() => expect(saved(host).at(-1)?.note).toBe('一句话'));
  });

  it('says 已保存在本机 only after the store has answered', async () => {
    const host = new MockHost();
    const call = host.call.bind(host);
    let answer: () => void = () => undefined;
    host.call = ((command: never, args: never) =>
      command === 'save_visit_draft'
        ? new Promise((resolve) => {
            answer = () => resolve({ at: 1_795_000_000_000 } as never);
          })
        : call(command, args)) as typeof host.call;
    const { note } = await open(host);
    fireEvent.change(note, { target: { value: '字' } });
    fireEvent.blur(note);
    const box = screen.getByTestId(id.visitSaved);
    expect(box).toHaveProperty('textContent', '正在保存');
    answer();
    await waitFor(() => expect(box.isConnected ? box.textContent : screen.getByTestId(id.visitSaved).textContent).toContain('已保存在本机'));
  });

  it('keeps what could not be saved in its field and says so', async () => {
    const { note } = await open(new MockHost({ fail: { save_visit_draft: refusal('disk.full') } }));
    fireEvent.change(note, { target: { value: '一句话' } });
    fireEvent.blur(note);
    await waitFor(() => expect(screen.getByTestId(id.visitSaved).textContent).toContain('已满'));
    expect(note.value).toBe('一句话');
  });

  it('refuses a 60 MB file by its size, without reading a byte; the others go in', async () => {
    const { host } = await open();
    const large = fileOf('视频截图.png', 60 * 1024 * 1024, 'image/png');
    const empty = fileOf('IMG_3.jpg', 0);
    const good = fileOf('IMG_2046.jpg', 3_400_000);
    pick(large.file, empty.file, good.file);
    const refused = await screen.findByTestId(id.visitRefused);
    expect(within(refused).getAllByRole('listitem')).toHaveLength(2);
    expect(refused.textContent).toContain('视频截图.png 有 60 MB，超过 50 MB');
    expect(refused.textContent).toContain('IMG_3.jpg 是空文件');
    expect(large.wasRead()).toBe(false);
    expect(empty.wasRead()).toBe(false);
    await screen.findByText('已保存在本机');
    expect(good.wasRead()).toBe(true);
    expect(vi.mocked(URL.createObjectURL).mock.calls.map(([file]) => file)).toEqual([good.file]);
    expect(asked(host, 'add_photo_paths')).toHaveLength(0);
  });

  it('shows a picked photo before its bytes have been read', async () => {
    const host = new MockHost();
    host.addPhotoFile = () => new Promise(() => undefined);
    await open(host);
    pick(fileOf('IMG_2046.jpg', 3_400_000).file);
    expect(screen.getByAltText('IMG_2046.jpg').getAttribute('src')).toMatch(/^blob:/);
  });

  it('takes dropped files by their paths, one row each', async () => {
    const { host } = await open();
    host.emit('dropped', ['/media/card/IMG_1.jpg', '/media/card/IMG_2.jpg']);
    await waitFor(() => expect(screen.getAllByText('已保存在本机')).toHaveLength(2), { timeout: 3000 });
    expect(asked<{ paths: string[] }>(host, 'add_photo_paths').map(({ paths }) => paths)).toEqual([
      ['/media/card/IMG_1.jpg'],
      ['/media/card/IMG_2.jpg'],
    ]);
  });

  it('takes a pasted picture', async () => {
    const { host } = await open();
    const add = vi.spyOn(host, 'addPhotoFile');
    fireEvent.paste(document, { clipboardData: { files: [fileOf('image.png', 9000, 'image/png').file] } });
    await waitFor(() => expect(add).toHaveBeenCalledOnce());
    expect(add.mock.calls[0]?.[1]).toMatch(/^粘贴_\d{8}_\d{6}\.png$/);
  });

  it('brings a removed photo back', async () => {
    await open();
    pick(fileOf('IMG_2046.jpg', 3_400_000).file);
    await userEvent.click(await screen.findByRole('button', { name: '移除 IMG_2046.jpg' }));
    expect((await screen.findByText('已移除照片 IMG_2046.jpg')).isConnected).toBe(true);
    await userEvent.click(screen.getByRole('button', { name: '恢复' }));
    await screen.findByRole('button', { name: '移除 IMG_2046.jpg' });
  });

  it('takes the position of a photo, but never over one written by hand', async () => {
    const { host, note } = await open();
    await userEvent.click(screen.getByRole('button', { name: '改位置' }));
    await userEvent.type(screen.getByLabelText('纬度'), '29.5');
    await userEvent.type(screen.getByLabelText('经度'), '121.5{Enter}');
    pick(fileOf('IMG_2046.jpg', 3_400_000).file);
    await screen.findByText('已保存在本机');
    fireEvent.blur(note);
    await waitFor(() => expect(saved(host).at(-1)).toMatchObject({ lat: 29.5, lng: 121.5 }));
  });

  it('asks once why there is no photo, and lets it be', async () => {
    const { host, note } = await open();
    fireEvent.change(note, { target: { value: '走访三户，无人在家。' } });
    await userEvent.click(screen.getByTestId(id.visitComplete));
    await screen.findByTestId(id.visitNoPhotoReason);
    expect(asked(host, 'complete_visit')).toHaveLength(0);
    await userEvent.click(screen.getByTestId(id.visitComplete));
    await waitFor(() => expect(asked(host, 'complete_visit')).toHaveLength(1));
    expect(window.location.hash).toBe(`#/case/${CASE}`);
  });

  it('Enter and Ctrl+Enter of an input method complete nothing', async () => {
    const { host, note } = await open();
    fireEvent.change(note, { target: { value: '现场' } });
    fireEvent.keyDown(note, { key: 'Enter', code: 'Enter', ctrlKey: true, isComposing: true });
    fireEvent.keyDown(note, { key: 'Enter', code: 'Enter', keyCode: 229, ctrlKey: true });
    fireEvent.keyDown(note, { key: 'Enter', code: 'Enter' });
    expect(screen.queryByTestId(id.visitNoPhotoReason)).toBeNull();
    expect(asked(host, 'complete_visit')).toHaveLength(0);
    fireEvent.keyDown(note, { key: 'Enter', code: 'Enter', ctrlKey: true });
    await screen.findByTestId(id.visitNoPhotoReason);
  });

  it('keeps a text of 100,000 characters in the field and says what to do', async () => {
    const { note } = await open();
    const text = '字'.repeat(100_000);
    fireEvent.change(note, { target: { value: text } });
    expect(note.value).toHaveLength(100_000);
    expect((await screen.findByTestId(id.error)).textContent).toContain('核查情况最多 20,000 字，现有 100,000 字。内容还在输入框里');
    expect(screen.getByTestId<HTMLButtonElement>(id.visitComplete).disabled).toBe(true);
  });

  it('has nothing that axe would find', async () => {
    const { container } = await open(new MockHost({ offline: true }));
    pick(fileOf('IMG_2046.jpg', 3_400_000).file, fileOf('IMG_3.jpg', 0).file);
    await screen.findByText('已保存在本机');
    const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false }, region: { enabled: false } } });
    expect(violations.map((found) => `${found.id}: ${found.nodes[0]?.html}`)).toEqual([]);
  });
});
