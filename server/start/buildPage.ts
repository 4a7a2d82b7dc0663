import { join } from 'node:path';
import { type BuildOptions, buildStale, type Product } from './build.ts';

/** The page cannot be shown: the message is one line for a person. */
export class PageError extends Error {
  override readonly name = 'PageError';
}

const page: Product = { name: 'the page', config: 'vite.config.ts', sources: ['client', 'shared'], folder: 'dist', file: 'index.html' };

/**
 * The folder of the built page, built anew where a source is younger. A build that fails leaves the old page, and says so.
 * Throws a PageError where there is none to show.
 */
export async function buildPage(options: BuildOptions): Promise<string> {
  const { isThere, problem } = await buildStale(page, options);
  if (problem !== null && !isThere) throw new PageError(problem);
  if (problem !== null) options.say(`${problem}; the page built earlier is shown`);
  return join(options.root, page.folder);
}
