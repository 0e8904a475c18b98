import { Search } from 'lucide-react';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import type { TextView } from '../../host/types';
import { id } from '../../testids';
import { isComposing, Kbd, KeyHint, useKeys } from '../../ui';
import { letterWords as words, OCCASION } from '../../words/letter';

/** Of the cursor, in pixels from the top of the editor. */
export interface Line {
  top: number;
  bottom: number;
}

interface Props {
  /** those of the case's category first */
  texts: readonly TextView[];
  line: Line;
  /** height of the editor: above or below the line, wherever there is room */
  within: number;
  onInsert: (text: string) => void;
  onClose: () => void;
}

/** px, as in letter.css */
const HEIGHT = 340;
const GAP = 4;

/** 常用语 at the cursor: search, choose, see it whole, insert. */
export function PhrasePicker({ texts, line, within, onInsert, onClose }: Props) {
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const listId = useId();
  const found = texts.filter((text) => matches(text, typed));
  const chosen = found[at];
  useEffect(() => input.current?.focus(), []);
  useEffect(() => {
    void list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  useKeys({ Escape: onClose, 'Ctrl+KeyJ': onClose }, 'floating');

  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent)) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setAt((at + step + found.length) % Math.max(1, found.length));
    } else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      if (chosen) onInsert(chosen.text);
    }
  };
  const below = line.bottom + GAP + HEIGHT <= within;
  return (
    <div
      className="phrases"
      role="dialog"
      aria-label={words.phrases}
      data-testid={id.letterPhrases}
      style={{ top: below ? line.bottom + GAP : Math.max(GAP, line.top - GAP - HEIGHT) }}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) onClose();
      }}
    >
      <div className="phrases-head">
        <Search className="icon" aria-hidden="true" />
        <input
          ref={input}
          role="combobox"
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={chosen === undefined ? undefined : `${listId}-${at}`}
          aria-label={words.findPhrase}
          placeholder={words.findPhraseHint}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
        <Kbd>Esc</Kbd>
      </div>
      <div className="phrases-list" ref={list} id={listId} role="listbox" aria-label={words.phrases}>
        {found.map((text, index) => (
          <div key={`${index} ${text.title}`} role="presentation">
            {(index === 0 || text.category !== found[index - 1]?.category) && (
              <div className="palette-group" role="presentation">
                {text.category ?? words.general}
              </div>
            )}
            <div
              id={`${listId}-${index}`}
              role="option"
              className="phrases-item"
              aria-selected={index === at}
              data-testid={id.letterPhrase(index + 1)}
              onMouseMove={() => setAt(index)}
              // the cursor stays in the search box: leaving it closes the picker
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => onInsert(text.text)}
            >
              <span className="palette-words">{text.title}</span>
              <span className="meta">{OCCASION[text.occasion]}</span>
            </div>
          </div>
        ))}
      </div>
      {chosen === undefined ? (
        <p className="phrases-preview quiet">{texts.length === 0 ? words.noPhrases : words.noPhrase(typed.trim())}</p>
      ) : (
        <p className="phrases-preview prose">{chosen.text}</p>
      )}
      <div className="palette-foot">
        <KeyHint keys={['↑', '↓']}>{words.phraseKeys.choose}</KeyHint>
        <KeyHint keys={['Enter']}>{words.phraseKeys.insert}</KeyHint>
        <KeyHint keys={['Esc']}>{words.phraseKeys.close}</KeyHint>
      </div>
    </div>
  );
}

/** All that is typed, in whatever order, stands in its title, text or occasion. */
function matches(text: TextView, typed: string): boolean {
  const all = `${text.title} ${OCCASION[text.occasion]} ${text.text}`.toLowerCase();
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
}
