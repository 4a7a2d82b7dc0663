import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { problem } from '../shared/wire/basics.ts';
import { Model } from './model/model.ts';
import type { AskOptions } from './testing/ask.ts';
import { type Served, serve } from './testing/serve.ts';
import { smallCluster } from './testing/smallCluster.ts';

let served: Served;
beforeAll(async () => {
  served = await serve({ store: smallCluster(), model: (store) => new Model(store) });
});
afterAll(async () => {
  await served.stop();
});

const service = '/pools/service/kubernetes/10.96.0.0-20';

describe('below /api/v1', () => {
  test.each<[path: string, status: number, code: string | null]>([
    // addresses: any spelling of one, and nothing else
    ['/addresses/10.96.0.1', 200, null],
    ['/addresses/::', 200, null],
    ['/addresses/0.0.0.0', 200, null],
    ['/addresses/255.255.255.255', 200, null],
    ['/addresses/ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 200, null],
    ['/addresses/FD00:0096:0:0::0:750', 200, null],
    ['/addresses/::ffff:10.96.0.1', 200, null],
    ['/addresses/fd00%3A96%3A%3A750', 200, null],
    ['/addresses/010.0.0.1', 400, 'invalid-address'],
    ['/addresses/10.96.0.01', 400, 'invalid-address'],
    ['/addresses/0x0a.0.0.1', 400, 'invalid-address'],
    ['/addresses/167772161', 400, 'invalid-address'],
    ['/addresses/10.1', 400, 'invalid-address'],
    ['/addresses/256.0.0.1', 400, 'invalid-address'],
    ['/addresses/1.2.3.4.5', 400, 'invalid-address'],
    ['/addresses/fe80::1%25eth0', 400, 'invalid-address'],
    ['/addresses/fe80::1%eth0', 400, 'invalid-encoding'],
    ['/addresses/:::', 400, 'invalid-address'],
    ['/addresses/1:2:3:4:5:6:7:8:9', 400, 'invalid-address'],
    ['/addresses/12345::', 400, 'invalid-address'],
    ['/addresses/10.0.0.0/8', 400, 'invalid-address'],
    ['/addresses/10.0.0.0%2F8', 400, 'invalid-address'],
    ['/addresses/localhost', 400, 'invalid-address'],
    ['/addresses/%20', 400, 'invalid-address'],
    ['/addresses/%00', 400, 'invalid-encoding'],
    ['/addresses/%0d%0aSet-Cookie:%20a=b', 400, 'invalid-encoding'],
    ['/addresses/%zz', 400, 'invalid-encoding'],
    ['/addresses/%c0%ae', 400, 'invalid-encoding'],
    ['/addresses/%D9%A1.2.3.4', 400, 'invalid-address'],
    [`/addresses/${'1'.repeat(3000)}`, 400, 'invalid-address'],
    [`/addresses/${'1'.repeat(5000)}`, 414, 'uri-too-long'],
    ['/addresses/10.0.0.1?verbose=1', 400, 'unknown-parameter'],
    ['/addresses/', 404, 'not-found'],

    // prefixes: strict, and any size costs the same
    ['/map?cidr=0.0.0.0/0', 200, null],
    ['/map?cidr=::/0', 200, null],
    ['/map?cidr=::/0&bits=1', 200, null],
    ['/map?cidr=10.96.0.0/31', 200, null],
    ['/map?cidr=10.96.0.1/32', 200, null],
    ['/map?cidr=fd00:96::750/127&bits=8', 200, null],
    ['/map?cidr=fd00:96::750/128', 200, null],
    ['/map?cidr=%3a%3a%2f0', 200, null],
    ['/map', 400, 'missing-parameter'],
    ['/map?cidr=', 400, 'invalid-cidr'],
    ['/map?cidr=1.2.3.4/33', 400, 'invalid-cidr'],
    ['/map?cidr=::/129', 400, 'invalid-cidr'],
    ['/map?cidr=10.0.0.0/-1', 400, 'invalid-cidr'],
    ['/map?cidr=10.0.0.0/08', 400, 'invalid-cidr'],
    ['/map?cidr=10.0.0.1/8', 400, 'invalid-cidr'],
    ['/map?cidr=010.0.0.0/8', 400, 'invalid-cidr'],
    ['/map?cidr=10.0.0.0', 400, 'invalid-cidr'],
    ['/map?cidr=10.0.0.0/8/8', 400, 'invalid-cidr'],
    ['/map?cidr=10.0.0.0/255.0.0.0', 400, 'invalid-cidr'],
    ['/map?cidr=fe80::%25eth0/64', 400, 'invalid-cidr'],
    [`/map?cidr=${'f'.repeat(50)}::/64`, 400, 'invalid-cidr'],
    [`/map?cidr=${'f'.repeat(500)}`, 400, 'invalid-cidr'],
    ['/map?cidr=10.0.0.0/8&bits=0', 400, 'invalid-parameter'],
    ['/map?cidr=10.0.0.0/8&bits=9', 400, 'invalid-parameter'],
    ['/map?cidr=10.0.0.0/8&bits=-1', 400, 'invalid-parameter'],
    ['/map?cidr=10.0.0.0/8&bits=4.5', 400, 'invalid-parameter'],
    ['/map?cidr=10.0.0.0/8&bits=', 400, 'invalid-parameter'],
    ['/map?cidr=10.0.0.0/8&pool=no/such/pool', 404, 'not-found'],
    ['/map?cidr=10.0.0.0/8&pool=__proto__', 404, 'not-found'],
    ['/map?cidr=10.0.0.0/8&cidr=11.0.0.0/8', 400, 'repeated-parameter'],
    ['/map?cird=10.0.0.0/8', 400, 'unknown-parameter'],

    // lists
    ['/pools?limit=1', 200, null],
    ['/nodes?limit=1000', 200, null],
    ['/nodes?limit=0', 400, 'invalid-limit'],
    ['/nodes?limit=-1', 400, 'invalid-limit'],
    ['/nodes?limit=1001', 400, 'invalid-limit'],
    ['/nodes?limit=99999999999999999999999', 400, 'invalid-limit'],
    ['/nodes?limit=NaN', 400, 'invalid-limit'],
    ['/nodes?limit=1e3', 400, 'invalid-limit'],
    ['/nodes?limit=0x10', 400, 'invalid-limit'],
    ['/nodes?limit=', 400, 'invalid-limit'],
    ['/nodes?limit=1&limit=2', 400, 'repeated-parameter'],
    ['/nodes?limit[]=1', 400, 'unknown-parameter'],
    ['/nodes?limit[__proto__]=1', 400, 'unknown-parameter'],
    ['/nodes?__proto__=1', 400, 'unknown-parameter'],
    ['/nodes?constructor=1', 400, 'unknown-parameter'],
    ['/nodes?cursor=', 400, 'invalid-cursor'],
    ['/nodes?cursor=AAAA', 400, 'invalid-cursor'],
    ['/nodes?cursor=%7B%7D', 400, 'invalid-cursor'],
    ['/nodes?cursor=W10', 400, 'invalid-cursor'],
    ['/nodes?cursor=bnVsbA', 400, 'invalid-cursor'],
    [`/nodes?cursor=${'A'.repeat(1024)}`, 400, 'invalid-cursor'],
    [`/nodes?cursor=${'A'.repeat(1025)}`, 400, 'invalid-cursor'],
    ['/nodes?sort=__proto__', 400, 'invalid-sort'],
    ['/nodes?sort=-constructor', 400, 'invalid-sort'],
    ['/nodes?sort=', 400, 'invalid-sort'],
    ['/nodes?sort=-', 400, 'invalid-sort'],
    ['/nodes?finding=__proto__', 200, null],
    [`/nodes?finding=${'x'.repeat(65)}`, 400, 'invalid-parameter'],
    ['/nodes?zone=..%2F..%2Fetc', 200, null],
    ['/namespaces?limit=1000', 200, null],
    ['/namespaces?limit=0', 400, 'invalid-limit'],
    ['/namespaces?limit=1001', 400, 'invalid-limit'],
    ['/namespaces?cursor=AAAA', 400, 'invalid-cursor'],
    ['/namespaces?cursor=%7B%7D', 400, 'invalid-cursor'],
    ['/namespaces?sort=-services', 200, null],
    ['/namespaces?sort=__proto__', 400, 'invalid-sort'],
    ['/namespaces?sort=', 400, 'invalid-sort'],
    ['/namespaces?q=(a%2B)%2B%24', 200, null],
    ['/namespaces?q=__proto__', 200, null],
    [`/namespaces?q=${'x'.repeat(257)}`, 400, 'invalid-parameter'],
    ['/namespaces?q=a&q=b', 400, 'repeated-parameter'],
    ['/namespaces?namespace=shop', 400, 'unknown-parameter'],
    ['/namespaces?__proto__=1', 400, 'unknown-parameter'],
    ['/findings?limit=1000', 200, null],
    ['/findings?limit=0', 400, 'invalid-limit'],
    ['/findings?cursor=AAAA', 400, 'invalid-cursor'],
    ['/findings?cursor=%7B%7D', 400, 'invalid-cursor'],
    ['/findings?sort=-since', 200, null],
    ['/findings?sort=title', 200, null],
    ['/findings?sort=__proto__', 400, 'invalid-sort'],
    ['/findings?sort=detail', 400, 'invalid-sort'],
    ['/findings?severity=fatal', 400, 'invalid-parameter'],
    ['/findings?severity=', 400, 'invalid-parameter'],
    ['/findings?severity=critical&severity=info', 400, 'repeated-parameter'],
    ['/findings?code=__proto__', 200, null],
    [`/findings?code=${'x'.repeat(65)}`, 400, 'invalid-parameter'],
    ['/findings?kind=constructor', 200, null],
    [`/findings?kind=${'x'.repeat(65)}`, 400, 'invalid-parameter'],
    ['/findings?namespace=..%2F..%2Fetc', 200, null],
    ['/findings?pool=service%2Fkubernetes%2F10.96.0.0-20', 200, null],
    [`/findings?pool=${'x'.repeat(513)}`, 400, 'invalid-parameter'],
    ['/findings?q=(a%2B)%2B%24', 200, null],
    [`/findings?q=${'x'.repeat(257)}`, 400, 'invalid-parameter'],
    ['/findings?finding=a', 400, 'unknown-parameter'],
    ['/nodeports?limit=1', 200, null],
    ['/nodeports?limit=1001', 400, 'invalid-limit'],
    ['/nodeports?cursor=AAAA', 400, 'invalid-cursor'],
    ['/nodeports?sort=port', 400, 'unknown-parameter'],
    ['/services?sort=password', 400, 'invalid-sort'],
    ['/services?family=ipv4', 400, 'invalid-parameter'],
    ['/services?family=IPv5', 400, 'invalid-parameter'],
    ['/services?policy=DualStack', 400, 'invalid-parameter'],
    ['/services?type=toString', 400, 'invalid-parameter'],
    ['/services?problems=maybe', 400, 'invalid-parameter'],
    ['/services?namespace=__proto__', 200, null],
    ['/services?namespace=..%2F..%2Fetc', 200, null],
    ['/services?q=%27%20OR%201=1--', 200, null],
    ['/services?q=(a%2B)%2B%24', 200, null],
    [`/services?q=${'x'.repeat(257)}`, 400, 'invalid-parameter'],
    ['/services?q=%e2%82', 400, 'invalid-encoding'],
    ['/services?q=%F0%9F%8C%90', 200, null],
    ['/pools?kind=__proto__', 400, 'invalid-parameter'],

    // topology: exactly one scope, of something there is
    ['/topology?service=shop/web', 200, null],
    ['/topology?service=shop%2Fweb', 200, null],
    ['/topology?namespace=shop&problems=true', 200, null],
    ['/topology?node=worker-0&matrix=true', 200, null],
    ['/topology', 400, 'missing-parameter'],
    ['/topology?family=IPv4', 400, 'missing-parameter'],
    ['/topology?service=shop/web&namespace=shop', 400, 'invalid-parameter'],
    ['/topology?namespace=shop&node=worker-0', 400, 'invalid-parameter'],
    ['/topology?service=shop/web&namespace=shop&node=worker-0', 400, 'invalid-parameter'],
    ['/topology?service=shop/web&node=', 400, 'invalid-parameter'],
    ['/topology?service=shop/web&service=shop/old', 400, 'repeated-parameter'],
    ['/topology?service=', 400, 'invalid-parameter'],
    ['/topology?service=web', 400, 'invalid-parameter'],
    ['/topology?service=shop/', 400, 'invalid-parameter'],
    ['/topology?service=/web', 400, 'invalid-parameter'],
    ['/topology?service=shop/web/extra', 400, 'invalid-parameter'],
    ['/topology?service=shop/never', 404, 'not-found'],
    ['/topology?service=__proto__/constructor', 404, 'not-found'],
    ['/topology?namespace=', 404, 'not-found'],
    ['/topology?namespace=__proto__', 404, 'not-found'],
    ['/topology?namespace=..%2F..%2Fetc', 404, 'not-found'],
    ['/topology?node=', 404, 'not-found'],
    ['/topology?node=constructor', 404, 'not-found'],
    [`/topology?node=${'x'.repeat(254)}`, 400, 'invalid-parameter'],
    [`/topology?service=${'x'.repeat(513)}`, 400, 'invalid-parameter'],
    ['/topology?service=shop/web%00', 400, 'invalid-encoding'],
    ['/topology?service=shop/web&family=ipv4', 400, 'invalid-parameter'],
    ['/topology?service=shop/web&problems=maybe', 400, 'invalid-parameter'],
    ['/topology?service=shop/web&matrix=1', 400, 'invalid-parameter'],
    ['/topology?servcie=shop/web', 400, 'unknown-parameter'],
    ['/topology?service=shop/web&limit=1', 400, 'unknown-parameter'],

    // search takes anything
    ['/search', 400, 'missing-parameter'],
    ['/search?q=', 400, 'invalid-parameter'],
    ['/search?q=%20%20', 400, 'invalid-parameter'],
    ['/search?q=%00', 400, 'invalid-encoding'],
    ['/search?q=::/0', 200, null],
    ['/search?q=0.0.0.0/0', 200, null],
    ['/search?q=1.2.3.4/33', 200, null],
    ['/search?q=__proto__', 200, null],
    ['/search?q=%3Cscript%3Ealert(1)%3C/script%3E', 200, null],
    [`/search?q=${'%25'.repeat(256)}`, 200, null],

    // names in paths
    [service, 200, null],
    [`${service}/free?prefix=26`, 200, null],
    [`${service}/free?prefix=32&limit=1000`, 200, null],
    [`${service}/free`, 400, 'missing-parameter'],
    [`${service}/free?prefix=33`, 400, 'out-of-range'],
    [`${service}/free?prefix=8`, 400, 'out-of-range'],
    [`${service}/free?prefix=129`, 400, 'invalid-parameter'],
    [`${service}/free?prefix=-1`, 400, 'invalid-parameter'],
    ['/pools/service/kubernetes/fd00:96::-108/free?prefix=128&limit=1000', 200, null],
    [`${service}/holders?cursor=AAAA`, 400, 'invalid-cursor'],
    [`${service}/nothing`, 404, 'not-found'],
    ['/pools/__proto__', 404, 'not-found'],
    ['/pools/constructor/blocks', 404, 'not-found'],
    ['/pools/..%2f..%2f..%2fetc%2fpasswd', 404, 'not-found'],
    ['/pools/../../../etc/passwd', 404, 'not-found'],
    ['/pools/%2e%2e/%2e%2e', 404, 'not-found'],
    ['/pools/%00', 400, 'invalid-encoding'],
    ['/services/__proto__/toString', 404, 'not-found'],
    ['/services/shop/web/extra', 404, 'not-found'],
    ['/services/shop', 404, 'not-found'],
    ['/services/shop/web%00', 400, 'invalid-encoding'],
    ['/services//web', 404, 'not-found'],
    ['/nodes/worker-0', 200, null],
    ['/nodes/__proto__', 404, 'not-found'],
    ['/nodes/constructor', 404, 'not-found'],
    ['/nodes/WORKER-0', 404, 'not-found'],
    ['/nodes/worker-0/extra', 404, 'not-found'],
    ['/nodes/worker-0%2Fextra', 404, 'not-found'],
    ['/nodes/..%2f..%2fetc%2fpasswd', 404, 'not-found'],
    ['/nodes/worker-0%00', 400, 'invalid-encoding'],
    ['/nodes/%c0%ae', 400, 'invalid-encoding'],
    [`/nodes/${'x'.repeat(3000)}`, 404, 'not-found'],
    ['/nodes/worker-0?limit=1', 400, 'unknown-parameter'],
    ['/namespaces/shop', 404, 'not-found'],
    ['/overview?x=1', 400, 'unknown-parameter'],
    ['/status?__proto__[x]=1', 400, 'unknown-parameter'],
    ['/Pools', 404, 'not-found'],
    ['/', 404, 'not-found'],
    ['/../v1/pools', 404, 'not-found'],
  ])('%s: %i %s', async (path, status, code) => {
    const answer = await served.ask(`/api/v1${path}`);
    expect([answer.status, answer.status === 200 ? null : answer.json().code]).toEqual([status, code]);
    expect(answer.text.length).toBeLessThan(200_000);
    if (status !== 200) problem.strict().parse(answer.json());
  });
});

describe('around it', () => {
  test.each<[path: string, options: AskOptions, status: number, code: string | null]>([
    ['/api/v1/pools', { method: 'POST' }, 405, 'method-not-allowed'],
    ['/api/v1/pools', { method: 'PUT', body: '{}' }, 405, 'method-not-allowed'],
    ['/api/v1/pools', { method: 'DELETE' }, 405, 'method-not-allowed'],
    ['/api/v1/pools', { method: 'PATCH' }, 405, 'method-not-allowed'],
    ['/api/v1/pools', { method: 'OPTIONS', headers: { origin: 'https://evil.example' } }, 405, 'method-not-allowed'],
    ['/api/v1/pools', { method: 'TRACE' }, 405, 'method-not-allowed'],
    ['/api/v1/pools', { method: 'PROPFIND' }, 405, 'method-not-allowed'],
    ['/healthz', { method: 'POST', body: 'x'.repeat(1_000_000) }, 405, 'method-not-allowed'],
    ['/api/v1/pools', { headers: { 'x-http-method-override': 'DELETE' } }, 200, null],
    ['/api/v1/pools', { headers: { 'content-length': '5' }, body: 'hello' }, 413, 'body-not-allowed'],
    ['/api/v1/pools', { headers: { 'transfer-encoding': 'chunked' }, body: 'x' }, 413, 'body-not-allowed'],
    ['/api/v1/pools', { headers: { 'if-none-match': `"${'x'.repeat(10_000)}"` } }, 200, null],
    ['/api/v1/pools', { headers: { 'if-none-match': ',,,"",W/,*' } }, 200, null],
    ['/api/v1/pools', { headers: { 'accept-encoding': 'gzip;q=abc, x'.repeat(50) } }, 200, null],
    ['/api/v1/pools', { headers: { accept: 'text/'.repeat(1000) } }, 200, null],
    ['/api/v1/pools', { headers: { range: 'bytes=0-1,5-9' } }, 200, null],
    ['/api/v1/pools', { headers: { 'x-forwarded-for': '8.8.8.8', 'x-forwarded-prefix': '//evil.example' } }, 200, null],
    ['/api/v1/pools', { headers: { host: 'evil.example' } }, 421, 'misdirected-host'],
    ['/api/v1/pools', { headers: { host: 'a'.repeat(5000) } }, 421, 'misdirected-host'],
    ['/api/v1/pools', { headers: { junk: 'x'.repeat(20_000) } }, 431, 'headers-too-large'],
    [`/${'a'.repeat(4096)}`, {}, 414, 'uri-too-long'],
    [`/api/v1/search?q=${'a'.repeat(4096)}`, {}, 414, 'uri-too-long'],
    [`/api/v1/search?q=${'a'.repeat(1_000_000)}`, {}, 431, 'headers-too-large'],
    ['/%00', {}, 400, 'invalid-encoding'],
    ['/%', {}, 400, 'invalid-encoding'],
    ['/../../etc/passwd', {}, 404, 'not-found'],
    ['/..%2f..%2fetc%2fpasswd', {}, 404, 'not-found'],
    ['/assets/..%2f..%2fpackage.json', {}, 404, 'not-found'],
    ['//evil.example/%2e%2e', {}, 404, 'not-found'],
    ['http://evil.example/api/v1/pools', {}, 421, 'misdirected-host'],
    ['http://[::1]:8080/api/v1/pools', {}, 200, null],
    ['*', {}, 404, 'not-found'],
    ['/.git/config', {}, 404, 'not-found'],
    ['/metrics/../api/v1/pools', {}, 404, 'not-found'],
    ['/HEALTHZ', {}, 404, 'not-found'],
  ])('%s %o: %i %s', async (path, options, status, code) => {
    const answer = await served.ask(path, options);
    expect([answer.status, answer.status === 200 ? null : answer.json().code]).toEqual([status, code]);
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    if (status === 405) expect(answer.headers.allow).toBe('GET, HEAD');
  });

  test.each([
    ['GET /api/v1/pools HTTP/1.1\r\n\r\n', 400], // no Host
    ['GET /api/v1/pools HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n', 400],
    ['GET /api/v1/pools HTTP/9.9\r\nHost: localhost\r\n\r\n', 400],
    ['GET /api/v1/po ols HTTP/1.1\r\nHost: localhost\r\n\r\n', 400],
    ['GET /healthz HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n', 400],
    ['\x16\x03\x01\x02\x00', 400], // TLS
    ['GET /healthz HTTP/1.1\r\nHost: localhost\r\nX: a\0b\r\n\r\n', 400],
    [`GET /healthz HTTP/1.1\r\nHost: localhost\r\n${'X: y\r\n'.repeat(6000)}\r\n`, 431],
  ])('the raw bytes %j: %i', async (bytes, status) => {
    const socket = connect(Number(new URL(served.origin).port), '127.0.0.1');
    const text = await new Promise<string>((resolve, reject) => {
      let got = '';
      socket.on('data', (chunk) => {
        got += chunk.toString();
      });
      socket.on('error', reject);
      socket.on('close', () => resolve(got));
      socket.write(bytes, 'latin1');
    });
    expect(text).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  });
});

test('after all of that it still serves, and nothing of it was a fault of ours', async () => {
  expect((await served.ask('/api/v1/overview')).status).toBe(200);
  expect(served.log.filter((line) => Number(line.level) >= 40)).toEqual([]);
});
