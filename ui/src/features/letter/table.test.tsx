import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { MockHost } from '../../host/mock';
import type { LetterContent } from '../../host/types';
import { asked, stand } from '../../test/stand';
import { id } from '../../testids';
import { LetterPage } from './LetterPage';
import { fromContent, insertTable, removeTable, toContent } from './sheet';
import { addColumn, addRow, below, MOST_COLUMNS, MOST_ROWS, newTable, next, removeColumn, removeRow, typeCell, written } from './table';

const DOG = 'case-20261112-0187';

describe('a table being typed', () => {
  const two = () => newTable(['措施', '责任人']);

  it('goes on to the next cell, and begins a row behind the last', () => {
    const table = two();
    expect(next(table, { row: 0, column: 0 })).toEqual({ table, cell: { row: 0, column: 1 } });
    expect(next(table, { row: 0, column: 1 })?.table.rows).toHaveLength(2);
    expect(below(table, { row: -1, column: 1 })?.cell).toEqual({ row: 0, column: 1 });
  });

  it('has as many rows and columns as the layout has room for', () => {
    const long = { ...two(), rows: Array.from({ length: MOST_ROWS }, () => ['', '']) };
    expect(addRow(long, 3)).toBeNull();
    const wide = newTable(Array.from({ length: MOST_COLUMNS }, String));
    expect(addColumn(wide)).toBeNull();
    expect(removeColumn(newTable(['措施']), 0)).toBeNull();
    expect(removeRow(two(), 0).table.rows).toEqual([['', '']]);
  });

  it('hands in the rows that were filled only', () => {
    const filled = typeCell(addRow(two(), 0)?.table ?? two(), { row: 1, column: 0 }, '拆除狗窝');
    expect(written(filled).rows).toEqual([['拆除狗窝', '']]);
  });

  it('stands below the paragraph of the cursor, and its caption stays when it goes', () => {
    const sheet = fromContent({ title: '标题', body: [{ level: 0, text: '现答复如下：' }] });
    const { blocks, caret } = insertTable(sheet.blocks, sheet.blocks[0]?.key ?? 0, ['措施']);
    expect(blocks.map((one) => one.table !== undefined)).toEqual([false, true, false]);
    const named = blocks.map((one) => (one.key === caret.key ? { ...one, text: '措施清单' } : one));
    const gone = removeTable(named, caret.key).blocks;
    expect(toContent({ ...sheet, blocks: gone }).body).toEqual([
      { level: 0, text: '现答复如下：' },
      { level: 0, text: '措施清单' },
    ]);
  });
});

describe('表格 in the editor', () => {
  it('is inserted, filled and previewed without a mouse', async () => {
    const host = new MockHost();
    const { container } = await stand(<LetterPage caseId={DOG} kind="reply" letterId="letter-1" from={{ at: 'today' }} />, host);
    await userEvent.click(await screen.findByTestId(id.letterParagraph(1)));
    await userEvent.keyboard('{Control>}{Alt>}[KeyT]{/Alt}{/Control}');
    await screen.findByTestId(id.table(2));
    await waitFor(() => expect(document.activeElement).toBe(screen.getByTestId(id.letterParagraph(2))));
    await userEvent.keyboard('整改措施{Enter}拆除狗窝{Tab}11月27日前{Tab}赵主任{Tab}恢复绿地{Enter}');
    expect(document.activeElement).toBe(screen.getByTestId(id.tableCell(2, 3, 1)));
    await userEvent.keyboard('{Backspace}');
    const table = () => asked<{ content: LetterContent }>(host, 'preview_letter').at(-1)?.content.body[1];
    await waitFor(() =>
      expect(table()).toEqual({
        level: 0,
        text: '整改措施',
        table: {
          columns: [{ title: '措施' }, { title: '完成时间' }, { title: '责任人' }],
          rows: [
            ['拆除狗窝', '11月27日前', '赵主任'],
            ['恢复绿地', '', ''],
          ],
        },
      }),
    );
    const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false }, region: { enabled: false } } });
    expect(violations.map((found) => `${found.id}: ${found.nodes[0]?.html}`)).toEqual([]);
  });
});
