import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createBrotliDecompress } from 'node:zlib';
import type { LaunchOptions } from '@playwright/test';

/**
 * Ours, not the package's: its own list is made for AWS Lambda and turns the browser's web security off, so that
 * neither the CSP nor the origin checks of the page would be tested.
 */
const flags = [
  '--no-sandbox', // containers and CI run as root, where Chromium's sandbox cannot start
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-domain-reliability',
  '--disable-dev-shm-usage', // a container's /dev/shm is often 64 MB, too little for a picture of a long page
  '--font-render-hinting=none',
];

/**
 * How to start a browser here. In order: what CHROMIUM names; on Linux x64 the one inside @sparticuz/chromium, which
 * `npm ci` has brought; elsewhere an installed Chrome.
 */
export async function launchOptions(): Promise<LaunchOptions> {
  const named = process.env.CHROMIUM;
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new Error(`CHROMIUM names ${named}, and there is no such file`);
    return { executablePath: named, args: flags };
  }
  if (process.platform === 'linux' && process.arch === 'x64') return packaged();
  const installed = installedChrome();
  if (installed) return { executablePath: installed, args: flags };
  throw new Error(
    `No browser for ${process.platform}/${process.arch}: the one that npm brings is for Linux x64. Install Chrome or Chromium, or set CHROMIUM to its executable.`,
  );
}

async function packaged(): Promise<LaunchOptions> {
  const root = fileURLToPath(new URL('../../node_modules/@sparticuz/chromium/', import.meta.url));
  if (!existsSync(join(root, 'bin/chromium.br'))) throw new Error('@sparticuz/chromium is not installed: run npm ci');
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const cache = cacheDirectory(`chromium-${version}`);

  const executablePath = join(cache, 'chromium');
  await once(executablePath, (target) =>
    pipeline(
      createReadStream(join(root, 'bin/chromium.br')),
      createBrotliDecompress({ chunkSize: 1 << 20 }),
      createWriteStream(target, { mode: 0o755 }),
    ),
  );
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) if (value !== undefined) env[name] = value;

  if (!existsSync('/etc/fonts/fonts.conf')) {
    const fonts = join(cache, 'fonts');
    await once(fonts, async (target) => {
      await untar(join(root, 'bin/fonts.tar.br'), target);
      // The package's own fonts.conf looks in Lambda's folders.
      const file = `<?xml version="1.0"?><fontconfig><dir>${fonts}</dir><cachedir>${fonts}/cache</cachedir></fontconfig>`;
      writeFileSync(join(target, 'cidrscape.conf'), file);
    });
    env.FONTCONFIG_FILE = join(fonts, 'cidrscape.conf');
  }
  if (!starts(executablePath, env)) {
    // A bare Debian has no NSS; the package carries it, with expat, as Amazon Linux 2023 builds it.
    const libraries = join(cache, 'al2023');
    await once(libraries, (target) => untar(join(root, 'bin/al2023.tar.br'), target));
    env.LD_LIBRARY_PATH = [join(libraries, 'lib'), process.env.LD_LIBRARY_PATH ?? ''].filter((part) => part !== '').join(':');
    if (!starts(executablePath, env)) throw new Error(`${executablePath} does not start, not even with the libraries it comes with`);
  }
  return { executablePath, args: flags, env };
}

/** Beside the packages where that can be written (so `npm ci` clears it), else in the machine's own temporary folder. */
function cacheDirectory(name: string): string {
  const beside = fileURLToPath(new URL(`../../node_modules/.cache/${name}`, import.meta.url));
  try {
    mkdirSync(beside, { recursive: true });
    return beside;
  } catch {
    const temporary = join(tmpdir(), `cidrscape-${process.getuid?.() ?? 0}-${name}`);
    mkdirSync(temporary, { recursive: true });
    return temporary;
  }
}

/** Makes a file or folder under a name of this process and moves it into place whole: parallel runs never see half of one. */
async function once(target: string, make: (target: string) => Promise<void>): Promise<void> {
  if (existsSync(target)) return;
  const mine = `${target}.${process.pid}`;
  try {
    await make(mine);
    renameSync(mine, target);
  } catch (error) {
    // A folder cannot be moved onto one that another run has put there meanwhile: theirs is as good.
    if (!existsSync(target)) throw error;
  } finally {
    rmSync(mine, { recursive: true, force: true });
  }
}

/** tar is in every Debian (an essential package), and Node has no reader of its own. */
async function untar(archive: string, target: string): Promise<void> {
  mkdirSync(target, { recursive: true });
  const tar = spawn('tar', ['-x', '-C', target, '--no-same-owner'], { stdio: ['pipe', 'ignore', 'inherit'] });
  const ended = exitCode(tar);
  await pipeline(createReadStream(archive), createBrotliDecompress(), tar.stdin);
  if ((await ended) !== 0) throw new Error(`tar could not unpack ${archive}`);
}

function exitCode(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
}

/** The loader refuses an executable whose libraries are missing before it runs a line of it. */
function starts(executable: string, env: Record<string, string>): boolean {
  return spawnSync(executable, ['--version'], { env, stdio: 'ignore' }).status === 0;
}

function installedChrome(): string | undefined {
  const programs = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA];
  const candidates = [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    ...programs.flatMap((folder) => (folder === undefined ? [] : [join(folder, 'Google/Chrome/Application/chrome.exe')])),
  ];
  return candidates.find((path) => existsSync(path));
}
