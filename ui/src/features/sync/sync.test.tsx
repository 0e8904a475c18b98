import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { MockHost, refusal } from '../../host/mock';
import type { MockOptions } from '../../host/mock';
import { asked, stand } from '../../test/stand';
import { id } from '../../testids';
import { SyncPanel } from './SyncPanel';

async function panel(options: MockOptions = {}): Promise<MockHost> {
  const host = new MockHost(options);
  await stand(<SyncPanel onClose={() => undefined} />, host);
  await screen.findByText('本机');
  return host;
}

const exportUnsent = () => userEvent.click(screen.getByTestId(id.syncExport));

describe('导出未发送的内容', () => {
  it('says where the file is, what to do with it, and what is not in it', async () => {
    const host = await panel({ offline: true });
    await exportUnsent();
    expect(asked(host, 'export_unsent')).toHaveLength(1);
    expect((await screen.findByTestId(id.syncExported)).textContent).toBe(
      '3 项、3 张照片已加密存到 /文档/连心桥/未发送的内容 baihe.chengban01 20261123-1052.lianxin，请交给受理中心导入。1 份草稿还没有完成，不在里面。',
    );
  });

  it('what was exported still waits to be sent', async () => {
    await panel();
    await exportUnsent();
    await screen.findByText(/请交给受理中心导入/);
    expect(screen.getByText('按先后顺序，3 项')).toBeTruthy();
    expect(screen.queryByText(/都已送达中心/)).toBeNull();
  });

  it('with nothing to export it says so and names no file', async () => {
    await panel({ empty: true });
    await exportUnsent();
    expect(await screen.findByText('没有要导出的，完成的都已送达中心。')).toBeTruthy();
    expect(screen.getByTestId(id.errorCode).textContent).toBe('export.nothing');
    expect(screen.getByTestId(id.syncExported).textContent).toBe('');
  });

  it('a second try that fails takes back what the first one said', async () => {
    const options: MockOptions = {};
    const host = await panel(options);
    await exportUnsent();
    await screen.findByText(/请交给受理中心导入/);
    options.fail = { export_unsent: refusal('disk.full') };
    await exportUnsent();
    expect(await screen.findByText(/已满/)).toBeTruthy();
    expect(screen.queryByText(/请交给受理中心导入/)).toBeNull();
    expect(asked(host, 'export_unsent')).toHaveLength(2);
  });

  it('has nothing that axe would find', async () => {
    await panel();
    await exportUnsent();
    await screen.findByText(/请交给受理中心导入/);
    const found = await axe.run(screen.getByTestId(id.syncPanel), { rules: { 'color-contrast': { enabled: false } } });
    expect(found.violations).toEqual([]);
  });
});
