import { X } from 'lucide-react';
import { useImperativeHandle, useLayoutEffect, useRef, type KeyboardEvent, type Ref } from 'react';
import { GrowingText } from '../../drafts/GrowingText';
import type { Table } from '../../host/types';
import { id } from '../../testids';
import { isComposing } from '../../ui';
import { tableWords as words } from '../../words/annex';
import { addColumn, addRow, below, isEmptyRow, next, removeColumn, removeRow, typeCell, type Cell, type TableEdit } from './table';
import './table.css';

export interface TableHandle {
  focus: (at: 'first' | 'last') => void;
}

interface Props {
  ref: Ref<TableHandle>;
  table: Table;
  /** of its paragraph, from 1 */
  n: number;
  /** `what` names the cell typed in; '' is an edit that is undone alone */
  onChange: (table: Table, what: string) => void;
  /** above the first row, below the last */
  onLeave: (by: -1 | 1) => void;
  onRemove: () => void;
}

const name = ({ row, column }: Cell) => `${row}/${column}`;

/** The cells of a table: Enter and Tab lead on and begin rows, an empty row goes by Backspace. */
export function TableEditor({ ref, table, n, onChange, onLeave, onRemove }: Props) {
  const cells = useRef(new Map<string, HTMLTextAreaElement>());
  const wanted = useRef<Cell | null>(null);
  const focus = (cell: Cell) => {
    const field = cells.current.get(name(cell));
    field?.focus();
    field?.setSelectionRange(field.value.length, field.value.length);
  };
  useLayoutEffect(() => {
    if (wanted.current === null) return;
    focus(wanted.current);
    wanted.current = null;
  });
  useImperativeHandle(ref, () => ({
    focus: (at) => focus({ row: at === 'first' ? 0 : table.rows.length - 1, column: 0 }),
  }));

  const apply = (edit: TableEdit | null): boolean => {
    if (edit === null) return false;
    if (edit.table === table) focus(edit.cell);
    else {
      wanted.current = edit.cell;
      onChange(edit.table, '');
    }
    return true;
  };
  const step = ({ row, column }: Cell, by: -1 | 1) => {
    if (cells.current.has(name({ row: row + by, column }))) focus({ row: row + by, column });
    else onLeave(by);
    return true;
  };
  const onKey = (event: KeyboardEvent<HTMLTextAreaElement>, cell: Cell) => {
    if (isComposing(event.nativeEvent) || event.ctrlKey || event.metaKey || event.altKey) return;
    const { selectionStart: from, selectionEnd: to, value } = event.currentTarget;
    const collapsed = from === to;
    let done = false;
    if (event.key === 'Enter' && !event.shiftKey) done = apply(below(table, cell));
    else if (event.key === 'Tab' && !event.shiftKey) done = apply(next(table, cell));
    else if (event.key === 'Backspace' && cell.row >= 0 && value === '' && isEmptyRow(table, cell.row)) done = apply(removeRow(table, cell.row));
    else if (event.key === 'ArrowUp' && collapsed && from === 0) done = step(cell, -1);
    else if (event.key === 'ArrowDown' && collapsed && from === value.length) done = step(cell, 1);
    if (done) event.preventDefault();
  };
  const field = (cell: Cell, value: string, label: string) => (
    <GrowingText
      ref={(held) => {
        if (held) cells.current.set(name(cell), held);
        else cells.current.delete(name(cell));
      }}
      className="sheet-cell"
      aria-label={label}
      data-testid={id.tableCell(n, cell.row + 1, cell.column + 1)}
      rows={1}
      maxLength={cell.row < 0 ? 20 : 500}
      value={value}
      onChange={(event) => onChange(typeCell(table, cell, event.target.value.replace(/\n/g, '')), `cell ${n} ${name(cell)}`)}
      onKeyDown={(event) => onKey(event, cell)}
    />
  );

  return (
    <div className="sheet-table" data-testid={id.table(n)}>
      <table>
        <thead>
          <tr>
            {table.columns.map(({ title }, column) => (
              <th key={column} scope="col">
                <div className="sheet-head">
                  {field({ row: -1, column }, title, words.column(column + 1))}
                  {table.columns.length > 1 && (
                    <button type="button" className="icon-button" aria-label={words.removeColumn(title)} tabIndex={-1} onClick={() => apply(removeColumn(table, column))}>
                      <X className="icon" aria-hidden />
                    </button>
                  )}
                </div>
              </th>
            ))}
            <td />
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, at) => (
            <tr key={at}>
              {row.map((text, column) => (
                <td key={column}>{field({ row: at, column }, text, words.cell(at + 1, table.columns[column]?.title ?? ''))}</td>
              ))}
              <td className="sheet-row-end">
                <button type="button" className="icon-button" aria-label={words.removeRow(at + 1)} tabIndex={-1} onClick={() => apply(removeRow(table, at))}>
                  <X className="icon" aria-hidden />
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="sheet-table-acts">
        <button type="button" className="link" onClick={() => apply(addRow(table, table.rows.length - 1))}>
          {words.addRow}
        </button>
        <button type="button" className="link" onClick={() => apply(addColumn(table))}>
          {words.addColumn}
        </button>
        <button type="button" className="link" onClick={onRemove}>
          {words.removeTable}
        </button>
      </p>
      <p className="meta">{words.keys}</p>
    </div>
  );
}
