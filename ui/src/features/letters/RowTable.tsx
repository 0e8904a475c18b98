import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { useKeys } from '../../ui';
import { letterWords as words } from '../../words/letter';
import './letters.css';

export interface Column<Row> {
  name: string;
  /** CSS width; none: what is left */
  width?: number;
  right?: boolean;
  cell: (row: Row) => ReactNode;
}

interface Props<Row> {
  label: string;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
  testId: (row: Row) => string;
  current: string | null;
  onCurrent: (key: string) => void;
  onOpen: (row: Row) => void;
  /** out of use: struck through */
  isVoid?: (row: Row) => boolean;
}

/** rows shown at once: a register of years is long, and read from its top */
const SHOWN = 200;
/** px, at least, for a column that has what is left */
const REST = 160;

/** A short list by rows: ↑ ↓ move, Enter opens. */
export function RowTable<Row>({ label, columns, rows, rowKey, testId, current, onCurrent, onOpen, isVoid }: Props<Row>) {
  const prefix = useId();
  const [most, setMost] = useState(SHOWN);
  const scroller = useRef<HTMLDivElement>(null);
  const shown = rows.slice(0, most);
  const index = shown.findIndex((row) => rowKey(row) === current);

  const move = (by: number) => {
    const next = shown[Math.max(0, Math.min(shown.length - 1, index + by))];
    if (next) onCurrent(rowKey(next));
  };
  useKeys({
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    KeyJ: () => move(1),
    KeyK: () => move(-1),
    Enter: (event) => {
      // a button with the focus keeps its Enter
      if (event.target instanceof HTMLElement && event.target.closest('button, a')) return false;
      const row = shown[index];
      if (row) onOpen(row);
      return row !== undefined;
    },
  });
  useEffect(() => {
    scroller.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [current]);

  return (
    <div className="reg" ref={scroller}>
      <div
        role="grid"
        aria-label={label}
        aria-rowcount={rows.length + 1}
        aria-activedescendant={index < 0 ? undefined : `${prefix}-${index}`}
        tabIndex={0}
        data-quiet-focus
        className="reg-grid"
        style={{
          gridTemplateColumns: columns.map(({ width }) => (width === undefined ? `minmax(${REST}px, 1fr)` : `${width}px`)).join(' '),
          // Below this it scrolls; long titles alone do not make it.
          minWidth: columns.reduce((sum, { width = REST }) => sum + width, 0),
        }}
      >
        <div role="row" className="reg-head" aria-rowindex={1}>
          {columns.map((column) => (
            <div role="columnheader" key={column.name} className={column.right ? 'right' : undefined}>
              {column.name}
            </div>
          ))}
        </div>
        {shown.map((row, at) => {
          const itsKey = rowKey(row);
          return (
            <div
              role="row"
              key={itsKey}
              id={`${prefix}-${at}`}
              className={`reg-row ${isVoid?.(row) === true ? 'reg-void' : ''}`}
              aria-rowindex={at + 2}
              aria-selected={itsKey === current}
              data-testid={testId(row)}
              onClick={() => onCurrent(itsKey)}
              onDoubleClick={() => onOpen(row)}
            >
              {columns.map((column) => (
                <div role="gridcell" key={column.name} className={column.right ? 'right' : undefined}>
                  {column.cell(row)}
                </div>
              ))}
            </div>
          );
        })}
      </div>
      {rows.length > most && (
        <button type="button" className="link reg-more" onClick={() => setMost(most + SHOWN)}>
          {words.more(rows.length - most)}
        </button>
      )}
    </div>
  );
}
