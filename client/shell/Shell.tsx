import { Outlet } from '@tanstack/react-router';
import { LiveRegion } from '../kit/LiveRegion.tsx';
import { Bar } from './Bar.tsx';
import css from './Shell.module.css';
import { Tabs } from './Tabs.tsx';

/** What stands around every page: the bar, the page, and the tabs below it at 390. */
export function Shell() {
  return (
    <div className={css.shell}>
      <a className={css.skip} href="#page">
        Skip to the page
      </a>
      <Bar />
      <main id="page" className={css.main} tabIndex={-1}>
        <Outlet />
      </main>
      <Tabs />
      <LiveRegion />
    </div>
  );
}
