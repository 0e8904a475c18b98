import {
  Fragment,
  useCallback,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
} from 'react';
import { GrowingText } from '../../drafts/GrowingText';
import { id } from '../../testids';
import { isComposing } from '../../ui';
import { tableWords } from '../../words/annex';
import { letterWords as words } from '../../words/letter';
import {
  ADDRESSEE,
  insert,
  insertTable,
  joinBack,
  joinForward,
  numbers,
  removeTable,
  setLevel,
  setTable,
  split,
  TITLE,
  type,
  type Caret,
  type Edit,
  type Sheet,
} from './sheet';
import { TableEditor, type TableHandle } from './TableEditor';
import type { Mark } from './useChecks';

export interface SheetHandle {
  /** puts text at the cursor */
  insert: (text: string) => void;
  /** below the paragraph of the cursor */
  insertTable: () => void;
  setLevel: (level: number) => void;
  select: (caret: Caret) => void;
  /** puts text in the place of what stands there */
  replace: (caret: Caret, text: string) => void;
  /** back to where the cursor was */
  focus: () => void;
  /** the line the cursor is in, in the window */
  line: () => { top: number; bottom: number } | null;
}

interface Props {
  ref: Ref<SheetHandle>;
  sheet: Sheet;
  /** names of what is usually attached */
  usual: readonly string[];
  /** what the check found, by the key of its paragraph */
  marks: ReadonlyMap<number, Mark[]>;
  /** `what` names the field typed in; '' is an edit that is undone alone */
  onChange: (sheet: Sheet, what: string) => void;
  onUndo: () => void;
  onRedo: () => void;
  /** the cursor stands in a paragraph of this level */
  onLevel: (level: number) => void;
  onLeave: () => void;
}

/** Title, addressee, paragraphs. The gutter says what each is; the numbers are set
 *  by the layout. */
export function SheetEditor({ ref, sheet, usual, marks, onChange, onUndo, onRedo, onLevel, onLeave }: Props) {
  const fields = useRef(new Map<number, HTMLTextAreaElement>());
  const tables = useRef(new Map<number, TableHandle>());
  const cursor = useRef<Caret>({ key: sheet.blocks[0]?.key ?? 0, at: 0 });
  const wanted = useRef<Caret | null>(null);

  const place = useCallback((caret: Caret) => {
    const field = fields.current.get(caret.key);
    if (!field) return;
    field.focus();
    field.setSelectionRange(caret.at, caret.to ?? caret.at);
    field.scrollIntoView({ block: 'nearest' });
  }, []);
  useLayoutEffect(() => {
    if (!wanted.current) return;
    place(wanted.current);
    wanted.current = null;
  });

  const apply = (edit: Edit | null, what = ''): boolean => {
    if (!edit) return false;
    wanted.current = edit.caret;
    onChange({ ...sheet, blocks: edit.blocks }, what);
    return true;
  };
  useImperativeHandle(ref, () => ({
    insert: (text) => {
      const known = sheet.blocks.some((block) => block.key === cursor.current.key);
      const { key, at, to } = known ? cursor.current : { key: sheet.blocks.at(-1)?.key ?? 0, at: Infinity, to: undefined };
      const end = sheet.blocks.find((block) => block.key === key)?.text.length ?? 0;
      apply(insert(sheet.blocks, key, Math.min(at, end), Math.min(to ?? at, end), text));
    },
    insertTable: () => {
      apply(insertTable(sheet.blocks, cursor.current.key, tableWords.columns));
    },
    setLevel: (level) => {
      wanted.current = cursor.current;
      onChange({ ...sheet, blocks: setLevel(sheet.blocks, cursor.current.key, level) }, '');
    },
    select: place,
    replace: ({ key, at, to }, text) => {
      apply(insert(sheet.blocks, key, at, to ?? at, text));
    },
    focus: () => place(cursor.current),
    line: () => {
      const field = fields.current.get(cursor.current.key);
      return field ? lineAt(field, cursor.current.at) : null;
    },
  }));
  const hold = (key: number) => (field: HTMLTextAreaElement | null) => {
    if (field) fields.current.set(key, field);
    else fields.current.delete(key);
  };

  const remember = (key: number, field: HTMLTextAreaElement) => {
    cursor.current = { key, at: field.selectionStart, to: field.selectionEnd };
  };
  const step = (key: number, by: -1 | 1): boolean => {
    const index = sheet.blocks.findIndex((block) => block.key === key);
    const next = sheet.blocks[index + by];
    if (!next) return false;
    if (by < 0 && next.table) {
      tables.current.get(next.key)?.focus('last');
      return true;
    }
    place({ key: next.key, at: by < 0 ? next.text.length : 0 });
    return true;
  };

  const isTable = (key: number) => Boolean(sheet.blocks.find((block) => block.key === key)?.table);

  const onKey = (event: KeyboardEvent<HTMLTextAreaElement>, key: number) => {
    if (isComposing(event.nativeEvent)) return;
    const field = event.currentTarget;
    const { selectionStart: from, selectionEnd: to } = field;
    const collapsed = from === to;
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
    const level = /^(?:Digit|Numpad)([0-4])$/.exec(event.code)?.[1];
    let done = false;
    if (event.ctrlKey && event.altKey && level !== undefined) {
      wanted.current = { key, at: from, to };
      onChange({ ...sheet, blocks: setLevel(sheet.blocks, key, Number(level)) }, '');
      onLevel(Number(level));
      done = true;
    } else if (event.ctrlKey && event.altKey && event.code === 'KeyT') {
      done = apply(insertTable(sheet.blocks, key, tableWords.columns));
    } else if (isTable(key) && plain && (event.key === 'Enter' || (event.key === 'ArrowDown' && collapsed && from === field.value.length))) {
      tables.current.get(key)?.focus('first');
      done = true;
    } else if (event.key === 'Enter' && plain) {
      const without = type(sheet.blocks, key, field.value.slice(0, from) + field.value.slice(to));
      done = apply(split(without, key, from));
    } else if (event.key === 'Backspace' && plain && collapsed && from === 0) {
      done = apply(joinBack(sheet.blocks, key));
    } else if (event.key === 'Delete' && plain && collapsed && from === field.value.length) {
      done = apply(joinForward(sheet.blocks, key));
    } else if ((event.key === 'ArrowUp' || event.key === 'ArrowLeft') && plain && collapsed && from === 0) {
      done = step(key, -1);
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowRight') && plain && collapsed && from === field.value.length) {
      done = step(key, 1);
    }
    if (done) event.preventDefault();
  };

  const gutter = numbers(sheet.blocks);
  return (
    <div
      className="sheet"
      onBlur={onLeave}
      onKeyDown={(event) => {
        if (isComposing(event.nativeEvent) || !(event.ctrlKey || event.metaKey) || event.altKey) return;
        if (event.code === 'KeyZ' && !event.shiftKey) onUndo();
        else if ((event.code === 'KeyZ' && event.shiftKey) || event.code === 'KeyY') onRedo();
        else return;
        event.preventDefault();
      }}
    >
      <Line name={words.title}>
        <GrowingText
          ref={hold(TITLE)}
          className="sheet-text sheet-title"
          data-testid={id.letterTitle}
          aria-label={words.title}
          rows={1}
          value={sheet.title}
          onChange={(event) => onChange({ ...sheet, title: event.target.value.replace(/\n/g, '') }, 'title')}
        />
      </Line>
      <Line name={words.addressee}>
        <GrowingText
          ref={hold(ADDRESSEE)}
          className="sheet-text"
          aria-label={words.addressee}
          rows={1}
          value={sheet.addressee}
          onChange={(event) => onChange({ ...sheet, addressee: event.target.value.replace(/\n/g, '') }, 'addressee')}
        />
      </Line>
      {sheet.blocks.map((block, index) => (
        <Line key={block.key} name={block.table ? tableWords.table : (gutter[index] ?? words.paragraph)} under={<Marks text={block.text} marks={marks.get(block.key)} />}>
          <GrowingText
            ref={hold(block.key)}
            className={block.level > 0 ? 'sheet-text sheet-heading' : 'sheet-text'}
            data-testid={id.letterParagraph(index + 1)}
            aria-label={block.table ? tableWords.captionName(index + 1) : words.paragraphName(index + 1, block.level)}
            placeholder={block.table ? tableWords.caption : undefined}
            rows={1}
            value={block.text}
            onFocus={() => onLevel(block.level)}
            onSelect={(event) => remember(block.key, event.currentTarget)}
            onChange={(event) => {
              remember(block.key, event.target);
              onChange({ ...sheet, blocks: type(sheet.blocks, block.key, event.target.value) }, `paragraph ${block.key}`);
            }}
            onKeyDown={(event) => onKey(event, block.key)}
            onPaste={(event) => {
              const text = event.clipboardData.getData('text/plain');
              if (!/[\r\n]/.test(text)) return;
              event.preventDefault();
              const { selectionStart, selectionEnd } = event.currentTarget;
              const kept = text.split(/\r\n?|\n/).filter((line) => line.trim() !== '').join('\n');
              apply(insert(sheet.blocks, block.key, selectionStart, selectionEnd, kept));
            }}
          />
          {block.table && (
            <TableEditor
              ref={(handle) => {
                if (handle) tables.current.set(block.key, handle);
                else tables.current.delete(block.key);
              }}
              table={block.table}
              n={index + 1}
              onChange={(table, what) => onChange({ ...sheet, blocks: setTable(sheet.blocks, block.key, table) }, what)}
              onLeave={(by) => (by < 0 ? place({ key: block.key, at: block.text.length }) : step(block.key, 1))}
              onRemove={() => apply(removeTable(sheet.blocks, block.key))}
            />
          )}
        </Line>
      ))}
      <Line name={words.attachments}>
        <GrowingText
          className="sheet-text"
          aria-label={words.attachments}
          placeholder={usual.length > 0 ? words.usual(usual) : words.onePerLine}
          rows={1}
          value={sheet.attachments}
          onChange={(event) => onChange({ ...sheet, attachments: event.target.value }, 'attachments')}
        />
      </Line>
      <Line name={words.note}>
        <GrowingText
          className="sheet-text"
          aria-label={words.note}
          placeholder={words.optional}
          rows={1}
          value={sheet.note}
          onChange={(event) => onChange({ ...sheet, note: event.target.value.replace(/\n/g, '') }, 'note')}
        />
      </Line>
      <Line name={words.copyTo}>
        <GrowingText
          className="sheet-text"
          aria-label={words.copyTo}
          placeholder={words.onePerLine}
          rows={1}
          value={sheet.copyTo}
          onChange={(event) => onChange({ ...sheet, copyTo: event.target.value }, 'copy')}
        />
      </Line>
    </div>
  );
}

function Line({ name, under, children }: { name: string; under?: ReactNode; children: ReactNode }) {
  return (
    <div className="sheet-line">
      <span className="sheet-gutter" aria-hidden>
        {name}
      </span>
      <div className="sheet-field">
        {under}
        {children}
      </div>
    </div>
  );
}

/** A text field does not tell where its cursor stands: its text is laid out once more. */
function lineAt(field: HTMLTextAreaElement, at: number): { top: number; bottom: number } {
  const mirror = document.createElement('div');
  mirror.className = `${field.className} sheet-marks`;
  mirror.textContent = field.value.slice(0, at);
  const cursor = document.createElement('span');
  cursor.textContent = '|';
  mirror.append(cursor);
  field.parentElement?.append(mirror);
  const { top, bottom } = cursor.getBoundingClientRect();
  mirror.remove();
  return { top, bottom };
}

/** The same text under the field, unseen but for what underlines the findings: a text
 *  field cannot mark its words. */
function Marks({ text, marks }: { text: string; marks: Mark[] | undefined }) {
  if (marks === undefined) return null;
  let from = 0;
  const pieces = marks.map(({ at, to, n }) => {
    const before = text.slice(from, at);
    from = to;
    return (
      <Fragment key={n}>
        {before}
        <mark>{text.slice(at, to)}</mark>
        <span className="letter-number sheet-number">{n}</span>
      </Fragment>
    );
  });
  return (
    <div className="sheet-text sheet-marks" aria-hidden>
      {pieces}
      {text.slice(from)}
    </div>
  );
}
