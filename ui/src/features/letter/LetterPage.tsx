import type { ListPlace } from '../../app/route';
import type { CaseId, LetterId, LetterKind } from '../../host/types';
import { PageHead } from '../../ui';

export interface LetterPageProps {
  caseId: CaseId;
  kind: LetterKind;
  letterId: LetterId | undefined;
  from: ListPlace;
}

export function LetterPage(_: LetterPageProps) {
  return <PageHead title="答复函" />;
}
