import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as pass } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Random } from '../../server/demo/random.ts';
import { PlayedClock } from '../../server/kubernetes/testing/playedClock.ts';
import { until } from '../../server/kubernetes/testing/until.ts';
import { anyFault, type Fault } from './fault.ts';
import { type ChaosProxy, startProxy } from './proxy.ts';

let server: Server;
let proxy: ChaosProxy;
let clock: PlayedClock;
/** What clients asked, and the connections to answer on. */
let asked: string;
let peers: Socket[];

beforeEach(async () => {
  asked = '';
  peers = [];
  clock = new PlayedClock();
  const random = new Random(7);
  server = createServer((peer) => {
    peers.push(peer);
    peer.on('data', (bytes) => {
      asked += bytes.toString();
    });
    peer.on('error', () => {});
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  proxy = await startProxy({ target: (server.address() as AddressInfo).port, random: random.next.bind(random), clock });
});

afterEach(async () => {
  await proxy.stop();
  expect(clock.waiting).toBe(0);
  for (const peer of peers) peer.destroy();
  server.close();
  await once(server, 'close');
});

class Client {
  heard = '';
  end = '';
  readonly socket: Socket;

  constructor() {
    this.socket = connect({ port: proxy.port, host: '127.0.0.1' });
    this.socket.on('data', (bytes) => {
      this.heard += bytes.toString();
    });
    this.socket.on('end', () => {
      this.end ||= 'FIN';
    });
    this.socket.on('error', (error) => {
      this.end ||= 'code' in error ? String(error.code) : 'error';
    });
  }

  /** Asks, and waits until the server has heard it. */
  async ask(words = 'GET /x HTTP/1.1\r\n\r\n'): Promise<Socket> {
    const known = asked.length + words.length;
    this.socket.write(words);
    await until(() => asked.length >= known);
    const peer = peers.at(-1);
    if (!peer) throw new Error('nobody is connected');
    return peer;
  }

  async ends(): Promise<string> {
    await until(() => this.end !== '');
    return this.end;
  }

  async hears(words: string): Promise<void> {
    await until(() => this.heard.length >= words.length);
    expect(this.heard).toBe(words);
  }
}

test('without a fault, bytes go both ways and each side hears the other’s end', async () => {
  const client = new Client();
  const peer = await client.ask('GET /api/v1/pods?watch=true HTTP/1.1\r\n\r\n');
  peer.write('one');
  await client.hears('one');
  peer.end('two');
  expect(await client.ends()).toBe('FIN');
  expect(client.heard).toBe('onetwo');
  expect(proxy.connections.map(({ request, came, passed }) => ({ request, came, passed }))).toEqual([
    { request: 'GET /api/v1/pods?watch=true HTTP/1.1', came: 6, passed: 6 },
  ]);
});

test('connections are found by what they asked last, while they are open', async () => {
  const one = new Client();
  await one.ask('GET /one HTTP/1.1\r\n\r\n');
  const two = new Client();
  await two.ask('GET /two HTTP/1.1\r\n\r\n');
  expect(proxy.about('/one')).toEqual([proxy.connections[0]]);
  proxy.about('/one')[0]?.reset();
  expect(await one.ends()).toBe('ECONNRESET');
  expect(proxy.about('/one')).toEqual([]);
  expect(proxy.about('HTTP/1.1')).toHaveLength(1);
});

describe('cut and reset', () => {
  test.each([
    ['cut', 'FIN'],
    ['reset', 'ECONNRESET'],
  ] as const)('%s: at every byte offset, the client hears so many bytes and then the end', async (does, end) => {
    const words = 'HTTP/1.1 200 OK\r\n\r\nabc';
    for (let after = 0; after <= words.length; after++) {
      proxy.next({ does, after });
      const client = new Client();
      const peer = await client.ask();
      peer.write(words);
      expect(await client.ends()).toBe(end);
      expect(client.heard).toBe(words.slice(0, after));
    }
  });

  test('behind the head, wherever the chunks of it end', async () => {
    const head = 'HTTP/1.1 200 OK\r\n\r\n';
    for (let at = 1; at < head.length; at++) {
      proxy.next({ does: 'cut', after: 'head' });
      const client = new Client();
      const peer = await client.ask();
      peer.write(head.slice(0, at));
      await until(() => client.heard.length === at);
      peer.write(`${head.slice(at)}body`);
      expect(await client.ends()).toBe('FIN');
      expect(client.heard).toBe(head);
    }
  });

  test('a fault that is set on a connection counts from then on', async () => {
    const client = new Client();
    const peer = await client.ask();
    peer.write('before');
    await client.hears('before');
    proxy.set({ does: 'cut', after: 2 });
    peer.write('after');
    expect(await client.ends()).toBe('FIN');
    expect(client.heard).toBe('beforeaf');
  });

  test('the server hears of it', async () => {
    const client = new Client();
    const peer = await client.ask();
    const gone = once(peer, 'close');
    proxy.connections[0]?.cut();
    await gone;
    expect(await client.ends()).toBe('FIN');
  });
});

describe('connections that cannot be made', () => {
  test('refuse: reset before anything is carried; the next one is well', async () => {
    proxy.next({ does: 'refuse' });
    const client = new Client();
    expect(await client.ends()).toBe('ECONNRESET');
    const other = new Client();
    (await other.ask()).write('well');
    await other.hears('well');
  });

  test('down: refused; up: well on the same port', async () => {
    const { port } = proxy;
    const before = new Client();
    await before.ask();
    await proxy.down();
    expect(await before.ends()).toBe('ECONNRESET');
    expect(await new Client().ends()).toBe('ECONNREFUSED');
    await proxy.up();
    expect(proxy.port).toBe(port);
    const client = new Client();
    (await client.ask()).write('well');
    await client.hears('well');
  });

  test('a server that is not there resets', async () => {
    const lost = await startProxy({ target: 'http://127.0.0.1:1', random: () => 0 });
    const socket = connect({ port: lost.port, host: '127.0.0.1' });
    const [error] = await once(socket, 'error');
    expect(error).toMatchObject({ code: 'ECONNRESET' });
    await lost.stop();
  });
});

describe('half-open', () => {
  test('silence: after so many bytes the rest is lost, and not even the end is told', async () => {
    proxy.next({ does: 'silence', after: 3 });
    const client = new Client();
    const peer = await client.ask();
    peer.end('123456');
    await client.hears('123');
    await until(() => proxy.connections[0]?.came === 6);
    await pass(5);
    expect([client.heard, client.end]).toEqual(['123', '']);
  });

  test('deaf: the server never hears what is asked', async () => {
    proxy.next({ does: 'deaf' });
    const client = new Client();
    client.socket.write('GET /x HTTP/1.1\r\n\r\n');
    await until(() => proxy.connections[0]?.request === 'GET /x HTTP/1.1');
    await until(() => peers.length === 1);
    peers[0]?.resetAndDestroy();
    await pass(5);
    expect([asked, client.heard, client.end]).toEqual(['', '', '']);
  });
});

describe('slow', () => {
  test('trickle: so many bytes a tick, and the end behind the last', async () => {
    proxy.next({ does: 'trickle', bytes: 2, every: 100 });
    const client = new Client();
    const peer = await client.ask();
    peer.end('12345');
    await until(() => clock.waiting === 1);
    for (const words of ['12', '1234']) {
      clock.advance(100);
      await client.hears(words);
      expect(client.end).toBe('');
    }
    clock.advance(100);
    expect(await client.ends()).toBe('FIN');
    expect(client.heard).toBe('12345');
  });

  test('delay: everything comes so much later, in order', async () => {
    proxy.set({ does: 'delay', milliseconds: 1000 });
    const client = new Client();
    const peer = await client.ask();
    peer.write('one');
    await until(() => clock.waiting === 1);
    clock.advance(600);
    peer.write('two');
    await until(() => clock.waiting === 2);
    clock.advance(400);
    await client.hears('one');
    clock.advance(599);
    await pass(5);
    expect(client.heard).toBe('one');
    clock.advance(1);
    await client.hears('onetwo');
  });

  test('a fault that ends gives out what it held back', async () => {
    proxy.set({ does: 'delay', milliseconds: 1000 });
    const client = new Client();
    (await client.ask()).write('held');
    await until(() => clock.waiting === 1);
    proxy.set({ does: 'pass' });
    await client.hears('held');
    expect(clock.waiting).toBe(0);
  });

  test('a server that says more than is carried has to wait', async () => {
    proxy.set({ does: 'trickle', bytes: 1, every: 1000 });
    const client = new Client();
    const peer = await client.ask();
    let written = 0;
    const chunk = Buffer.alloc(256 * 1024);
    while (peer.write(chunk) && written < 64) written += 1;
    for (; written < 64; written++) peer.write(chunk);
    await pass(20);
    expect(peer.writableLength).toBeGreaterThan(0);
    expect(proxy.connections[0]?.came).toBeLessThan(16 * 1024 * 1024);
    clock.advance(1000);
    await client.hears('\0');
  });
});

test('duplicate: one chunk comes twice, no other', async () => {
  proxy.next({ does: 'duplicate', chunk: 1 });
  const client = new Client();
  const peer = await client.ask();
  let expected = '';
  for (const word of ['a', 'b', 'c']) {
    peer.write(word);
    expected += word === 'b' ? 'bb' : word;
    await client.hears(expected);
  }
});

test('chop: everything comes, whatever the pieces', async () => {
  proxy.next({ does: 'chop' });
  const client = new Client();
  const words = 'x'.repeat(5000) + 'y'.repeat(5000);
  (await client.ask()).end(words);
  expect(await client.ends()).toBe('FIN');
  expect(client.heard).toBe(words);
});

test('faults at random are of every sort that passes, and the same seed gives the same', () => {
  const draw = (seed: number): Fault[] => {
    const random = new Random(seed);
    return Array.from({ length: 200 }, () => anyFault(() => random.next()));
  };
  expect(draw(1)).toEqual(draw(1));
  expect(draw(1)).not.toEqual(draw(2));
  expect([...new Set(draw(1).map(({ does }) => does))].sort()).toEqual(['chop', 'cut', 'delay', 'duplicate', 'refuse', 'reset', 'trickle']);
});
