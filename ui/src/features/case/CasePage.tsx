import { PageHead } from '../../ui';

export function CasePage(_: { caseId: string; from: import('../../app/route').ListPlace }) {
  return <PageHead title="工单" />;
}
