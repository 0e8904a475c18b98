import type { ReactNode } from 'react';
import { go, type ListPlace } from '../../app/route';
import type { LetterView } from '../../host/types';
import { PageHead } from '../../ui';
import { LETTER_KIND } from '../../words';
import '../../drafts/drafts.css';
import { Steps } from './Steps';

interface Props {
  view: LetterView;
  from: ListPlace;
  onLeave?: () => void;
  children?: ReactNode;
}

/** `‹ 工单　答复函　20261112-0187　标题　草稿 — 待签发 — 已签发` and the acts. */
export function LetterHead({ view, from, onLeave, children }: Props) {
  const { row } = view;
  return (
    <PageHead
      lined
      title={LETTER_KIND[row.kind].replace(/（.*）$/, '')}
      before={
        <button
          type="button"
          className="link back"
          onClick={() => {
            onLeave?.();
            go({ at: 'case', case: row.case, from });
          }}
        >
          ‹ 工单
        </button>
      }
      note={
        <span className="letter-case">
          <span>{row.case_number}</span>
          <span className="letter-case-title prose" title={row.case_title}>
            {row.case_title}
          </span>
          <Steps state={row.state} />
        </span>
      }
    >
      {children}
    </PageHead>
  );
}
