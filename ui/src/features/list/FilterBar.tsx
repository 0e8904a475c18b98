import { Checkbox, Select } from 'antd';
import { key, useAsk } from '../../app/data';
import type { Channel, Lamp, SortBy, State } from '../../host/types';
import { CHANNEL, count, STATE } from '../../words';
import type { Filters } from './memory';

const LAMPS: Record<Exclude<Lamp, 'none'>, string> = {
  red: '已逾期',
  yellow: '快到期',
  green: '未到期',
  paused: '停表',
};

const SORTS: Record<SortBy, string> = {
  due: '按期限排序',
  number: '按编号排序',
  title: '按标题排序',
  channel: '按渠道排序',
  community: '按社区排序',
  state: '按状态排序',
  changed: '按变化排序',
};

const ALL = '';

interface FilterBarProps {
  filters: Filters;
  change: (filters: Filters) => void;
  total: number;
}

export function FilterBar({ filters, change, total }: FilterBarProps) {
  const communities = useAsk(key.filters, 'filter_choices', {}).data?.communities ?? [];
  const set = (part: Partial<Filters>) => change({ ...filters, ...part });
  return (
    <div className="filters">
      <Choice
        label="社区"
        all="全部社区"
        value={filters.community}
        options={communities.map((name) => [name, name])}
        choose={(community) => set({ community })}
      />
      <Choice
        label="渠道"
        all="全部渠道"
        value={filters.channel}
        options={Object.entries(CHANNEL) as [Channel, string][]}
        choose={(channel) => set({ channel })}
      />
      <Choice
        label="状态"
        all="全部状态"
        value={filters.state}
        options={Object.entries(STATE) as [State, string][]}
        choose={(state) => set({ state })}
      />
      <Choice
        label="期限"
        all="全部期限"
        value={filters.lamp}
        options={Object.entries(LAMPS) as [Lamp, string][]}
        choose={(lamp) => set({ lamp })}
      />
      <Checkbox className="filter-mine" checked={filters.mine} onChange={(event) => set({ mine: event.target.checked })}>
        只看我承办的
      </Checkbox>
      <span className="grow" />
      <span className="meta">{count(total)} 件</span>
      <Select<SortBy>
        size="small"
        className="filter-sort"
        aria-label="排序"
        value={filters.sort}
        popupMatchSelectWidth={false}
        options={Object.entries(SORTS).map(([value, label]) => ({ value: value as SortBy, label }))}
        onChange={(sort) => set({ sort, descending: sort === 'changed' })}
      />
    </div>
  );
}

interface ChoiceProps<V extends string> {
  label: string;
  all: string;
  value: V | null;
  options: [V, string][];
  choose: (value: V | null) => void;
}

function Choice<V extends string>({ label, all, value, options, choose }: ChoiceProps<V>) {
  return (
    <Select<string>
      size="small"
      className="filter"
      aria-label={label}
      value={value ?? ALL}
      popupMatchSelectWidth={false}
      options={[{ value: ALL, label: all }, ...options.map(([code, words]) => ({ value: code, label: words }))]}
      onChange={(chosen) => choose(chosen === ALL ? null : (chosen as V))}
    />
  );
}
