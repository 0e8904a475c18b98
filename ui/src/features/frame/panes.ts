/** F6: to the next pane that can be seen, round and round. */
export function movePane(step: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane], .panel')];
  const now = panes.findLastIndex((pane) => pane.contains(document.activeElement));
  const next = panes[(now + step + panes.length) % panes.length];
  const inside = next?.querySelector<HTMLElement>('[tabindex="0"], a[href], button:not([disabled]), input');
  (inside ?? next)?.focus();
}
