import { spawn } from 'node:child_process';
import { access, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The page cannot be shown: the message is one line for a person. */
export class PageError extends Error {
  override readonly name = 'PageError';
}

export interface BuildOptions {
  /** The repository's folder. */
  readonly root: string;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

/** What the page is made from, beside package-lock.json, which stands for the libraries. */
const sources = ['client', 'shared', 'vite.config.ts', 'package-lock.json'];

/**
 * The folder of the built page, built anew where a source is younger. A build that fails leaves the old page, and says so.
 * Throws a PageError where there is none to show.
 */
export async function buildPage({ root, say, signal }: BuildOptions): Promise<string> {
  const folder = join(root, 'dist');
  const builtAt = await changedAt(join(folder, 'index.html'));
  if (builtAt !== null && builtAt >= (await newest(sources.map((source) => join(root, source))))) return folder;
  const problem = await build(root, folder, say, signal);
  if (problem === null) return folder;
  signal.throwIfAborted();
  if (builtAt === null) throw new PageError(problem);
  say(`${problem}; the page built earlier is shown`);
  return folder;
}

/** Null, or why there is no new page. Built aside and moved into place, so that two that start at once do not meet in one folder. */
async function build(root: string, folder: string, say: BuildOptions['say'], signal: AbortSignal): Promise<string | null> {
  const vite = viteOf(root);
  if (vite === null) return 'the page is not built, and vite, which builds it, is not installed: run "npm ci"';
  say('Building the page …');
  const aside = join(root, 'node_modules', '.cidrscape', String(process.pid));
  const made = join(aside, 'page');
  try {
    await mkdir(aside, { recursive: true });
    const { code, output } = await run(process.execPath, [vite, 'build', '--logLevel', 'warn', '--outDir', made], root, signal);
    if (code !== 0) return `the page does not build: ${lastWords(output)}`;
    await rename(folder, join(aside, 'old')).catch(() => undefined); // there may be none
    await rename(made, folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error; // another one that started just now was first
    });
    return null;
  } catch (error) {
    return `the page cannot be built: ${error instanceof Error ? error.message : String(error)}`;
  } finally {
    await rm(aside, { recursive: true, force: true }).catch(() => undefined); // left-overs in a cache folder harm nobody
  }
}

/** The program vite, as installed beside the repository; null where it is not. */
function viteOf(root: string): string | null {
  try {
    return join(dirname(createRequire(join(root, 'package.json')).resolve('vite/package.json')), 'bin', 'vite.js');
  } catch {
    return null;
  }
}

function run(program: string, args: readonly string[], cwd: string, signal: AbortSignal): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'], signal, killSignal: 'SIGKILL' });
    let output = '';
    const keep = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-4000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  });
}

const colours = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');

/** One line of what a program said before it failed, from the first that names an error on. */
function lastWords(output: string): string {
  const lines = output
    .replaceAll(colours, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const from = Math.max(
    0,
    lines.findIndex((line) => /error/i.test(line)),
  );
  return (
    lines
      .slice(from, from + 3)
      .join(' ')
      .slice(0, 300) || 'vite gave no reason'
  );
}

/** The youngest file among these and all below them, in milliseconds since 1970. */
async function newest(paths: readonly string[]): Promise<number> {
  const times = await Promise.all(
    paths.map(async (path) => {
      const entries = await readdir(path, { withFileTypes: true, recursive: true }).catch(() => []); // a file is no folder
      const inside = await Promise.all(
        entries.filter((entry) => entry.isFile()).map((entry) => changedAt(join(entry.parentPath, entry.name))),
      );
      return Math.max((await changedAt(path)) ?? 0, ...inside.map((time) => time ?? 0));
    }),
  );
  return Math.max(...times);
}

async function changedAt(path: string): Promise<number | null> {
  try {
    await access(path);
    return (await stat(path)).mtimeMs;
  } catch {
    return null;
  }
}
