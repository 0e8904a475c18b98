// The frame of the opened window: navigation at the left, the view beside it,
// and what floats over the view.

import { useCallback, type ReactNode } from 'react';
import { back, currentRoute, go, toHash, useRoute } from '../../app/route';
import { useStatus, useTell } from '../../app/data';
import { FaultBoundary } from '../../app/FaultBoundary';
import { float, useStage } from '../../app/stage';
import { id } from '../../testids';
import { useKeys, type Bindings } from '../../ui';
import { CommandPalette } from '../commands/CommandPalette';
import { SyncPanel } from '../sync/SyncPanel';
import { KeysPanel } from './KeysPanel';
import { Navigation } from './Navigation';
import { movePane } from './panes';
import { placesOf } from './places';

export function Frame({ children }: { children: ReactNode }) {
  const { floating } = useStage();
  const close = useCallback(() => float(null), []);
  useFrameKeys();
  const route = useRoute();
  return (
    <div className="frame">
      <Navigation />
      <div className="stage">
        <main className="view" data-pane data-at={route.at}>
          <FaultBoundary place={toHash(route)}>{children}</FaultBoundary>
        </main>
        {floating === 'sync' && <SyncPanel onClose={close} />}
        {floating === 'keys' && <KeysPanel onClose={close} />}
      </div>
      {floating === 'commands' && <CommandPalette onClose={close} />}
    </div>
  );
}

function useFrameKeys(): void {
  const { person } = useStatus();
  const syncNow = useTell('sync_now');
  const leads: Bindings = {};
  for (const place of placesOf(person?.role ?? 'handler').flatMap((group) => group.places)) {
    if (place.second !== undefined) leads[`KeyG ${place.second}`] = () => go(place.route);
  }
  useKeys({
    ...leads,
    Slash: focusSearch,
    'Ctrl+KeyK': () => float('commands'),
    'Shift+Slash': () => float('keys'),
    Escape: () => back(currentRoute()),
    F5: () => syncNow.mutate({}),
    F6: () => movePane(1),
    'Shift+F6': () => movePane(-1),
  });
}

/** The search of this view; from a view without one, that of all cases. */
function focusSearch(): void {
  const field = () => document.querySelector<HTMLInputElement>(`[data-testid="${id.search}"]`);
  const here = field();
  if (here !== null) {
    here.focus();
    here.select();
    return;
  }
  go({ at: 'list', view: 'all' });
  requestAnimationFrame(() => field()?.focus());
}
