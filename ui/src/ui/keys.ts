// Keys, read by their place on the board. An input method is always on here:
// what it is composing is never a command.

import { useEffect, useRef } from 'react';
import { settings } from '../app/settings';

/** e.g. `KeyV`, `Ctrl+KeyK`, `Shift+Slash`, `Escape`; return false to pass it on. */
export type Bindings = Record<string, (event: KeyboardEvent) => unknown>;

/** What floats (a panel, the palette) lies over the page, also over a page that came after it. */
export type Layer = 'page' | 'floating';

const stack: { readonly layer: Layer; readonly current: Bindings }[] = [];
/** `G` was pressed and waits for its second letter. */
let leader: { code: string; until: number } | null = null;
const LEADER_MS = 1500;

function inTextField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'file'].includes(target.type);
  return target.closest('.ant-select-dropdown, .ant-picker-dropdown') !== null;
}

function spell(event: KeyboardEvent): string {
  const parts: string[] = [];
  if (event.ctrlKey || event.metaKey) parts.push('Ctrl');
  if (event.altKey) parts.push('Alt');
  if (event.shiftKey) parts.push('Shift');
  parts.push(event.code === 'NumpadEnter' ? 'Enter' : event.code);
  return parts.join('+');
}

/** Composing: keyCode 229 is all that some input methods tell. */
export function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}

export function handleKey(event: KeyboardEvent): void {
  if (isComposing(event) || event.defaultPrevented) return;
  const spelled = spell(event);
  const modified = event.ctrlKey || event.metaKey || event.altKey;
  const writing = inTextField(event.target);
  const isFunction = /^(Escape|F\d+|Tab)$/.test(event.code);
  if (writing && !modified && !isFunction) return;
  const isLetter = /^(Key|Digit|Slash)/.test(event.code) && !modified;
  if (isLetter && !settings().letterKeys) return;

  const asSecond = leader !== null && event.timeStamp < leader.until ? `${leader.code} ${spelled}` : null;
  leader = null;
  const nearest = (['floating', 'page'] as const).flatMap((layer) => stack.filter((entry) => entry.layer === layer).reverse());
  for (const name of asSecond === null ? [spelled] : [asSecond, spelled]) {
    for (const { current } of nearest) {
      const handler = current[name];
      if (handler !== undefined && handler(event) !== false) {
        event.preventDefault();
        return;
      }
    }
  }
  if (isLetter && stack.some(({ current }) => Object.keys(current).some((name) => name.startsWith(`${spelled} `)))) {
    leader = { code: spelled, until: event.timeStamp + LEADER_MS };
    event.preventDefault();
  }
}

/** Binds keys while the component stands; in a layer the newest binding comes first. */
export function useKeys(bindings: Bindings, layer: Layer = 'page'): void {
  const latest = useRef(bindings);
  useEffect(() => {
    latest.current = bindings;
  });
  useEffect(() => {
    const entry = {
      layer,
      get current() {
        return latest.current;
      },
    };
    if (stack.length === 0) window.addEventListener('keydown', handleKey);
    stack.push(entry);
    return () => {
      stack.splice(stack.indexOf(entry), 1);
      if (stack.length === 0) window.removeEventListener('keydown', handleKey);
    };
  }, [layer]);
}
