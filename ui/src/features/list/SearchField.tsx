import { Search, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { id } from '../../testids';
import { isComposing, Kbd } from '../../ui';

const PAUSE_MS = 120;

/** Searches while typing, never while an input method composes. */
export function SearchField({ value, change }: { value: string; change: (value: string) => void }) {
  const [typed, setTyped] = useState(value);
  const composing = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const type = (next: string) => {
    setTyped(next);
    clearTimeout(timer.current);
    if (!composing.current) timer.current = setTimeout(() => change(next), PAUSE_MS);
  };
  const now = (next: string) => {
    clearTimeout(timer.current);
    setTyped(next);
    change(next);
  };
  return (
    <div className="search" role="search">
      <Search className="icon" aria-hidden="true" />
      <input
        type="text"
        aria-label="搜索"
        placeholder="搜标题、正文、编号、姓名拼音首字母"
        data-testid={id.search}
        value={typed}
        onChange={(event) => type(event.target.value)}
        onCompositionStart={() => {
          composing.current = true;
        }}
        onCompositionEnd={(event) => {
          composing.current = false;
          type(event.currentTarget.value);
        }}
        onKeyDown={(event) => {
          if (isComposing(event.nativeEvent)) return;
          if (event.key === 'Enter') now(typed);
          if (event.key === 'Escape') {
            event.preventDefault();
            if (typed === '') event.currentTarget.blur();
            else now('');
          }
        }}
      />
      {typed === '' ? (
        <Kbd>/</Kbd>
      ) : (
        <button type="button" className="icon-button" aria-label="清除搜索" onClick={() => now('')}>
          <X className="icon" aria-hidden="true" />
        </button>
      )}
    </div>
  );
}
