import { useQuery } from '@tanstack/react-query';
import { key } from '../../app/data';
import type { ListPlace } from '../../app/route';
import { draftsSettled } from '../../drafts/useAutosave';
import { useHost } from '../../host';
import type { CaseId } from '../../host/types';
import { ErrorSentence, PageHead } from '../../ui';
import { visitWords as words } from '../../words/visit';
import { VisitForm } from './VisitForm';
import './visit.css';

interface Props {
  caseId: CaseId;
  from: ListPlace;
}

/** 现场核查: photo, note, done; without a network. */
export function VisitPage({ caseId, from }: Props) {
  const host = useHost();
  // the draft in the store is read once, after all writing to it; then the form is the newest
  const view = useQuery({
    queryKey: key.visitDraft(caseId),
    queryFn: async () => {
      await draftsSettled();
      return host.call('visit_draft', { case: caseId });
    },
    gcTime: 0,
  });
  if (view.isError) {
    return (
      <>
        <PageHead title={words.title} lined />
        <div className="visit-error">
          <ErrorSentence error={view.error} />
        </div>
      </>
    );
  }
  if (!view.data) return <PageHead title={words.title} lined />;
  return <VisitForm view={view.data} from={from} />;
}
