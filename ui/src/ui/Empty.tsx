import type { ReactNode } from 'react';

/** Why there is nothing here, and what is next. */
export function Empty({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="empty">
      <svg width="160" height="72" viewBox="0 0 160 72" aria-hidden="true" className="empty-bridge">
        <path d="M2 58h156" className="faint" />
        <path d="M44 58V26M62 58V14M80 58V8M98 58V14M116 58V26" className="faint" />
        <path d="M14 58C34 22 56 8 80 8s46 14 66 50" />
        <path d="M2 64q10-5 20 0t20 0 20 0 20 0 20 0 20 0 20 0 16 0" className="faint" />
      </svg>
      <h2>{title}</h2>
      {children !== undefined && <div className="empty-words">{children}</div>}
      {action}
    </div>
  );
}
