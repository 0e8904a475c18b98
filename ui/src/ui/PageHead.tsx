import type { ReactNode } from 'react';

interface PageHeadProps {
  title: string;
  /** count or date beside the title */
  note?: ReactNode;
  /** `‹ 工单` before the title */
  before?: ReactNode;
  children?: ReactNode;
  lined?: boolean;
}

/** The 56 px at the top of a view. Its title is the view's one h1. */
export function PageHead({ title, note, before, children, lined = false }: PageHeadProps) {
  return (
    <header className={`page-head ${lined ? 'page-head-lined' : ''}`}>
      {before}
      <h1 className="page-title">{title}</h1>
      {note !== undefined && <span className="page-note">{note}</span>}
      <span className="grow" />
      {children}
    </header>
  );
}
