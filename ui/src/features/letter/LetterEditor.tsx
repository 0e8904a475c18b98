import { Button, Select } from 'antd';
import { useEffect, useReducer, useRef, useState } from 'react';
import { key, useAsk } from '../../app/data';
import { back, type ListPlace } from '../../app/route';
import { useAutosave } from '../../drafts/useAutosave';
import { useHost } from '../../host';
import type { KeptFinding, LetterContent, LetterFinding, LetterKind, LetterState, LetterView } from '../../host/types';
import { id } from '../../testids';
import { asCommandError, ErrorSentence, KeyHint, useAtLeast, useKeys } from '../../ui';
import { clock, errorWords, LETTER_KIND, shortReason } from '../../words';
import { checkWords } from '../../words/checks';
import { tableWords } from '../../words/annex';
import { letterWords as words } from '../../words/letter';
import { begin, record, redo, undo, type History } from './history';
import { AnnexEditor } from './AnnexEditor';
import { Changes } from './Changes';
import { FoundSection, isKept, SaidSection } from './LetterChecks';
import { LetterHead } from './LetterHead';
import { LetterNotes } from './LetterNotes';
import { LetterPages } from './LetterPages';
import { PhrasePicker, type Line } from './PhrasePicker';
import { fromContent, isStill, toContent, typed, type Sheet } from './sheet';
import { SheetEditor, type SheetHandle } from './SheetEditor';
import { caretOf, marksOf, mustFix, useChecks } from './useChecks';
import { usePreview } from './usePreview';

interface Props {
  view: LetterView;
  from: ListPlace;
  /** the letter has left the writer's hands */
  onChanged: () => void;
}

interface Written {
  kind: LetterKind;
  content: LetterContent;
  kept: KeptFinding[];
}

type Step = { kind: 'edit'; sheet: Sheet; what: string; at: number } | { kind: 'undo' } | { kind: 'redo' };

function stepped(history: History<Sheet>, step: Step): History<Sheet> {
  if (step.kind === 'edit') return record(history, step.sheet, step.what, step.at);
  return step.kind === 'undo' ? undo(history) : redo(history);
}

const KINDS = (Object.keys(LETTER_KIND) as LetterKind[]).map((value) => ({ value, label: LETTER_KIND[value] }));
const LEVELS = words.levels.map((label, value) => ({ value, label }));

/** A letter taken up again is a draft until it is handed in anew. */
const writing = (state: LetterState): LetterState => (state === 'submitted' ? 'draft' : state);

/** Writing: the sheet, what there is to write from, the page as it will be printed. */
export function LetterEditor({ view, from, onChanged }: Props) {
  const host = useHost();
  const { row } = view;
  const [history, dispatch] = useReducer(stepped, view.content, (content) => begin(fromContent(content)));
  const [kind, setKind] = useState(row.kind);
  const [level, setLevel] = useState(history.present.blocks[0]?.level ?? 0);
  const [beside, setBeside] = useState<'notes' | 'preview'>('preview');
  const wide = useAtLeast(1080);
  const sheet = history.present;
  const editor = useRef<SheetHandle>(null);
  const column = useRef<HTMLDivElement>(null);
  const [picking, setPicking] = useState<Line | null>(null);
  const aids = useAsk([...key.case(row.case), 'aids', kind], 'writing_aids', { case: row.case, kind });

  const keeper = useAutosave<Written>(
    (newest) => host.call('save_letter_draft', { case: row.case, letter: row.id, ...newest }),
    view.saved_at,
  );
  const [preview, askPreview] = usePreview(row.case, { pages: view.pages, error: view.preview_error });
  const [checked, askChecks] = useChecks(row.case, { checks: view.checks, sheet });
  const [kept, setKept] = useState(view.kept);
  const shown = useRef({ sheet, kind, kept });
  const { change } = keeper;
  useEffect(() => {
    const last = shown.current;
    const same = last.sheet === sheet && last.kind === kind;
    if (same && last.kept === kept) return;
    shown.current = { sheet, kind, kept };
    change({ kind, content: typed(sheet), kept });
    if (same) return;
    askChecks({ kind, sheet });
    const drawn = toContent(sheet);
    if (drawn.title !== '' || drawn.body.length > 0) askPreview({ kind, content: drawn });
  }, [sheet, kind, kept, change, askChecks, askPreview]);

  const [switched, setSwitched] = useState(false);
  const startWith = (content: LetterContent) => dispatch({ kind: 'edit', sheet: fromContent(content), what: '', at: Date.now() });
  const choose = (next: LetterKind) => {
    setKind(next);
    setSwitched(true);
    // a beginning that nobody has touched gives way to that of the other kind
    if (aids.data === undefined || !isStill(sheet, aids.data.start)) return;
    void host.call('writing_aids', { case: row.case, kind: next }).then(({ start }) => startWith(start), () => undefined);
  };

  const { checks } = checked;
  const listed = checks.findings.filter((finding) => !isKept(kept, finding));
  const blocking = mustFix(checks);

  const content = toContent(sheet);
  const caseView = useAsk(key.case(row.case), 'open_case', { case: row.case });
  const notYet = caseView.data?.not_yet.find((one) => one.act === 'draft_letter');
  const reasons = [
    blocking > 0 && checkWords.mustFix(blocking),
    content.title === '' && words.missing.title,
    content.body.length === 0 && words.missing.body,
    preview.error !== null && content.body.length > 0 && words.missing.preview,
    notYet !== undefined && shortReason(notYet.reason),
  ].filter((reason) => typeof reason === 'string');

  const [submitting, setSubmitting] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const submit = async () => {
    if (submitting || reasons.length > 0) return;
    setSubmitting(true);
    setError(null);
    await keeper.flush();
    try {
      await host.call('submit_letter', { case: row.case, letter: row.id, kind, content: toContent(sheet), kept });
      keeper.discard();
      onChanged();
    } catch (refused) {
      setError(refused);
      setSubmitting(false);
    }
  };
  const printDraft = async () => {
    setError(null);
    await keeper.flush();
    try {
      await host.call('open_pdf', { case: row.case, letter: row.id });
    } catch (refused) {
      setError(refused);
    }
  };
  const visited = useRef(-1);
  const nextPlace = () => {
    const places = listed.map(({ place }) => caretOf(checked, place)).filter((place) => place !== null);
    if (places.length === 0) return;
    visited.current = (visited.current + 1) % places.length;
    const place = places[visited.current];
    if (place) editor.current?.select(place);
  };
  const select = (place: LetterFinding['place']) => {
    const caret = caretOf(checked, place);
    if (caret) editor.current?.select(caret);
  };
  const pick = () => {
    const top = column.current?.getBoundingClientRect().top ?? 0;
    const line = editor.current?.line() ?? { top, bottom: top };
    setPicking({ top: line.top - top, bottom: line.bottom - top });
  };
  const donePicking = () => {
    setPicking(null);
    editor.current?.focus();
  };
  useKeys({
    Escape: () => {
      void keeper.flush();
      back({ at: 'letter', case: row.case, kind, from });
    },
    'Ctrl+Enter': () => void submit(),
    'Ctrl+NumpadEnter': () => void submit(),
    'Ctrl+KeyS': () => void keeper.flush(),
    'Ctrl+KeyP': () => void printDraft(),
    'Ctrl+KeyJ': pick,
    F8: nextPlace,
  });

  return (
    <>
      <LetterHead view={{ ...view, row: { ...row, kind, state: writing(row.state) } }} from={from} onLeave={() => void keeper.flush()}>
        {reasons.length > 0 && <span className="letter-reason">{reasons.join('，')}</span>}
        <Button onClick={() => void printDraft()}>{words.printDraft}</Button>
        <Button
          type="primary"
          data-testid={id.letterSubmit}
          disabled={reasons.length > 0 || submitting}
          onClick={() => void submit()}
        >
          {words.submit} <span className="button-key">Ctrl+Enter</span>
        </Button>
      </LetterHead>

      <div className="letter letter-writing" data-testid={id.letter}>
        <div className="letter-editor" ref={column} inert={submitting}>
          <div className="letter-tools">
            <Select
              size="small"
              aria-label={words.kind}
              value={kind}
              options={KINDS}
              style={{ width: 150 }}
              popupMatchSelectWidth={false}
              data-testid={id.letterKind}
              onChange={choose}
            />
            <Select
              size="small"
              aria-label={words.level}
              value={level}
              options={LEVELS}
              style={{ width: 96 }}
              onChange={(next) => {
                setLevel(next);
                editor.current?.setLevel(next);
              }}
            />
            <button
              type="button"
              className="link letter-tool"
              aria-label={tableWords.insert}
              title={tableWords.insertKeys}
              data-testid={id.letterTable}
              onClick={() => editor.current?.insertTable()}
            >
              {tableWords.table}
            </button>
            <span className="letter-saved" data-testid={id.letterSaved} role="status">
              <SavedWords state={keeper.state} />
              <span>{words.revision(row.revision + (view.unsaved || row.revision === 0 ? 1 : 0))}</span>
            </span>
          </div>
          <div className="letter-scroll">
            {switched && aids.data !== undefined && !isStill(sheet, aids.data.start) && (
              <button type="button" className="link" data-testid={id.letterTemplate} onClick={() => startWith(aids.data.start)}>
                {words.useTemplate}
              </button>
            )}
            {row.state === 'returned' && row.remark !== null && (
              <blockquote className="letter-remark" role="note" aria-label={words.returnedTitle}>
                <b>{words.returnedTitle}</b>
                <p className="prose">{row.remark}</p>
              </blockquote>
            )}
            {row.revision > 0 && row.state === 'returned' && (
              <Changes row={row} savedAt={keeper.state.kind === 'saved' ? keeper.state.savedAt : undefined} />
            )}
            {error !== null && <ErrorSentence error={error} />}
            {keeper.state.kind === 'failed' && <ErrorSentence error={keeper.state.error} />}
            <SheetEditor
              ref={editor}
              sheet={sheet}
              usual={aids.data?.attachments ?? []}
              marks={marksOf(checked, listed, sheet)}
              onChange={(next, what) => dispatch({ kind: 'edit', sheet: next, what, at: Date.now() })}
              onUndo={() => dispatch({ kind: 'undo' })}
              onRedo={() => dispatch({ kind: 'redo' })}
              onLevel={setLevel}
              onLeave={() => void keeper.flush()}
            />
            <AnnexEditor
              sheet={sheet}
              photos={view.photos}
              place={caseView.data?.address ?? ''}
              onChange={(next, what) => dispatch({ kind: 'edit', sheet: next, what, at: Date.now() })}
            />
          </div>
          <footer className="letter-foot">
            <KeyHint keys={['Ctrl', 'Alt', '1']}>{words.heading1}</KeyHint>
            <KeyHint keys={['F8']}>{checkWords.next}</KeyHint>
            <button type="button" className="plain" onClick={pick}>
              <KeyHint keys={['Ctrl', 'J']}>{words.insertPhrase}</KeyHint>
            </button>
          </footer>
          {picking !== null && aids.data !== undefined && (
            <PhrasePicker
              texts={aids.data.texts}
              line={picking}
              within={column.current?.clientHeight ?? 0}
              onInsert={(text) => {
                setPicking(null);
                editor.current?.insert(text);
              }}
              onClose={donePicking}
            />
          )}
        </div>

        {!wide && (
          <div className="letter-tabs" role="group">
            <button type="button" className="link" aria-pressed={beside === 'preview'} onClick={() => setBeside('preview')}>
              {words.previewTab}
            </button>
            <button type="button" className="link" aria-pressed={beside === 'notes'} onClick={() => setBeside('notes')}>
              {checkWords.tab}
            </button>
          </div>
        )}
        {(wide || beside === 'notes') && (
          <LetterNotes view={view}>
            <SaidSection kind={kind} checks={checks} onPlace={select} />
            <FoundSection
              findings={listed}
              edit={{
                kept,
                onPlace: select,
                onReplace: ({ place, text }, instead) => {
                  const caret = caretOf(checked, place);
                  const block = sheet.blocks.find(({ key: known }) => known === caret?.key);
                  // what was checked a moment ago may have been rewritten
                  if (caret && block?.text.slice(caret.at, caret.to) === text) editor.current?.replace(caret, instead);
                },
                onKeep: ({ code, text }) => setKept((all) => [...all, { code, text }]),
                onUnkeep: (gone) => setKept((all) => all.filter((one) => one !== gone)),
              }}
            />
          </LetterNotes>
        )}
        {(wide || beside === 'preview') && (
          <LetterPages pages={preview.pages} layout="turn">
            {preview.error !== null && (content.title !== '' || content.body.length > 0) && (
              <div className="letter-preview-error">
                <ErrorSentence error={preview.error} />
                {preview.pages.length > 0 && <p className="quiet">{words.stalePreview}</p>}
              </div>
            )}
            {preview.pages.length === 0 && preview.error === null && <p className="quiet letter-blank">{words.emptyPreview}</p>}
          </LetterPages>
        )}
      </div>
    </>
  );
}

function SavedWords({ state }: { state: ReturnType<typeof useAutosave>['state'] }) {
  switch (state.kind) {
    case 'saving':
      return <span>{words.saving}</span>;
    case 'failed':
      return <span title={errorWords(asCommandError(state.error)).sentence}>{words.notSaved}</span>;
    case 'saved':
      return <span>{state.savedAt === null ? words.nothingTyped : words.savedAt(clock(state.savedAt))}</span>;
  }
}
