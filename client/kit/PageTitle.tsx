import { createContext, useContext, useEffect } from 'react';
import { announce } from './announce.ts';

/** What stands behind the page's own name in the browser's title: the cluster. The shell provides it. */
export const TitleContext = createContext<string | undefined>(undefined);

/**
 * The one h1 of a page, and the title of the document. `hidden` keeps it for readers of the screen where the view speaks for itself.
 * `short` is what the browser shows where the heading is a sentence.
 */
export function PageTitle({ title, short = title, hidden = false }: { title: string; short?: string; hidden?: boolean }) {
  const cluster = useContext(TitleContext);
  useEffect(() => {
    document.title = [short, cluster, 'Cidrscape'].filter(Boolean).join(' · ');
  }, [short, cluster]);
  useEffect(() => announce(short), [short]);
  return <h1 className={hidden ? 'unseen' : ''}>{title}</h1>;
}
