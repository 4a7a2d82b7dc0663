import './theme/styles.ts';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiContext } from './data/ApiContext.ts';
import { createApi } from './data/api.ts';
import { readBase, readNonce } from './data/base.ts';
import { followServer } from './data/browserStream.ts';
import { createQueryClient } from './data/queryClient.ts';
import { StreamContext } from './data/StreamContext.ts';
import { createPageRouter, preloadViews } from './shell/router.tsx';
import { createThemeStore } from './theme/store.ts';
import { ThemeProvider } from './theme/ThemeProvider.tsx';

// First of all the theme, so that nothing is ever painted in the other one.
const theme = createThemeStore(window);
const base = readBase(document);
const api = createApi({ base, fetch: window.fetch.bind(window) });
const client = createQueryClient();
const router = createPageRouter(base);
const stream = followServer(api, client, window);

const place = document.getElementById('root');
if (!place) throw new Error('index.html has no element with the id "root"');
createRoot(place).render(
  <StrictMode>
    <ThemeProvider store={theme} nonce={readNonce(document)}>
      <ApiContext value={api}>
        <StreamContext value={stream}>
          <QueryClientProvider client={client}>
            <RouterProvider router={router} />
          </QueryClientProvider>
        </StreamContext>
      </ApiContext>
    </ThemeProvider>
  </StrictMode>,
);

// After what is asked for first.
window.setTimeout(() => void preloadViews(), 2000);
