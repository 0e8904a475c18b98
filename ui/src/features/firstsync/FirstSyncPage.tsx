import { PageHead } from '../../ui';

export function FirstSyncPage(_: { status: import('../../host/types').AppStatus; entered: (next: import('../../host/types').AppStatus) => void }) {
  return <PageHead title="第一次同步" />;
}
