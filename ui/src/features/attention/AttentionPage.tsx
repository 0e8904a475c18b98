import { PageHead } from '../../ui';

export function AttentionPage() {
  return <PageHead title="需处理" />;
}
