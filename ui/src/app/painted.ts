// Tells the shell, once per view, that it stands on the screen with its data.

import { reportPainted as report } from '../host/tauri';

const told = new Set<string>();

export function reportPainted(view: string): void {
  if (told.has(view)) return;
  told.add(view);
  // after the browser has painted the frame that shows the data
  requestAnimationFrame(() => requestAnimationFrame(() => report(view)));
}
