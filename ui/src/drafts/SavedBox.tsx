import { CheckCheck, CircleAlert, Ellipsis } from 'lucide-react';
import type { ReactNode } from 'react';
import './drafts.css';

interface Props {
  kind: 'saved' | 'saving' | 'failed';
  headline: string;
  testId: string;
  children?: ReactNode;
}

/** Whether what is written is in the store: a fact, said only after the store's reply. */
export function SavedBox({ kind, headline, testId, children }: Props) {
  const Icon = kind === 'saved' ? CheckCheck : kind === 'saving' ? Ellipsis : CircleAlert;
  return (
    <div className="saved-box" data-kind={kind} data-testid={testId}>
      <Icon size={16} strokeWidth={1.7} aria-hidden />
      <div>
        <p className="saved-box-headline" role="status">
          {headline}
        </p>
        {children}
      </div>
    </div>
  );
}
