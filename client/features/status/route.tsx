import { PageTitle } from '../../kit/PageTitle.tsx';

export function StatusPage() {
  return <PageTitle title="Status" />;
}
