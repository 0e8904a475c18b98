import { takeUndo, useUndo } from '../../app/undo';
import { id } from '../../testids';
import { KeyHint } from '../../ui';
import { count } from '../../words';

interface ListFootProps {
  total: number;
  inStore: number;
  /** the current row's title, when it does not fit its column */
  clipped: string | null;
}

/** Count at the left, keys at the right; the foot is where keys are learnt. */
export function ListFoot({ total, inStore, clipped }: ListFootProps) {
  return (
    <footer className="view-foot">
      <span className="foot-words" data-testid={id.listCount}>
        <UndoLine fallback={clipped ?? `${count(total)} 件 · 本机共 ${count(inStore)} 件`} />
      </span>
      <KeyHint keys={['↑', '↓']}>选择</KeyHint>
      <KeyHint keys={['Enter']}>打开</KeyHint>
      <KeyHint keys={['空格']}>勾选</KeyHint>
      <KeyHint keys={['S']}>签收</KeyHint>
      <span className="foot-wide">
        <KeyHint keys={['V']}>现场核查</KeyHint>
        <KeyHint keys={['L']}>答复函</KeyHint>
      </span>
      <KeyHint keys={['Ctrl', 'K']}>命令</KeyHint>
      <KeyHint keys={['?']}>全部快捷键</KeyHint>
    </footer>
  );
}

/** What was just done, for as long as it can be taken back. */
export function UndoLine({ fallback }: { fallback: string }) {
  const undo = useUndo();
  return (
    <span aria-live="polite">
      {undo === null ? (
        fallback
      ) : (
        <>
          {undo.words}{'　'}
          <button type="button" className="link" data-testid={id.undo} onClick={() => void takeUndo()}>
            {undo.undoWord}
          </button>
        </>
      )}
    </span>
  );
}
