import { PageHead } from '../../ui';

export function VisitsPage() {
  return <PageHead title="今日走访" />;
}
