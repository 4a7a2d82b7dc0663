import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import express, { type Request, Router } from 'express';
import { nonceOf } from './nonce.ts';
import { ProblemError } from './problem.ts';

/** The built page: its index.html as text, and the folder that holds it and its assets. */
export interface Page {
  readonly html: () => string;
  readonly folder: string;
}

/** Reads index.html now, and again for each visit: a page that is built anew names other assets. Between two builds the last one stands. */
export function readPage(folder: string): Page {
  const read = () => readFileSync(join(folder, 'index.html'), 'utf8');
  let last = read();
  const html = () => {
    try {
      last = read();
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    }
    return last;
  };
  return { html, folder };
}

/**
 * Serves the page: assets by name (their names carry a hash, so they never change), and index.html for every other path that a
 * browser navigates to, because the page has routes of its own.
 */
export function pageRouter(page: Page | null, basePath: string): Router {
  const router = Router({ caseSensitive: true });
  if (page) {
    router.use('/assets', express.static(join(page.folder, 'assets'), { index: false, redirect: false, immutable: true, maxAge: '365d' }));
    const files = express.static(page.folder, { index: false, redirect: false, maxAge: '1h' });
    router.use((req, res, next) => (req.path === '/index.html' ? next() : files(req, res, next))); // index.html has to be filled in
  }
  router.get('/{*path}', (req, res, next) => {
    if (!isNavigation(req)) {
      next();
      return;
    }
    res.locals.route = 'page';
    if (!page) throw new ProblemError('page-not-built', null, 'Run "npm run build"; the API is served all the same.');
    res
      .set('Cache-Control', 'no-cache')
      .type('text/html')
      .send(fill(page.html(), basePath, nonceOf(res)));
  });
  return router;
}

/** The root, or a path asked for by something that reads HTML; never an asset that is missing, or an API path. */
function isNavigation(req: Request): boolean {
  if (req.path === '/') return true;
  return !/^\/(assets|api)\//.test(req.path) && (req.headers.accept ?? '').includes('text/html');
}

/** Tells the page where it is served and which nonce its <style> tags need, and makes its links absolute. */
function fill(html: string, basePath: string, nonce: string): string {
  return html
    .replace(/(\s(?:src|href)=")\.\//g, `$1${basePath}/`)
    .replace(/(<meta name="cidrscape-base" content=")[^"]*"/, `$1${basePath}"`)
    .replace(/(<meta name="csp-nonce" content=")[^"]*"/, `$1${nonce}"`);
}
