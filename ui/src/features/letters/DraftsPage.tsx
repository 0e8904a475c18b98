import { PageHead } from '../../ui';

export function DraftsPage(_: { list: 'drafts' | 'submitted' }) {
  return <PageHead title="草稿" />;
}
