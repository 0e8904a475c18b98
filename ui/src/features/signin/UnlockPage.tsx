import { PageHead } from '../../ui';

export function UnlockPage(_: { status: import('../../host/types').AppStatus; entered: (next: import('../../host/types').AppStatus) => void }) {
  return <PageHead title="登录" />;
}
