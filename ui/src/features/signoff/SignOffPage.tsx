import { PageHead } from '../../ui';

export function SignOffPage() {
  return <PageHead title="签发" />;
}
