import { createHash } from 'node:crypto';
import { Agent, type Dispatcher, ProxyAgent, Socks5ProxyAgent } from 'undici';
import type { Access } from './credentials.ts';

/** Our own watchdogs bound waiting, on the clock that is passed in; undici's would cut a quiet watch. */
const patient = { headersTimeout: 0, bodyTimeout: 0 } as const;

/** 30 s, as client-go: less than the idle time after which cloud load balancers drop a connection without a word. */
const keepAlive = { timeout: 10_000, keepAlive: true, keepAliveInitialDelay: 30_000 } as const;

/**
 * The one agent of a connection, with keep-alive. HTTP/1.1, so that a stuck connection holds up one kind and not all.
 * A proxy-url may be http, https or socks5, as for kubectl.
 */
export function makeDispatcher(access: Access): Dispatcher {
  const { tls, proxy } = access;
  const common = { ...patient, allowH2: false, keepAliveTimeout: 30_000, pipelining: 1 };
  const connect = { ...tls, ...keepAlive };
  if (proxy === '') return new Agent({ ...common, connect });
  if (proxy.startsWith('socks')) return new Socks5ProxyAgent(proxy, { ...common, requestTls: connect });
  return new ProxyAgent({ ...common, uri: proxy, requestTls: connect });
}

/** Two accesses with the same mark may share an agent. */
export function dispatcherMark({ tls, proxy }: Access): string {
  const hash = createHash('sha256').update(proxy);
  for (const [name, value] of Object.entries(tls)) hash.update(`\0${name}\0`).update(Buffer.isBuffer(value) ? value : String(value));
  return hash.digest('base64');
}
