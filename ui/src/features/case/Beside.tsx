// The list that a case was opened from, beside it. Below 1200 px it is not
// drawn, but ↑ ↓ still move on.

import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import { key, useAsk, useStatus, useToday } from '../../app/data';
import { go, type ListPlace } from '../../app/route';
import type { CaseId, CaseRow, ListView } from '../../host/types';
import { Lamp, useAtLeast, useKeys } from '../../ui';
import { dueWords, stateWord, VIEW } from '../../words';
import { memoryOf, queryOf, remember } from '../list/memory';
import { useRows } from '../list/useRows';
import { todayItems, todayRows } from '../today/groups';

interface Around {
  total: number;
  rowAt: (index: number) => CaseRow | undefined;
  indexOf: (id: CaseId) => number;
  show: (first: number, last: number) => void;
}

export function Beside({ caseId, from }: { caseId: CaseId; from: ListPlace }) {
  return from.at === 'today' ? <BesideToday caseId={caseId} from={from} /> : <BesideList caseId={caseId} from={from} view={from.view} />;
}

function BesideToday({ caseId, from }: { caseId: CaseId; from: ListPlace }) {
  const { person } = useStatus();
  const { data: morning } = useAsk(key.morning, 'morning', {});
  const rows = useMemo(
    () => (morning === undefined ? [] : todayRows(todayItems(morning, memoryOf('today').filters, person?.user ?? ''))),
    [morning, person],
  );
  const around: Around = {
    total: rows.length,
    rowAt: (index) => rows[index],
    indexOf: (id) => rows.findIndex((row) => row.id === id),
    show: () => undefined,
  };
  return <BesideRows around={around} caseId={caseId} from={from} />;
}

function BesideList({ caseId, from, view }: { caseId: CaseId; from: ListPlace; view: ListView }) {
  const rows = useRows(queryOf(view, memoryOf(view).filters));
  return <BesideRows around={rows} caseId={caseId} from={from} />;
}

const placeLabel = (place: ListPlace) => (place.at === 'today' ? '今日' : VIEW[place.view]);

function BesideRows({ around, caseId, from }: { around: Around; caseId: CaseId; from: ListPlace }) {
  const today = useToday();
  const drawn = useAtLeast(1200);
  const wide = useAtLeast(1600);
  const { total, rowAt, indexOf, show } = around;
  const scroller = useRef<HTMLDivElement>(null);
  const height = wide ? 58 : 78;
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 8,
    useFlushSync: false,
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  const found = indexOf(caseId);
  const place = useRef(0);
  if (found >= 0) place.current = found;
  const now = found >= 0 ? found : place.current;

  useEffect(() => show(Math.min(first, Math.max(0, now - 1)), Math.max(last, now + 1)), [show, first, last, now]);
  useEffect(() => virtual.measure(), [virtual, height]);
  useEffect(() => {
    if (found >= 0) virtual.scrollToIndex(found, { align: 'auto' });
  }, [virtual, found]);

  const open = (row: CaseRow | undefined) => {
    if (row === undefined) return;
    remember(from.at === 'today' ? 'today' : from.view, { current: row.id });
    go({ at: 'case', case: row.id, from }, 'replace');
  };
  const step = (by: 1 | -1) => open(rowAt(now + by));
  useKeys({
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    KeyJ: () => step(1),
    KeyK: () => step(-1),
  });
  if (!drawn) return null;
  return (
    <section className="beside" aria-label={placeLabel(from)} data-pane>
      <div className="beside-head">
        <button type="button" className="link" onClick={() => go(from)}>
          ‹ {placeLabel(from)}
        </button>
        <span className="grow" />
        <span className="meta">
          {found >= 0 ? found + 1 : '–'} / {total}
        </span>
        <button type="button" className="key-button" aria-label="上一件" onClick={() => step(-1)}>
          ↑
        </button>
        <button type="button" className="key-button" aria-label="下一件" onClick={() => step(1)}>
          ↓
        </button>
      </div>
      <div className="beside-scroller" ref={scroller} tabIndex={-1}>
        <ul className="beside-space" style={{ height: virtual.getTotalSize() }}>
          {items.map(({ index, start }) => {
            const row = rowAt(index);
            return (
              <li key={index} className="beside-item" style={{ height, transform: `translateY(${start}px)` }}>
                {row !== undefined && <BesideRow row={row} today={today} here={row.id === caseId} open={open} />}
              </li>
            );
          })}
        </ul>
      </div>
    </section>
  );
}

function BesideRow({ row, today, here, open }: { row: CaseRow; today: string; here: boolean; open: (row: CaseRow) => void }) {
  const due = dueWords(row, today);
  const mark = row.held ? '需处理' : row.pending > 0 ? '待同步' : '';
  return (
    <button
      type="button"
      className={`beside-row ${here ? 'beside-here' : ''}`}
      aria-current={here || undefined}
      tabIndex={here ? 0 : -1}
      onClick={() => open(row)}
    >
      <Lamp lamp={due.lamp} />
      <span className="beside-words">
        <span className="beside-title">{row.title}</span>
        <span className="beside-facts">
          <span>{stateWord(row)}</span>
          <span>{due.words}</span>
          <span>{mark}</span>
        </span>
      </span>
    </button>
  );
}
