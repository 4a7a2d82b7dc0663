import type { RequestOptions } from 'node:https';
import { KubeConfig } from '@kubernetes/client-node';
import { Agent, ProxyAgent, Socks5ProxyAgent } from 'undici';
import { describe, expect, test } from 'vitest';
import { type Access, Credentials } from './credentials.ts';
import { dispatcherMark, makeDispatcher } from './dispatcher.ts';
import { PlayedClock } from './testing/playedClock.ts';

/** Credentials that a KubeConfig fills in like this. */
function credentials(apply: (options: RequestOptions) => void | Promise<void>, cluster: { proxyUrl?: string } = {}) {
  const clock = new PlayedClock();
  const state = { loads: 0, applies: 0, broken: null as unknown };
  const load = () => {
    if (state.broken !== null) throw state.broken;
    state.loads += 1;
    const config = new KubeConfig();
    config.loadFromClusterAndUser({ name: 'c', server: 'https://s', skipTLSVerify: false, ...cluster }, { name: 'u' });
    config.applyToHTTPSOptions = async (options) => {
      state.applies += 1;
      await apply(options as RequestOptions);
    };
    return config;
  };
  return { clock, state, credentials: new Credentials(load, clock) };
}

const accessOf = (apply: (options: RequestOptions) => void, cluster?: { proxyUrl?: string }): Promise<Access> =>
  credentials(apply, cluster).credentials.current();

describe('the access of a cluster', () => {
  test('has the headers that the KubeConfig sets, trimmed, and Basic for a user and a password', async () => {
    const access = await accessOf((options) => {
      options.headers = { Authorization: 'Bearer t\n', 'X-Number': 5 } as NonNullable<RequestOptions['headers']>;
    });
    expect(access).toEqual({ headers: { Authorization: 'Bearer t', 'X-Number': '5' }, tls: {}, proxy: '', generation: 0 });
    const basic = await accessOf((options) => {
      options.auth = 'u:p';
    });
    expect(basic.headers).toEqual({ Authorization: 'Basic dTpw' });
  });

  test('has of TLS what is set, and nothing else', async () => {
    const whole = { ca: Buffer.from('ca'), cert: 'cert', key: Buffer.from('key'), servername: 'k', rejectUnauthorized: false };
    const access = await accessOf((options) => void Object.assign(options, whole, { agent: false, timeout: 5 }), { proxyUrl: 'http://p' });
    expect(access).toEqual({ headers: {}, tls: whole, proxy: 'http://p', generation: 0 });
    const empty = { ca: undefined, cert: ['a'], key: null, servername: '', rejectUnauthorized: true };
    expect((await accessOf((options) => void Object.assign(options, empty))).tls).toEqual({});
  });

  test('is found once for all who ask at the same time, and anew for those who ask later', async () => {
    const { credentials: found, state } = credentials(() => {});
    await Promise.all([found.current(), found.current()]);
    expect(state.applies).toBe(1);
    await found.current();
    expect(state.applies).toBe(2);
    expect(state.loads).toBe(1);
  });

  test('leaves no timer, whether it is found or not', async () => {
    const { credentials: found, clock } = credentials(() => {});
    await found.current();
    expect(clock.waiting).toBe(0);
    const broken = credentials(() => {
      throw new Error('x');
    });
    await expect(broken.credentials.current()).rejects.toThrow('no credentials: x');
    expect(broken.clock.waiting).toBe(0);
  });

  test.each([
    [new Error('\n please log in \nat line 5'), 'no credentials: please log in'],
    [new Error(''), 'no credentials: no reason given'],
    ['text', 'no credentials: text'],
    [new Error('x'.repeat(300)), `no credentials: ${'x'.repeat(200)}`],
  ])('that cannot be had is told by the first line of what was thrown: %s', async (thrown, message) => {
    const { credentials: found } = credentials(() => {
      throw thrown;
    });
    await expect(found.current()).rejects.toMatchObject({ code: 'unauthorized', message, cause: thrown });
  });
});

describe('after a 401', () => {
  test('everything is read again, and those who were refused with older credentials go on with them', async () => {
    const { credentials: found, state } = credentials(() => {});
    const first = await found.current();
    expect(found.renew(first)).toBe(true);
    expect(state.loads).toBe(2);
    expect(found.renew(first)).toBe(true); // somebody renewed since
    expect(state.loads).toBe(2);
    expect((await found.current()).generation).toBe(1);
  });

  test('nothing is read again within 10 s', async () => {
    const { credentials: found, state, clock } = credentials(() => {});
    found.renew(await found.current());
    clock.advance(9999);
    expect(found.renew(await found.current())).toBe(false);
    expect(state.loads).toBe(2);
    clock.advance(1);
    expect(found.renew(await found.current())).toBe(true);
    expect(state.loads).toBe(3);
    expect((await found.current()).generation).toBe(2);
  });

  test('what is still being found with the old ones is nobody’s any more', async () => {
    const { credentials: found, state } = credentials(() => {});
    const first = await found.current();
    const underWay = found.current();
    found.renew(first);
    expect((await found.current()).generation).toBe(1);
    expect((await underWay).generation).toBe(0);
    expect(state.applies).toBe(3);
  });

  test('what cannot be read again says why', async () => {
    const { credentials: found, state } = credentials(() => {});
    const first = await found.current();
    state.broken = new Error('the kubeconfig is gone\nreally');
    expect(() => found.renew(first)).toThrow(
      expect.objectContaining({
        code: 'unauthorized',
        message: 'HTTP 401, and the credentials cannot be read again: the kubeconfig is gone',
        cause: state.broken,
      }),
    );
  });
});

describe('the agent', () => {
  const access = (rest: Partial<Access> = {}): Access => ({ headers: {}, tls: {}, proxy: '', generation: 0, ...rest });

  test.each([
    ['', Agent],
    ['http://proxy.example:3128', ProxyAgent],
    ['https://proxy.example:3128', ProxyAgent],
    ['socks5://proxy.example:1080', Socks5ProxyAgent],
  ])('for the proxy "%s" is of its kind', async (proxy, kind) => {
    const dispatcher = makeDispatcher(access({ proxy }));
    expect(dispatcher).toBeInstanceOf(kind);
    await dispatcher.close();
  });

  test('is shared by accesses that differ in headers alone, and by no others', () => {
    const tls = { ca: 'ca', cert: Buffer.from('cert') };
    const marks = [
      access(),
      access({ proxy: 'http://p' }),
      access({ tls: { ca: 'ca' } }),
      access({ tls: { cert: 'ca' } }),
      access({ tls }),
      access({ tls: { ...tls, cert: Buffer.from('other') } }),
      access({ tls: { rejectUnauthorized: false } }),
    ].map(dispatcherMark);
    expect(new Set(marks).size).toBe(marks.length);
    expect(dispatcherMark(access({ tls, headers: { Authorization: 'x' }, generation: 5 }))).toBe(marks[4]);
    expect(dispatcherMark(access({ tls: { ca: Buffer.from('ca'), cert: 'cert' } }))).toBe(marks[4]);
  });
});
