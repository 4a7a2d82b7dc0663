import { PageTitle } from '../../kit/PageTitle.tsx';

export function ServicesPage() {
  return <PageTitle title="Services" />;
}
