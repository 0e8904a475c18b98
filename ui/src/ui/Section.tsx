import { useId, type ReactNode } from 'react';

interface SectionProps {
  title: string;
  /** right of the title: a fact or an act */
  aside?: ReactNode;
  children: ReactNode;
  className?: string;
  testid?: string;
}

/** A block of a view: h2, a line below, never a box. */
export function Section({ title, aside, children, className = '', testid }: SectionProps) {
  const heading = useId();
  return (
    <section className={`block ${className}`} aria-labelledby={heading} data-testid={testid}>
      <div className="block-head">
        <h2 id={heading}>{title}</h2>
        {aside !== undefined && <div className="block-aside">{aside}</div>}
      </div>
      {children}
    </section>
  );
}
