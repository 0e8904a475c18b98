import {
  ArrowDown,
  ArrowUp,
  Check,
  CircleDashed,
  CloudOff,
  Flag,
  KeyRound,
  Pause,
  type LucideIcon,
} from 'lucide-react';
import { useSyncStatus } from '../../app/data';
import { float, useStage } from '../../app/stage';
import { id } from '../../testids';
import { syncWords, type SyncIcon } from '../../words';

const ICONS: Record<SyncIcon, LucideIcon> = {
  done: Check,
  up: ArrowUp,
  down: ArrowDown,
  flag: Flag,
  offline: CloudOff,
  paused: Pause,
  key: KeyRound,
  unknown: CircleDashed,
};

/** The one quiet place for sync, bottom left. */
export function SyncStatusButton() {
  const words = syncWords(useSyncStatus());
  const open = useStage().floating === 'sync';
  const Icon = ICONS[words.icon];
  return (
    <>
      <button
        type="button"
        className={`sync-status ${open ? 'sync-status-open' : ''}`}
        aria-expanded={open}
        data-testid={id.syncStatus}
        data-kind={words.icon}
        onClick={() => float(open ? null : 'sync')}
      >
        <Icon className="icon" aria-hidden="true" />
        <span className="sync-words">{words.words}</span>
        <span className="sync-side">{words.side}</span>
      </button>
      <span role="status" className="visually-hidden">
        {words.kind}
      </span>
    </>
  );
}
