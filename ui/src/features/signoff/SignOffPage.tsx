import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { key, useAsk } from '../../app/data';
import type { LetterId, LetterRow } from '../../host/types';
import { id } from '../../testids';
import { Empty, ErrorSentence, useKeys } from '../../ui';
import { letterWords as words } from '../../words/letter';
import { Decision } from './Decision';
import { Queue, type Done } from './Queue';
import './signoff.css';

/** 签发: the head decides, one letter at a time, with its page on the screen. */
export function SignOffPage() {
  const list = useAsk([...key.letters, 'submitted'], 'list_letters', { list: 'submitted' });
  const queue = useMemo(() => list.data ?? [], [list.data]);
  const [chosen, setChosen] = useState<LetterRow | null>(null);
  const [done, setDone] = useState<Done[]>([]);
  const mine = useMemo(() => new Set(done.map((one) => one.id)), [done]);
  const waiting = queue.filter((row) => !mine.has(row.id));
  const page = useRef<HTMLDivElement>(null);

  // the letter being read stays, also when another head took it out of the queue
  const current = chosen ?? waiting[0] ?? null;
  const fresh = waiting.find((row) => row.id === current?.id) ?? null;
  useEffect(() => {
    if (chosen === null && waiting[0]) setChosen(waiting[0]);
  }, [chosen, waiting]);

  const open = useCallback((row: LetterRow | null) => {
    setChosen(row);
    requestAnimationFrame(() => page.current?.querySelector<HTMLElement>('.letter-sheets')?.focus());
  }, []);
  const after = (letter: LetterId): LetterRow | null => {
    const index = waiting.findIndex((row) => row.id === letter);
    const rest = waiting.filter((row) => row.id !== letter);
    return rest[Math.max(0, Math.min(index, rest.length - 1))] ?? null;
  };
  const decided = (row: LetterRow, what: string) => {
    setDone((before) => [{ id: row.id, row, what }, ...before]);
    open(after(row.id));
  };
  const step = (by: 1 | -1) => {
    const index = waiting.findIndex((row) => row.id === current?.id);
    const next = waiting[index + by];
    if (next) open(next);
  };
  useKeys({
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    KeyJ: () => step(1),
    KeyK: () => step(-1),
  });

  return (
    <div className="signoff" data-testid={id.signoff}>
      <Queue rows={waiting} current={current?.id ?? null} done={done} onOpen={open} />
      {list.isError && (
        <div className="signoff-error">
          <ErrorSentence error={list.error} />
        </div>
      )}
      {current === null && list.data !== undefined && (
        <div className="signoff-empty">
          <Empty title={words.queueEmpty}>{words.queueEmptyNext}</Empty>
        </div>
      )}
      {current !== null && (
        <Decision
          key={current.id}
          row={fresh ?? current}
          inQueue={fresh !== null}
          pageRef={page}
          onDecided={decided}
          onNext={() => open(after(current.id))}
        />
      )}
    </div>
  );
}
