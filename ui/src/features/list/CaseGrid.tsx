// The case list: a grid on TanStack Virtual. Rows lie in one block that is
// moved as a whole; only rows near the screen exist.

import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useLayoutEffect, useRef, type ReactNode } from 'react';
import type { CaseId, CaseRow, SortBy } from '../../host/types';
import { id } from '../../testids';
import { useKeys } from '../../ui';
import { BarRow, GridRow } from './GridRow';
import { memoryOf, remember, type ListName } from './memory';

export const ROW_HEIGHT = 37;
const GROUP_HEIGHT = 31;
const HEADER_HEIGHT = 33;

export type GridItem =
  | { kind: 'row'; row: CaseRow | undefined }
  | { kind: 'group'; name: string; title: string; total: number; note: string; action?: ReactNode };

interface CaseGridProps {
  name: ListName;
  label: string;
  count: number;
  itemAt: (index: number) => GridItem;
  /** among the rows that are here; -1 where it is not */
  indexOf: (id: CaseId) => number;
  /** changes when groups come, go or grow */
  shape: string;
  /** which items are on the screen */
  onRange?: (first: number, last: number) => void;
  today: string;
  current: CaseId | null;
  setCurrent: (id: CaseId) => void;
  ticked: ReadonlySet<CaseId>;
  setTicked: (ids: ReadonlySet<CaseId>) => void;
  open: (id: CaseId) => void;
  sort: SortBy;
  descending: boolean;
  /** none: the order is given by the groups */
  onSort?: (sort: SortBy) => void;
  /** the current row's title, when it does not fit */
  onClipped?: (title: string | null) => void;
}

export function CaseGrid(props: CaseGridProps) {
  const { name, count, itemAt, indexOf, shape, today, current, setCurrent, ticked, setTicked, open, onRange, onClipped } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (itemAt(index).kind === 'group' ? GROUP_HEIGHT : ROW_HEIGHT),
    overscan: 12,
    paddingStart: HEADER_HEIGHT,
    scrollPaddingStart: HEADER_HEIGHT + GROUP_HEIGHT,
    scrollPaddingEnd: 4,
    initialOffset: memoryOf(name).scroll,
    useFlushSync: false,
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;

  useLayoutEffect(() => virtual.measure(), [virtual, shape]);

  useEffect(() => onRange?.(first, last), [onRange, first, last]);

  useEffect(() => {
    const element = scroller.current;
    const keep = () => remember(name, { scroll: element?.scrollTop ?? 0 });
    element?.addEventListener('scroll', keep, { passive: true });
    return () => element?.removeEventListener('scroll', keep);
  }, [name]);

  const currentElement = useCallback(
    () => [...(scroller.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])].find((row) => row.dataset['row'] === current),
    [current],
  );
  const currentIndex = current === null ? -1 : indexOf(current);
  useEffect(() => {
    const text = currentElement()?.querySelector<HTMLElement>('.cell-title-text');
    onClipped?.(text instanceof HTMLElement && text.scrollWidth > text.clientWidth ? text.textContent : null);
  }, [currentElement, onClipped, currentIndex]);

  // coming back to a list, the focus comes back to its row
  const focusCurrent = useRef(current !== null && document.activeElement === document.body);
  useEffect(() => {
    if (!focusCurrent.current) return;
    const element = currentElement();
    if (element === undefined) return;
    focusCurrent.current = false;
    element.focus({ preventScroll: true });
  });

  const step = (by: 1 | -1): CaseRow | undefined => {
    const now = currentIndex;
    for (let i = now < 0 ? (by > 0 ? 0 : count - 1) : now + by; i >= 0 && i < count; i += by) {
      const item = itemAt(i);
      if (item.kind === 'row' && item.row !== undefined) {
        setCurrent(item.row.id);
        virtual.scrollToIndex(i, { align: 'auto' });
        focusCurrent.current = true;
        return item.row;
      }
    }
    return undefined;
  };
  const range = (by: 1 | -1) => {
    const next = new Set(ticked);
    if (current !== null) next.add(current);
    const row = step(by);
    if (row !== undefined) next.add(row.id);
    setTicked(next);
  };
  const onControl = (event: KeyboardEvent) =>
    event.target instanceof HTMLElement && event.target.closest('button, a[href]:not(.cell-title-text), .panel') !== null;
  const openCurrent = (event: KeyboardEvent) => (current === null || onControl(event) ? false : open(current));
  useKeys({
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    KeyJ: () => step(1),
    KeyK: () => step(-1),
    'Shift+ArrowDown': () => range(1),
    'Shift+ArrowUp': () => range(-1),
    Enter: openCurrent,
    Space: (event) => {
      if (current === null || onControl(event)) return false;
      setTicked(toggled(ticked, current));
      return true;
    },
  });

  const live = useRef({ current, ticked, setTicked, indexOf, itemAt });
  live.current = { current, ticked, setTicked, indexOf, itemAt };
  const tick = useCallback((row: CaseRow, shift: boolean) => {
    const { current: from, ticked: before, indexOf: find, itemAt: at } = live.current;
    const [a = -1, b = -1] = [from === null ? -1 : find(from), find(row.id)].sort((x, y) => x - y);
    if (!shift || a < 0) {
      live.current.setTicked(toggled(before, row.id));
      return;
    }
    const next = new Set(before);
    for (let i = a; i <= b; i += 1) {
      const item = at(i);
      if (item.kind === 'row' && item.row !== undefined) next.add(item.row.id);
    }
    live.current.setTicked(next);
  }, []);

  return (
    <div
      className="grid-scroller"
      ref={scroller}
      role="grid"
      aria-label={props.label}
      aria-rowcount={count + 1}
      aria-multiselectable="true"
      data-testid={id.list}
    >
      <GridHeader {...props} />
      <div className="grid-space" role="presentation" style={{ height: virtual.getTotalSize() - HEADER_HEIGHT }}>
        <div
          className="grid-block"
          role="presentation"
          style={{ transform: `translateY(${(items[0]?.start ?? HEADER_HEIGHT) - HEADER_HEIGHT}px)` }}
        >
          {items.map(({ index }) => {
            const item = itemAt(index);
            if (item.kind === 'group') return <GroupRow key={`group-${item.name}`} item={item} ariaIndex={index + 2} />;
            if (item.row === undefined) return <BarRow key={`bar-${index}`} ariaIndex={index + 2} />;
            return (
              <GridRow
                key={item.row.id}
                row={item.row}
                today={today}
                ariaIndex={index + 2}
                current={item.row.id === current}
                ticked={ticked.has(item.row.id)}
                tick={tick}
                choose={setCurrent}
                open={open}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

const HEADERS: { label: string; sort: SortBy | null }[] = [
  { label: '编号', sort: 'number' },
  { label: '标题', sort: 'title' },
  { label: '渠道', sort: 'channel' },
  { label: '社区', sort: 'community' },
  { label: '状态', sort: 'state' },
  { label: '期限', sort: 'due' },
  { label: '同步', sort: null },
];

function GridHeader({ count, itemAt, ticked, setTicked, sort, descending, onSort }: CaseGridProps) {
  const rows = () => {
    const found: CaseId[] = [];
    for (let i = 0; i < count; i += 1) {
      const item = itemAt(i);
      if (item.kind === 'row' && item.row !== undefined) found.push(item.row.id);
    }
    return found;
  };
  return (
    <div role="row" className="grid-header" aria-rowindex={1}>
      <div role="columnheader" className="cell">
        <input
          type="checkbox"
          className="check"
          aria-label="勾选全部已载入的工单"
          checked={ticked.size > 0}
          onChange={() => setTicked(ticked.size > 0 ? new Set() : new Set(rows()))}
        />
      </div>
      {HEADERS.map(({ label, sort: by }) => {
        const here = by === sort;
        const arrow = here ? (descending ? ' ↓' : ' ↑') : '';
        return (
          <div
            key={label}
            role="columnheader"
            className="cell"
            aria-sort={here ? (descending ? 'descending' : 'ascending') : undefined}
          >
            {by !== null && onSort !== undefined ? (
              <button type="button" className="header-button" onClick={() => onSort(by)}>
                {label}
                {arrow}
              </button>
            ) : (
              `${label}${arrow}`
            )}
          </div>
        );
      })}
    </div>
  );
}

function GroupRow({ item, ariaIndex }: { item: Extract<GridItem, { kind: 'group' }>; ariaIndex: number }) {
  return (
    <div role="row" className="grid-group" aria-rowindex={ariaIndex} data-group={item.name}>
      <div role="gridcell" aria-colspan={8} className="grid-group-cell">
        <h2>{item.title}</h2> <span>{item.total}</span>
        <span className="grid-group-note">{item.note}</span>
        <span className="grow" />
        {item.action}
      </div>
    </div>
  );
}

function toggled(ids: ReadonlySet<CaseId>, one: CaseId): ReadonlySet<CaseId> {
  const next = new Set(ids);
  if (!next.delete(one)) next.add(one);
  return next;
}
