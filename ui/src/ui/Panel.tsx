// A side panel: the case stays in view beside it. Closed by Esc; the focus
// goes back to where it was.

import { X } from 'lucide-react';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { id } from '../testids';
import { useKeys } from './keys';

interface PanelProps {
  title: string;
  note?: ReactNode;
  width?: number;
  side?: 'left' | 'right';
  /** no line below the head */
  plain?: boolean;
  onClose: () => void;
  foot?: ReactNode;
  children: ReactNode;
  testid?: string;
}

export function Panel({ title, note, width = 460, side = 'right', plain = false, onClose, foot, children, testid }: PanelProps) {
  const heading = useId();
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    if (!panel.current?.contains(before)) {
      const field = panel.current?.querySelector<HTMLElement>('[data-autofocus], input, textarea');
      (field ?? panel.current)?.focus();
    }
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  useKeys({ Escape: onClose }, 'floating');
  return (
    <aside
      className={`panel panel-${side} ${plain ? 'panel-plain' : ''}`}
      style={{ width }}
      aria-labelledby={heading}
      ref={panel}
      tabIndex={-1}
      data-testid={testid ?? id.panel}
    >
      <header className="panel-head">
        <h2 id={heading}>{title}</h2>
        {note !== undefined && <span className="page-note">{note}</span>}
        <span className="grow" />
        <button type="button" className="icon-button" aria-label="关闭" onClick={onClose}>
          <X className="icon" aria-hidden="true" />
        </button>
      </header>
      <div className="panel-body">{children}</div>
      {foot !== undefined && <footer className="panel-foot">{foot}</footer>}
    </aside>
  );
}
