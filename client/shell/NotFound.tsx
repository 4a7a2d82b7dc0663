import { Link } from '@tanstack/react-router';
import { Empty } from '../kit/Empty.tsx';
import { PageTitle } from '../kit/PageTitle.tsx';
import css from './Page.module.css';

export function NotFound() {
  return (
    <div className={css.page}>
      <PageTitle title="There is no such page" />
      <Empty title="Nothing stands at this address">
        The link may be of a newer version. <Link to="/">Go to the overview</Link>
      </Empty>
    </div>
  );
}
