import { PageTitle } from '../../kit/PageTitle.tsx';

export function MapPage() {
  return <PageTitle title="Map" />;
}
