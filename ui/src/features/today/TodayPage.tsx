import { PageHead } from '../../ui';

export function TodayPage() {
  return <PageHead title="今日" />;
}
