import { PageTitle } from '../../kit/PageTitle.tsx';

export function Overview() {
  return <PageTitle title="Overview" />;
}
