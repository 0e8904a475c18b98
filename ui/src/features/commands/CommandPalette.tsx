// Ctrl+K: acts on this case, places, cases by number, title or initials. Acts
// that are refused are listed with their reason.

import { CornerDownRight, RefreshCw, Search, type LucideIcon } from 'lucide-react';
import { ACT_ICON } from './icons';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { key, useAsk, useStatus, useTell } from '../../app/data';
import { placeNow, useSignFor } from '../../app/acts';
import { go } from '../../app/route';
import { useStage } from '../../app/stage';
import type { CaseView } from '../../host/types';
import { id } from '../../testids';
import { isComposing, Kbd, KeyHint, useKeys } from '../../ui';
import { ACT, shortReason } from '../../words';
import { doAct, headActs } from '../case/acts';
import { NO_FILTERS, queryOf } from '../list/memory';
import { placesOf } from '../frame/places';
import { initialsOf } from './initials';

interface Command {
  name: string;
  group: string;
  words: string;
  icon: LucideIcon;
  keys: string[];
  /** why not; listed all the same */
  reason?: string;
  run: () => void;
}

export function CommandPalette({ onClose }: { onClose: () => void }) {
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const listId = useId();
  const commands = useCommands(typed.trim());
  useEffect(() => {
    const before = document.activeElement;
    input.current?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  useEffect(() => setAt(0), [typed]);
  useEffect(() => {
    void list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  useKeys({ Escape: onClose, 'Ctrl+KeyK': onClose }, 'floating');

  const run = (command: Command | undefined) => {
    if (command === undefined || command.reason !== undefined) return;
    onClose();
    command.run();
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (isComposing(event.nativeEvent)) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setAt((at + step + commands.length) % Math.max(1, commands.length));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      run(commands[at]);
    }
  };
  return (
    <div className="veil" onMouseDown={(event) => event.target === event.currentTarget && onClose()}>
      <div className="palette" role="dialog" aria-modal="true" aria-label="命令" data-testid={id.commands}>
        <div className="palette-head">
          <Search className="icon" aria-hidden="true" />
          <input
            ref={input}
            role="combobox"
            aria-expanded="true"
            aria-controls={listId}
            aria-activedescendant={commands[at] === undefined ? undefined : `${listId}-${at}`}
            aria-label="命令"
            placeholder="输入命令、编号、标题或拼音首字母，如“dfh”"
            value={typed}
            data-testid={id.commandInput}
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={onKeyDown}
          />
          <Kbd>Esc</Kbd>
        </div>
        <div className="palette-list" ref={list} id={listId} role="listbox" aria-label="命令">
          {commands.map((command, index) => (
            <div key={command.name} role="presentation">
              {command.group !== commands[index - 1]?.group && (
                <div className="palette-group" role="presentation">
                  {command.group}
                </div>
              )}
              <div
                id={`${listId}-${index}`}
                role="option"
                className="palette-item"
                aria-selected={index === at}
                aria-disabled={command.reason !== undefined}
                onMouseMove={() => setAt(index)}
                onClick={() => run(command)}
              >
                <command.icon className="icon" aria-hidden="true" />
                <span className="palette-words">{command.words}</span>
                {command.reason !== undefined && <span className="meta">{command.reason}</span>}
                <span className="palette-keys">
                  {command.keys.map((name) => (
                    <Kbd key={name}>{name}</Kbd>
                  ))}
                </span>
              </div>
            </div>
          ))}
          {commands.length === 0 && <p className="palette-group">没有找到“{typed.trim()}”</p>}
        </div>
        <div className="palette-foot">
          <KeyHint keys={['↑', '↓']}>选择</KeyHint>
          <KeyHint keys={['Enter']}>执行</KeyHint>
          <span className="grow" />
          <span className="meta">不能做的也列出，并写明原因</span>
        </div>
      </div>
    </div>
  );
}

function useCommands(typed: string): Command[] {
  const { currentCase } = useStage();
  const { person } = useStatus();
  const sign = useSignFor();
  const syncNow = useTell('sync_now');
  const opened = useAsk(key.case(currentCase ?? ''), 'open_case', { case: currentCase ?? '' }, { enabled: currentCase !== null });
  const query = useMemo(() => ({ ...queryOf('all', { ...NO_FILTERS, search: typed, sort: 'changed', descending: true }), limit: 8 }), [typed]);
  const found = useAsk([...key.list, query, 'commands'], 'list_cases', { query }, { enabled: typed.length > 0 });

  const acts = opened.data === undefined ? [] : actCommands(opened.data, (id) => void sign([id]));
  const places = placesOf(person?.role ?? 'handler')
    .flatMap((group) => group.places)
    .map<Command>((place) => ({
      name: `place-${place.name}`,
      group: '去',
      words: place.label,
      icon: place.icon,
      keys: place.second === undefined ? [] : ['G', place.second.slice(3)],
      run: () => go(place.route),
    }));
  const others: Command[] = [
    { name: 'sync', group: '去', words: '现在同步', icon: RefreshCw, keys: ['F5'], run: () => syncNow.mutate({}) },
  ];
  const cases = (typed === '' ? [] : (found.data?.rows ?? [])).map<Command>((row) => ({
    name: `case-${row.id}`,
    group: '工单',
    words: `${row.number}　${row.title}`,
    icon: CornerDownRight,
    keys: [],
    run: () => go({ at: 'case', case: row.id, from: placeNow() }),
  }));
  const wanted = typed.toLowerCase();
  const matches = (command: Command) => wanted === '' || command.words.includes(typed) || initialsOf(command.words).includes(wanted);
  return [...[...acts, ...places, ...others].filter(matches), ...cases];
}

function actCommands(view: CaseView, signFor: (id: string) => void): Command[] {
  const group = `对这件　${view.row.title}`;
  const allowed = headActs(view).map<Command>((one) => ({
    name: `act-${one.act}`,
    group,
    words: one.label,
    icon: ACT_ICON[one.act] ?? CornerDownRight,
    keys: one.key === undefined ? [] : [one.key],
    run: () => doAct(view, one.act, placeNow(), () => signFor(view.row.id)),
  }));
  const refused = view.not_yet.map<Command>(({ act, reason }) => ({
    name: `not-${act}`,
    group,
    words: ACT[act],
    icon: ACT_ICON[act] ?? CornerDownRight,
    keys: [],
    reason: shortReason(reason),
    run: () => undefined,
  }));
  return [...allowed, ...refused];
}
