// Lamps differ in shape as well as in colour; the words beside them carry the
// meaning, so the lamp itself is hidden from screen readers.

import type { Lamp as LampKind } from '../host/types';

export function Lamp({ lamp, size = 12 }: { lamp: LampKind | 'done'; size?: number }) {
  return (
    <svg className={`lamp lamp-${lamp}`} width={size} height={size} viewBox="0 0 12 12" aria-hidden="true">
      {SHAPES[lamp]}
    </svg>
  );
}

const SHAPES: Record<LampKind | 'done', React.ReactNode> = {
  red: (
    <>
      <rect x="1" y="1" width="10" height="10" rx="2" className="lamp-fill" />
      <path d="M6 3.2v3.4M6 8.3v.6" className="lamp-mark" />
    </>
  ),
  yellow: <path d="M6 .8 11.6 11H.4z" className="lamp-fill" />,
  green: <circle cx="6" cy="6" r="4.8" className="lamp-fill" />,
  paused: (
    <>
      <circle cx="6" cy="6" r="4.8" className="lamp-line" />
      <path d="M4.8 4.2v3.6M7.2 4.2v3.6" className="lamp-line" />
    </>
  ),
  done: <path d="M1.8 6.4 4.8 9.2 10.2 3" className="lamp-line" />,
  none: null,
};
