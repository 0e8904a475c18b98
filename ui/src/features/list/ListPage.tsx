// A flat list: any of the places under 工单, in any order, of any length.

import { Button } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import { useOverview, useToday } from '../../app/data';
import { go } from '../../app/route';
import { setCurrentCase } from '../../app/stage';
import { reportPainted } from '../../app/painted';
import type { CaseId, ListView, SortBy } from '../../host/types';
import { Empty, ErrorSentence, PageHead, useAtLeast } from '../../ui';
import { count, VIEW } from '../../words';
import { CaseReading } from '../case/CaseReading';
import { BatchBar } from './BatchBar';
import { CaseGrid } from './CaseGrid';
import { FilterBar } from './FilterBar';
import { ListFoot } from './ListFoot';
import { isFiltered, NO_FILTERS, queryOf, useRemembered, type Filters } from './memory';
import { NewRowsLine, OfflineBanner, RefusedLines } from './Notices';
import { SearchField } from './SearchField';
import { useListKeys } from './useListKeys';
import { useRows } from './useRows';

export function ListPage({ view }: { view: ListView }) {
  const today = useToday();
  const [filters, setFilters] = useRemembered(view, 'filters');
  const [current, setCurrent] = useRemembered(view, 'current');
  const [ticked, setTicked] = useRemembered(view, 'ticked');
  const [clipped, setClipped] = useState<string | null>(null);
  const rows = useRows(queryOf(view, filters));
  const clearTicks = useCallback(() => setTicked(new Set()), [setTicked]);
  const keys = useListKeys(current, ticked, clearTicks);
  const wide = useAtLeast(1600);

  const firstRow = rows.rowAt(0)?.id ?? null;
  useEffect(() => {
    if (current === null && firstRow !== null) setCurrent(firstRow);
  }, [current, firstRow, setCurrent]);
  useEffect(() => setCurrentCase(current), [current]);
  useEffect(() => {
    if (!rows.loading) reportPainted('list');
  }, [rows.loading]);

  const open = useCallback((id: CaseId) => go({ at: 'case', case: id, from: { at: 'list', view } }), [view]);
  const sortBy = (sort: SortBy) => setFilters({ ...filters, sort, descending: sort === filters.sort && !filters.descending });
  const { rowAt } = rows;
  const itemAt = (index: number) => ({ kind: 'row' as const, row: rowAt(index) });
  const empty = !rows.loading && rows.total === 0;

  return (
    <div className="split">
      <div className="view">
        <PageHead title={VIEW[view]} note={`${count(rows.total)} 件`}>
          <SearchField value={filters.search} change={(search) => setFilters({ ...filters, search })} />
        </PageHead>
        <OfflineBanner />
        {ticked.size > 0 ? (
          <BatchBar count={ticked.size} signFor={() => keys.signFor([...ticked])} clear={clearTicks} />
        ) : (
          <FilterBar filters={filters} change={setFilters} total={rows.total} />
        )}
        <RefusedLines refused={keys.refused} error={keys.error} forget={keys.forget} />
        <NewRowsLine />
        {rows.error !== null && <ErrorSentence error={rows.error} />}
        {empty ? (
          <NoRows view={view} filters={filters} clear={() => setFilters(NO_FILTERS)} />
        ) : (
          <CaseGrid
            name={view}
            label={VIEW[view]}
            count={rows.loading ? 20 : rows.total}
            itemAt={itemAt}
            indexOf={rows.indexOf}
            shape="flat"
            onRange={rows.show}
            today={today}
            current={current}
            setCurrent={setCurrent}
            ticked={ticked}
            setTicked={setTicked}
            open={open}
            sort={filters.sort}
            descending={filters.descending}
            onSort={sortBy}
            onClipped={setClipped}
          />
        )}
        <ListFoot total={rows.total} inStore={rows.inStore} clipped={clipped} />
      </div>
      {wide && current !== null && !empty && <CaseReading caseId={current} from={{ at: 'list', view }} />}
    </div>
  );
}

const NEXT: Partial<Record<ListView, string>> = {
  to_sign_for: '新派来的工单会出现在这里。',
  in_progress: '签收后的工单会出现在这里。',
  due_today: '今天没有要到期的工单。',
  overdue: '逾期的工单会出现在这里。',
  answered: '答复送达、还没有办结的工单会出现在这里。',
  to_approve: '承办人申请的延期会出现在这里。',
};

function NoRows({ view, filters, clear }: { view: ListView; filters: Filters; clear: () => void }) {
  const overview = useOverview();
  if (isFiltered(filters)) {
    return (
      <Empty title="没有符合条件的工单" action={<Button onClick={clear}>清除筛选</Button>}>
        {filters.search.trim() === '' ? '换一个条件，或清除筛选。' : `没有找到“${filters.search.trim()}”。`}
      </Empty>
    );
  }
  const busy = overview?.in_progress ?? 0;
  return (
    <Empty
      title={`没有${VIEW[view] === '全部工单' ? '工单' : `${VIEW[view]}的工单`}`}
      action={
        view !== 'in_progress' && busy > 0 ? (
          <Button onClick={() => go({ at: 'list', view: 'in_progress' })}>看办理中 {busy} 件</Button>
        ) : undefined
      }
    >
      {NEXT[view] ?? '同步后，本单位的工单会出现在这里。'}
    </Empty>
  );
}
