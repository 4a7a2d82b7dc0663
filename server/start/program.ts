import { join } from 'node:path';
import { type BuildOptions, buildStale, isStale, type Product } from './build.ts';

const server: Product = {
  name: 'the server',
  config: 'vite.server.config.ts',
  sources: ['server', 'shared'],
  folder: 'dist-server',
  file: 'main.js',
};

export interface ProgramOptions extends BuildOptions {
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

/**
 * The file to run: the server as one file, built anew where a source is younger, which holds about 70 MB less than its sources do;
 * where it cannot be built, the one built earlier; where there is none either, or where it ends at once, the sources.
 */
export async function programToRun({ args, env, ...options }: ProgramOptions): Promise<string> {
  const sources = join(options.root, 'server', 'main.ts');
  const built = join(options.root, server.folder, server.file);
  if (!(await isStale(options.root, server))) return built;
  if (await endsAtOnce(args, env)) return sources; // a usage text is not worth a build
  const { isThere, problem } = await buildStale(server, options);
  if (problem !== null) options.say(`${problem}; ${isThere ? 'the one built earlier runs' : 'it runs from its sources, in more memory'}`);
  return isThere ? built : sources;
}

/** Whether there is only something to print: what was asked for, or what is wrong with the flags. */
async function endsAtOnce(args: readonly string[], env: NodeJS.ProcessEnv): Promise<boolean> {
  const { parseConfig } = await import('../config.ts'); // most starts do without
  try {
    return 'print' in parseConfig(args, env);
  } catch {
    return true;
  }
}
