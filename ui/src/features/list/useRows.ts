// The rows of a flat list, fetched by offset, a hundred at a time, around what
// is on the screen. While another question is being answered the rows of the
// last one stay, for 300 ms; then bars of the true height.

import { useQueries, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { key } from '../../app/data';
import { useHost } from '../../host';
import type { CaseId, CaseList, CaseRow, ListQuery } from '../../host/types';
import { CHUNK } from './memory';

const PATIENCE_MS = 300;

export interface Rows {
  total: number;
  inStore: number;
  /** nothing has been answered yet */
  loading: boolean;
  error: unknown;
  rowAt: (index: number) => CaseRow | undefined;
  /** tells which rows are on the screen */
  show: (first: number, last: number) => void;
  /** -1 where the row is not among those fetched */
  indexOf: (id: CaseId) => number;
}

export function useRows(query: ListQuery): Rows {
  const host = useHost();
  const client = useQueryClient();
  const wanted = JSON.stringify(query);
  const [shown, setShown] = useState(wanted);
  const [chunks, setChunks] = useState<readonly number[]>([0]);

  const ask = useCallback(
    (text: string, chunk: number) => {
      const asked = JSON.parse(text) as ListQuery;
      return {
        queryKey: [...key.list, asked, chunk],
        queryFn: () => host.call('list_cases', { query: { ...asked, offset: chunk * CHUNK, limit: CHUNK } }),
      };
    },
    [host],
  );

  useEffect(() => {
    if (wanted === shown) return undefined;
    let turned = false;
    const turn = () => {
      if (turned) return;
      turned = true;
      setChunks([0]);
      setShown(wanted);
    };
    const timer = setTimeout(turn, PATIENCE_MS);
    void client.prefetchQuery(ask(wanted, 0)).then(turn);
    return () => {
      turned = true;
      clearTimeout(timer);
    };
  }, [wanted, shown, client, ask]);

  const { lists, error } = useQueries({
    queries: chunks.map((chunk) => ({ ...ask(shown, chunk), refetchOnMount: 'always' as const })),
    combine: gather,
  });

  // a chunk on its way has no total yet: the last one known for this question stands
  const newest = lists.find((list) => list !== undefined);
  const known = useRef<{ of: string; list: CaseList } | null>(null);
  if (newest !== undefined) known.current = { of: shown, list: newest };
  const current = known.current?.of === shown ? known.current.list : undefined;

  const listOf = (chunk: number) => lists[chunks.indexOf(chunk)];
  return {
    total: current?.total ?? 0,
    inStore: current?.in_store ?? 0,
    loading: current === undefined,
    error,
    rowAt: (index) => listOf(Math.floor(index / CHUNK))?.rows[index % CHUNK],
    show: (first, last) => {
      const from = Math.floor(Math.max(0, first) / CHUNK);
      const to = Math.floor(Math.max(0, last) / CHUNK);
      const next = Array.from({ length: to - from + 1 }, (_, i) => from + i);
      if (next.join() !== chunks.join()) setChunks(next);
    },
    indexOf: (id) => {
      for (const list of lists) {
        const at = list?.rows.findIndex((row) => row.id === id) ?? -1;
        if (list !== undefined && at >= 0) return list.offset + at;
      }
      return -1;
    },
  };
}

function gather(answers: UseQueryResult<CaseList>[]) {
  return {
    lists: answers.map((answer) => answer.data),
    error: answers.find((answer) => answer.isError)?.error ?? null,
  };
}
