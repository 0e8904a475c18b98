import { PageHead } from '../../ui';

export function RegisterPage() {
  return <PageHead title="待打印" />;
}
