import { PageHead } from '../../ui';

export function ListPage(_: { view: import('../../host/types').ListView }) {
  return <PageHead title="工单" />;
}
