import { PageHead } from '../../ui';

export function StorePage(_: { error: unknown; again: () => void }) {
  return <PageHead title="资料库" />;
}
