import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { MockHost, refusal } from '../../host/mock';
import { asked, stand } from '../../test/stand';
import { id } from '../../testids';
import { FontsSection } from './FontsSection';

const quiet = { rules: { 'color-contrast': { enabled: false }, region: { enabled: false } } };

describe('设置 — 字体', () => {
  it('names the face of each part, where it comes from and what it has', async () => {
    const { container } = await stand(<FontsSection />, new MockHost());
    const table = await screen.findByRole('table');
    const rows = within(table).getAllByRole('row');
    expect(rows).toHaveLength(6);
    expect(rows[1]?.textContent).toBe('仿宋（正文）FandolFang随附7942 个与中心相同');
    expect(within(table).getByText('FandolFang', { selector: 'td:nth-child(2)[title*=FandolFang]' }).isConnected).toBe(true);
    expect(screen.queryByText(/可能与正本不一样/)).toBeNull();
    expect((await axe.run(container, quiet)).violations).toEqual([]);
  });

  it('warns where a face is not the one that the centre prints with', async () => {
    await stand(<FontsSection />, new MockHost({ kai: { agreement: 'other', source: 'office', family: '楷体_GB2312' } }));
    const row = await screen.findByRole('row', { name: /楷体_GB2312/ });
    expect(row.textContent).toContain('单位字体');
    expect(row.textContent).toContain('与中心不同');
    expect(screen.getByText(/可能与正本不一样/).isConnected).toBe(true);
  });

  it('opens the folder for the own fonts and looks again', async () => {
    const host = new MockHost();
    await stand(<FontsSection />, host);
    expect((await screen.findByText(/单位字体文件夹：/)).isConnected).toBe(true);
    await userEvent.click(screen.getByRole('button', { name: '打开文件夹' }));
    expect(asked(host, 'open_font_folder')).toHaveLength(1);
    await userEvent.click(screen.getByRole('button', { name: '重新查找' }));
    expect(asked(host, 'find_letter_fonts')).toHaveLength(1);
  });

  it('says so where a folder was named for all', async () => {
    await stand(<FontsSection />, new MockHost({ kai: { source: 'named' } }));
    expect((await screen.findByText(/LIANXIN_FONTS/)).isConnected).toBe(true);
    expect(screen.queryByText(/单位字体文件夹：/)).toBeNull();
  });

  it('puts into words why there are no fonts', async () => {
    await stand(<FontsSection />, new MockHost({ fail: { letter_fonts: refusal('letter.no_fonts') } }));
    const error = await screen.findByTestId(id.error);
    expect(error.textContent).toContain('公文字体');
  });
});
