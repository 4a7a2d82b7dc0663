import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';

const program = new URL('./main.ts', import.meta.url);

function run(...args: string[]): { child: ChildProcess; output: () => string; errors: () => string } {
  const child = fork(program, args, { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  let output = '';
  let errors = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  return { child, output: () => output, errors: () => errors };
}

/** Comes back once the child has printed its line and sent its message. */
async function ready(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('the child has no stdout');
  const [[message]] = (await Promise.all([once(child, 'message'), once(child.stdout, 'data')])) as [[{ ready: string }], unknown];
  return message.ready;
}

describe('the demo cluster as a program', () => {
  it('prints its address and sends it to its parent, serves, and ends when the parent lets go', async () => {
    const { child, output } = run('--nodes', '3', '--pods', '40', '--services', '10');
    const url = await ready(child);
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    expect(output()).toBe(`ready ${url}\n`);
    child.disconnect();
    const [code] = await once(child, 'exit');
    expect(code).toBe(0);
  });

  it('ends on SIGTERM, a watch under way or not', async () => {
    const { child } = run('--nodes', '3', '--pods', '40', '--services', '10');
    const url = await ready(child);
    const watch = await fetch(`${url}/api/v1/pods?watch=1`);
    const read = watch.text().catch(() => 'cut');
    child.kill('SIGTERM');
    const [code] = await once(child, 'close');
    expect(code).toBe(0);
    expect(await read).toBe('cut');
  });

  it.each([
    [['--prot', '1'], "demo cluster: Unknown option '--prot'\n"],
    [['--nodes', '2', '--pods', '900'], 'demo cluster: 900 pods do not fit 2 nodes: at most 104 (about 100 a worker)\n'],
  ])('%j ends with 2 and one line', async (args, line) => {
    const { child, errors } = run(...args);
    const [code] = await once(child, 'close');
    expect([code, errors()]).toEqual([2, line]);
  });

  it('a port that is taken ends it with 2 and one line', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const { child, errors } = run('--port', String(port), '--empty');
    const [code] = await once(child, 'close');
    server.close();
    expect([code, errors()]).toEqual([2, `demo cluster: listen EADDRINUSE: address already in use 127.0.0.1:${port}\n`]);
  });
});
