import { PageTitle } from '../../kit/PageTitle.tsx';

export function NodesPage() {
  return <PageTitle title="Nodes" />;
}
