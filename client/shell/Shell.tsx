import { useQuery } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useApi } from '../data/ApiContext.ts';
import { queries } from '../data/queries.ts';
import { useRevisionPolling } from '../data/useRevisionPolling.ts';
import { Palette } from '../features/search/Palette.tsx';
import { LiveRegion } from '../kit/LiveRegion.tsx';
import { TitleContext } from '../kit/PageTitle.tsx';
import { Bar } from './Bar.tsx';
import { DemoBanner } from './DemoBanner.tsx';
import { LostNote } from './LostNote.tsx';
import css from './Shell.module.css';
import { Tabs } from './Tabs.tsx';

/** What stands around every page: the bar, the page, the tabs below it at 390; and the palette over it all. */
export function Shell() {
  const { data: status } = useQuery(queries.status(useApi()));
  useRevisionPolling();
  const [finding, setFinding] = useState(false);
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      event.preventDefault();
      setFinding((open) => !open);
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, []);
  return (
    <TitleContext value={status?.cluster.name}>
      <div className={css.shell}>
        <a className={css.skip} href="#page">
          Skip to the page
        </a>
        <Bar status={status} onFind={() => setFinding(true)} />
        <DemoBanner status={status} />
        <main id="page" className={css.main} tabIndex={-1}>
          <Outlet />
        </main>
        <LostNote />
        <Tabs />
        <LiveRegion />
        {finding && <Palette onClose={() => setFinding(false)} />}
      </div>
    </TitleContext>
  );
}
