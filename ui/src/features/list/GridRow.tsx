import { ArrowUp, Flag } from 'lucide-react';
import { memo } from 'react';
import type { CaseId, CaseRow } from '../../host/types';
import { id } from '../../testids';
import { DueCell, Marks, StateTag } from '../../ui';
import { CHANNEL } from '../../words';

export interface RowActions {
  /** `shift`: everything from the current row to this one */
  tick: (row: CaseRow, shift: boolean) => void;
  choose: (id: CaseId) => void;
  open: (id: CaseId) => void;
}

interface GridRowProps extends RowActions {
  row: CaseRow;
  today: string;
  /** 1 is the header */
  ariaIndex: number;
  current: boolean;
  ticked: boolean;
}

export const GridRow = memo(function GridRow({ row, today, ariaIndex, current, ticked, tick, choose, open }: GridRowProps) {
  return (
    <div
      role="row"
      className={`grid-row ${current ? 'grid-current' : ''}`}
      aria-rowindex={ariaIndex}
      aria-selected={ticked}
      aria-current={current || undefined}
      tabIndex={current ? 0 : -1}
      data-row={row.id}
      data-testid={id.row(row.number)}
      data-quiet-focus
      onClick={() => choose(row.id)}
      onDoubleClick={() => open(row.id)}
    >
      <div role="gridcell" className="cell" onDoubleClick={(event) => event.stopPropagation()}>
        <input
          type="checkbox"
          className="check"
          tabIndex={-1}
          checked={ticked}
          aria-label={`勾选 ${row.number}`}
          data-testid={id.tick(row.number)}
          onClick={(event) => {
            event.stopPropagation();
            tick(row, event.shiftKey);
          }}
          onChange={() => undefined}
        />
      </div>
      <div role="gridcell" className="cell cell-quiet">
        {row.number}
      </div>
      <div role="gridcell" className="cell cell-title">
        <a
          className="cell-title-text"
          tabIndex={-1}
          href={`#/case/${encodeURIComponent(row.id)}`}
          onClick={(event) => {
            event.preventDefault();
            open(row.id);
          }}
        >
          {row.title}
        </a>
        <Marks row={row} />
      </div>
      <div role="gridcell" className="cell cell-quiet">
        {CHANNEL[row.channel]}
      </div>
      <div role="gridcell" className="cell cell-quiet">
        {row.community}
      </div>
      <div role="gridcell" className="cell">
        <StateTag row={row} />
      </div>
      <div role="gridcell" className="cell cell-due">
        <DueCell row={row} today={today} />
      </div>
      <div role="gridcell" className="cell cell-sync">
        <SyncMark row={row} />
      </div>
    </div>
  );
});

/** Only where a case differs from the normal. */
export function SyncMark({ row }: { row: CaseRow }) {
  if (row.held) {
    return (
      <span className="sync-mark sync-held">
        <Flag className="icon" aria-hidden="true" />
        需处理
      </span>
    );
  }
  if (row.pending > 0) {
    return (
      <span className="sync-mark">
        <ArrowUp className="icon" aria-hidden="true" />
        待同步
      </span>
    );
  }
  return null;
}

/** A row that is still on its way: grey bars of the true height. */
export function BarRow({ ariaIndex }: { ariaIndex: number }) {
  return (
    <div role="row" className="grid-row grid-bars" aria-rowindex={ariaIndex}>
      {[0, 98, 320, 28, 56, 50, 120].map((width, i) => (
        <div role="gridcell" className="cell" key={i}>
          {width > 0 && <span className="bar" style={{ width }} />}
        </div>
      ))}
      <div role="gridcell" className="cell" />
    </div>
  );
}
