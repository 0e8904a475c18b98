// 今日 answers one question: what first?

import { Button } from 'antd';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { key, useAsk, useOverview, useStatus, useToday } from '../../app/data';
import { reportPainted } from '../../app/painted';
import { go, TODAY } from '../../app/route';
import { setCurrentCase } from '../../app/stage';
import type { CaseId } from '../../host/types';
import { Empty, ErrorSentence, PageHead, useAtLeast } from '../../ui';
import { GROUP, sentenceDate, weekday } from '../../words';
import { CaseReading } from '../case/CaseReading';
import { BatchBar } from '../list/BatchBar';
import { CaseGrid, type GridItem } from '../list/CaseGrid';
import { FilterBar } from '../list/FilterBar';
import { ListFoot } from '../list/ListFoot';
import { isFiltered, NO_FILTERS, remember, useRemembered } from '../list/memory';
import { CalendarBanner, NewRowsLine, OfflineBanner, RefusedLines } from '../list/Notices';
import { SearchField } from '../list/SearchField';
import { useListKeys } from '../list/useListKeys';
import { Strip } from './Strip';
import { groupNote, indexOfRow, todayItems } from './groups';

export function TodayPage() {
  const today = useToday();
  const { person } = useStatus();
  const overview = useOverview();
  const { data: morning, error } = useAsk(key.morning, 'morning', {}, { always: true });
  const [filters, setFilters] = useRemembered('today', 'filters');
  const [current, setCurrent] = useRemembered('today', 'current');
  const [ticked, setTicked] = useRemembered('today', 'ticked');
  const [clipped, setClipped] = useState<string | null>(null);
  const clearTicks = useCallback(() => setTicked(new Set()), [setTicked]);
  const keys = useListKeys(current, ticked, clearTicks);
  const wide = useAtLeast(1600);

  const items = useMemo(
    () => (morning === undefined ? [] : todayItems(morning, filters, person?.user ?? '')),
    [morning, filters, person],
  );
  const rows = useMemo(() => items.filter((item) => item.kind === 'row'), [items]);
  const firstRow = rows[0]?.row.id ?? null;
  useEffect(() => {
    if (current === null && firstRow !== null) setCurrent(firstRow);
  }, [current, firstRow, setCurrent]);
  useEffect(() => setCurrentCase(current), [current]);
  useEffect(() => {
    if (morning !== undefined) reportPainted('today');
  }, [morning]);

  const open = useCallback((id: CaseId) => go({ at: 'case', case: id, from: TODAY }), []);
  const search = (words: string) => {
    if (words.trim() === '') return;
    remember('all', { filters: { ...NO_FILTERS, search: words }, scroll: 0, current: null });
    go({ at: 'list', view: 'all' });
  };
  const showGroup = (group: string) => {
    const at = items.findIndex((item) => item.kind === 'group' && item.group.group === group);
    const row = items[at + 1];
    if (at >= 0 && row?.kind === 'row') {
      setCurrent(row.row.id);
      document.querySelector(`[data-group="${group}"]`)?.scrollIntoView({ block: 'center' });
    }
  };
  const itemAt = (index: number): GridItem => {
    const item = items[index];
    if (item === undefined) return { kind: 'row', row: undefined };
    if (item.kind === 'row') return item;
    const { group } = item;
    const waiting = group.group === 'to_sign_for' ? group.rows.filter((row) => row.state === 'assigned') : [];
    return {
      kind: 'group',
      name: group.group,
      title: GROUP[group.group].title,
      total: group.total,
      note: morning === undefined ? '' : groupNote(group, morning),
      action:
        waiting.length > 0 ? (
          <button type="button" className="link" onClick={() => keys.signFor(waiting.map((row) => row.id))}>
            全部签收 {waiting.length} 件
          </button>
        ) : undefined,
    };
  };
  const shape = items.map((item) => (item.kind === 'group' ? `${item.group.group}${item.group.rows.length}` : '')).join('');
  const empty = morning !== undefined && rows.length === 0;

  return (
    <div className="split">
      <div className="view">
        <PageHead title="今日" note={`${sentenceDate(today)} ${weekday(today)}`}>
          <SearchField value="" change={search} />
        </PageHead>
        <OfflineBanner />
        <CalendarBanner />
        {overview !== undefined && <Strip overview={overview} show={showGroup} />}
        {ticked.size > 0 ? (
          <BatchBar count={ticked.size} signFor={() => keys.signFor([...ticked])} clear={clearTicks} />
        ) : (
          <FilterBar filters={filters} change={setFilters} total={rows.length} />
        )}
        <RefusedLines refused={keys.refused} error={keys.error} forget={keys.forget} />
        <NewRowsLine />
        {error !== null && <ErrorSentence error={error} />}
        {empty ? (
          isFiltered(filters) ? (
            <Empty title="没有符合条件的工单" action={<Button onClick={() => setFilters(NO_FILTERS)}>清除筛选</Button>} />
          ) : (
            <NothingToday />
          )
        ) : (
          <CaseGrid
            name="today"
            label="今日的工单"
            count={morning === undefined ? 20 : items.length}
            itemAt={itemAt}
            indexOf={(id) => indexOfRow(items, id)}
            shape={shape}
            today={today}
            current={current}
            setCurrent={setCurrent}
            ticked={ticked}
            setTicked={setTicked}
            open={open}
            sort={filters.sort}
            descending={false}
            onClipped={setClipped}
          />
        )}
        <ListFoot total={rows.length} inStore={morning?.in_store ?? 0} clipped={clipped} />
      </div>
      {wide && current !== null && !empty && <CaseReading caseId={current} from={TODAY} />}
    </div>
  );
}

function NothingToday() {
  const overview = useOverview();
  const all = overview?.all ?? 0;
  return (
    <Empty
      title="今天没有要办的工单"
      action={all > 0 ? <Button onClick={() => go({ at: 'list', view: 'all' })}>看全部工单</Button> : undefined}
    >
      {all > 0 ? '没有逾期、到期和待签收的；新派来的工单会出现在这里。' : '本机还没有工单；同步后，本单位的工单会出现在这里。'}
    </Empty>
  );
}
