import { spawn } from 'node:child_process';
import { access, mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Something that vite makes of the sources; paths are relative to the repository's folder. */
export interface Product {
  /** As a person calls it: "the page". */
  readonly name: string;
  /** Vite's configuration, itself a source. */
  readonly config: string;
  /** What else it is made from. package-lock.json always counts: it stands for the libraries. */
  readonly sources: readonly string[];
  readonly folder: string;
  /** The file in that folder without which it is not there. */
  readonly file: string;
}

export interface BuildOptions {
  /** The repository's folder. */
  readonly root: string;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

export interface Outcome {
  /** Whether it is there, be it from an earlier build. */
  readonly isThere: boolean;
  /** Why it is not made of the sources as they are now, in one line; null where it is. */
  readonly problem: string | null;
}

/** Whether it is missing, or a source is younger. */
export async function isStale(root: string, { config, sources, folder, file }: Product): Promise<boolean> {
  const builtAt = await changedAt(join(root, folder, file));
  const from = [config, ...sources, 'package-lock.json'];
  return builtAt === null || builtAt < (await newest(from.map((source) => join(root, source))));
}

/** Builds it where it is stale. A build that fails leaves what was there. Throws the signal's reason once that is aborted. */
export async function buildStale(product: Product, options: BuildOptions): Promise<Outcome> {
  const { root, signal } = options;
  if (!(await isStale(root, product))) return { isThere: true, problem: null };
  const problem = await build(product, options);
  signal.throwIfAborted();
  return { isThere: problem === null || (await changedAt(join(root, product.folder, product.file))) !== null, problem };
}

/** Null, or why there is no new one. Built aside and moved into place, so that two that start at once do not meet in one folder. */
async function build({ name, config, folder, file }: Product, { root, say, signal }: BuildOptions): Promise<string | null> {
  const vite = viteOf(root);
  if (vite === null) return `${name} is not built, and vite, which builds it, is not installed: run "npm ci"`;
  say(`Building ${name} …`);
  const startedAt = new Date();
  const place = join(root, folder);
  const aside = join(root, 'node_modules', '.cidrscape', String(process.pid));
  const made = join(aside, folder);
  try {
    await mkdir(aside, { recursive: true });
    const args = [vite, 'build', '--config', config, '--logLevel', 'warn', '--outDir', made];
    const { code, output } = await run(process.execPath, args, root, signal);
    if (code !== 0) return `${name} does not build: ${lastWords(output)}`;
    await utimes(join(made, file), startedAt, startedAt); // so that what is changed during the build is younger
    await rename(place, join(aside, 'old')).catch(() => undefined); // there may be none
    await rename(made, place).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error; // another one that started just now was first
    });
    return null;
  } catch (error) {
    return `${name} cannot be built: ${error instanceof Error ? error.message : String(error)}`;
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
