import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MockHost, refusal, type MockOptions } from '../../host/mock';
import { asked, fileOf, stand } from '../../test/stand';
import { id } from '../../testids';
import { SettingsPage } from './SettingsPage';

const quiet = { rules: { 'color-contrast': { enabled: false }, region: { enabled: false } } };
const MB = 1024 * 1024;

beforeEach(() => {
  // jsdom shows no files
  vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: () => 'blob:chosen', revokeObjectURL: () => undefined }));
});
afterEach(() => vi.unstubAllGlobals());

async function settings(options: MockOptions = { role: 'head' }): Promise<MockHost> {
  const host = new MockHost(options);
  await stand(<SettingsPage />, host);
  return host;
}

async function choose(name: string, size: number) {
  await userEvent.click(await screen.findByTestId(id.sealChoose));
  const { file, wasRead } = fileOf(name, size, 'image/png');
  await userEvent.upload(screen.getByTestId(id.sealFile), file);
  return wasRead;
}

describe('印章图样', () => {
  it('is a section for heads only', async () => {
    const host = await settings({ role: 'handler' });
    expect(screen.queryByTestId(id.seal)).toBeNull();
    expect(asked(host, 'seal')).toEqual([]);
  });

  it('says what is on file, since when, by whom, and how it was used', async () => {
    await settings();
    const facts = (await screen.findByTestId(id.sealFacts)).textContent;
    expect(facts).toContain('3月2日 09:12　周国平');
    expect(facts).toContain('42 毫米');
    const log = screen.getByTestId(id.sealLog);
    expect(log.textContent).toContain('用印：白鹤街办函〔2026〕14号');
    expect(log.textContent).toContain('存入图样');
    const link = screen.getByRole('link', { name: /14号/ });
    expect(link.getAttribute('href')).toContain('#/case/case-20261112-0187');
  });

  it('shows the chosen file before it is sent, and never what is on file', async () => {
    const host = await settings();
    await screen.findByTestId(id.sealFacts);
    expect(screen.queryByRole('img', { name: '选中的图样' })).toBeNull();
    await choose('印章.png', MB);
    const picture = await screen.findByTestId(id.sealPreview);
    expect(picture.getAttribute('src')).toBe('blob:chosen');
    expect(picture.style.width).toBe('42mm');
    expect(asked(host, 'put_seal')).toEqual([]);
    const across = screen.getByRole('spinbutton', { name: '直径' });
    await userEvent.clear(across);
    await userEvent.type(across, '38');
    await userEvent.click(screen.getByTestId(id.sealPut));
    await waitFor(() => expect(screen.getByTestId(id.sealFacts).textContent).toContain('38 毫米'));
    expect(asked(host, 'put_seal')).toEqual([{ bytes: 1, diameter: 38 }]);
    expect(screen.getByTestId(id.sealLog).textContent).toContain('更换图样');
    expect(screen.queryByTestId(id.sealPreview)).toBeNull();
  });

  it('refuses a file that is too large before it is read', async () => {
    const host = await settings();
    const wasRead = await choose('印章.png', 5 * MB);
    await userEvent.click(screen.getByTestId(id.sealPut));
    expect((await screen.findByTestId(id.error)).textContent).toContain('超过 4 MB');
    expect(wasRead()).toBe(false);
    expect(asked(host, 'put_seal')).toEqual([]);
  });

  it('says why the centre did not take it, and lets another be chosen', async () => {
    await settings({ role: 'head', fail: { put_seal: refusal('seal.not_red') } });
    await choose('印章.png', MB);
    await userEvent.click(screen.getByTestId(id.sealPut));
    expect((await screen.findByTestId(id.error)).textContent).toContain('印文不是红色');
    await userEvent.upload(screen.getByTestId(id.sealFile), fileOf('红章.png', MB, 'image/png').file);
    expect(screen.queryByTestId(id.error)).toBeNull();
    await userEvent.click(screen.getByTestId(id.sealPut));
    await waitFor(() => expect(screen.getByTestId(id.sealLog).textContent).toContain('更换图样'));
  });

  it('is removed after its consequence was said', async () => {
    const host = await settings();
    await userEvent.click(await screen.findByTestId(id.sealRemove));
    expect(asked(host, 'remove_seal')).toEqual([]);
    expect(screen.getByText(/打印后手工加盖；以前签发的不变/).isConnected).toBe(true);
    await userEvent.click(screen.getByTestId(id.sealRemoveNow));
    expect((await screen.findByTestId(id.sealNone)).textContent).toContain('还没有图样');
  });

  it('needs the network and says so', async () => {
    const host = await settings({ role: 'head', offline: true });
    expect(screen.getByTestId(id.seal).textContent).toContain('联网后才能查看和更换');
    expect(asked(host, 'seal')).toEqual([]);
    expect(screen.queryByTestId(id.sealChoose)).toBeNull();
  });

  it('has no barrier that axe finds', async () => {
    await settings();
    await choose('印章.png', MB);
    const { violations } = await axe.run(document.body, quiet);
    expect(violations.map((one) => one.id)).toEqual([]);
  });
});
