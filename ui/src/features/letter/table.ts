// A table of simple cells as it is typed. Pure; rules and widths are the layout's.

import type { Table } from '../../host/types';

/** As the layout has room for (crates/letter, content/table). */
export const MOST_COLUMNS = 8;
export const MOST_ROWS = 200;

export interface Cell {
  /** −1 is the row of the names */
  row: number;
  column: number;
}

export interface TableEdit {
  table: Table;
  cell: Cell;
}

export const newTable = (columns: readonly string[]): Table => ({
  columns: columns.map((title) => ({ title })),
  rows: [columns.map(() => '')],
});

export function typeCell(table: Table, { row, column }: Cell, text: string): Table {
  if (row < 0) {
    return { ...table, columns: table.columns.map((one, at) => (at === column ? { ...one, title: text } : one)) };
  }
  return { ...table, rows: table.rows.map((cells, at) => (at === row ? cells.with(column, text) : cells)) };
}

/** Below the row; null where the table is full. */
export function addRow(table: Table, row: number): TableEdit | null {
  if (table.rows.length >= MOST_ROWS) return null;
  const empty = table.columns.map(() => '');
  return { table: { ...table, rows: table.rows.toSpliced(row + 1, 0, empty) }, cell: { row: row + 1, column: 0 } };
}

/** The last row stays, emptied: a table has one. */
export function removeRow(table: Table, row: number): TableEdit {
  const rows = table.rows.toSpliced(row, 1);
  const left = rows.length > 0 ? rows : [table.columns.map(() => '')];
  return { table: { ...table, rows: left }, cell: { row: Math.max(0, row - 1), column: 0 } };
}

export function addColumn(table: Table): TableEdit | null {
  const column = table.columns.length;
  if (column >= MOST_COLUMNS) return null;
  return {
    table: { columns: [...table.columns, { title: '' }], rows: table.rows.map((cells) => [...cells, '']) },
    cell: { row: -1, column },
  };
}

export function removeColumn(table: Table, column: number): TableEdit | null {
  if (table.columns.length === 1) return null;
  return {
    table: { columns: table.columns.toSpliced(column, 1), rows: table.rows.map((cells) => cells.toSpliced(column, 1)) },
    cell: { row: -1, column: Math.max(0, column - 1) },
  };
}

/** Tab behind the last cell begins a row. */
export function next(table: Table, { row, column }: Cell): TableEdit | null {
  if (column + 1 < table.columns.length) return { table, cell: { row, column: column + 1 } };
  if (row + 1 < table.rows.length) return { table, cell: { row: row + 1, column: 0 } };
  return addRow(table, row);
}

/** Enter goes down a row, and begins one below the last. */
export function below(table: Table, { row, column }: Cell): TableEdit | null {
  return row + 1 < table.rows.length ? { table, cell: { row: row + 1, column } } : addRow(table, row);
}

export const isEmptyRow = (table: Table, row: number): boolean => (table.rows[row] ?? []).every((cell) => cell === '');

/** Rows that nobody filled are the editor's, not the letter's. */
export function written(table: Table): Table {
  const rows = table.rows.filter((cells) => cells.some((cell) => cell.trim() !== ''));
  return { ...table, rows: rows.length > 0 ? rows : table.rows.slice(0, 1) };
}
