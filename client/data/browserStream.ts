import type { QueryClient } from '@tanstack/react-query';
import type { Api } from './api.ts';
import { concernOf, isConcerned } from './invalidation.ts';
import { openStream, type Stream } from './stream.ts';

/** The stream of this browser, keeping this query client's answers fresh. Only queries that are on screen are asked again. */
export function followServer(api: Api, client: QueryClient, page: Window & typeof globalThis): Stream {
  return openStream({
    connect(events) {
      const source = new page.EventSource(api.url('/stream'));
      source.onopen = () => events.opened();
      source.onmessage = (event) => events.message(String(event.data));
      source.onerror = () => {
        source.close();
        events.lost();
      };
      return () => {
        source.onerror = null;
        source.close();
      };
    },
    onOpen: () => void client.invalidateQueries(),
    onMessages: (messages) => {
      const concern = concernOf(messages);
      return client.invalidateQueries({ predicate: (query) => isConcerned(query.queryKey, concern) });
    },
    delay: (ms, run) => {
      const timer = page.setTimeout(run, ms);
      return () => page.clearTimeout(timer);
    },
    random: Math.random,
    online: {
      now: () => page.navigator.onLine,
      subscribe(listener) {
        page.addEventListener('online', listener);
        page.addEventListener('offline', listener);
        return () => {
          page.removeEventListener('online', listener);
          page.removeEventListener('offline', listener);
        };
      },
    },
    shown: {
      now: () => !page.document.hidden,
      subscribe(listener) {
        page.document.addEventListener('visibilitychange', listener);
        return () => page.document.removeEventListener('visibilitychange', listener);
      },
    },
  });
}
