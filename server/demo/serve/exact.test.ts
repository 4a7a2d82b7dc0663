import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '../clock.ts';
import { fieldsOf } from '../shape/fieldPaths.ts';
import { type Demo, startDemo } from '../startDemo.ts';

// What is expected here was asked of kube-apiserver 1.37.2, too; its bodies are in ../fixtures.

const namespaces = '/api/v1/namespaces';
const firstVersion = 1_000_000;

let demo: Demo;
let clock: ManualClock;

beforeEach(async () => {
  clock = new ManualClock(Date.UTC(2026, 10, 23, 12));
  demo = await startDemo({ nodes: 0, pods: 0, services: 0, churn: 0, cni: [], clock });
});
afterEach(() => demo.stop());

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
}
interface Page {
  readonly metadata: { readonly resourceVersion: string; readonly continue: string };
  readonly items: readonly { readonly metadata: { readonly name: string; readonly resourceVersion: string } }[];
}

async function ask(path: string, accept = 'application/json'): Promise<Answer> {
  const response = await fetch(demo.url + path, { headers: { accept } });
  return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
}
const json = async (path: string): Promise<unknown> => JSON.parse((await ask(path)).bytes.toString());
const page = async (query: string): Promise<Page> => (await json(`${namespaces}?${query}`)) as Page;
const exact = (version: number, more = ''): Promise<Page> => page(`resourceVersion=${version}&resourceVersionMatch=Exact${more}`);
const names = ({ items }: Page): string[] => items.map(({ metadata }) => metadata.name);
const recorded = (file: string): Buffer => readFileSync(new URL(`../fixtures/${file}`, import.meta.url));
const expired = { code: 410, reason: 'Expired', message: 'The resourceVersion for the provided list is too old.' };

/** Creates namespaces old-1, old-2, …; their versions. */
function create(count: number): number[] {
  return Array.from({ length: count }, (_, i) => {
    demo.cluster.createNamespace(`old-${i + 1}`);
    return demo.cluster.storage.version;
  });
}

const numbers = /Timeout: Too large resource version: (\d+), current: (\d+)/;

describe('a list at exactly a version', () => {
  it('is what was then, in metadata and objects, whatever came, changed and went since', async () => {
    create(2);
    demo.cluster.putConfigMap('old-1', 'kept', { a: 'then' });
    demo.cluster.putConfigMap('old-1', 'gone', { a: 'then' });
    const { version } = demo.cluster.storage;
    demo.cluster.putConfigMap('old-1', 'kept', { a: 'now' });
    demo.cluster.storage.remove('ConfigMap', 'old-1/gone');
    demo.cluster.putConfigMap('old-1', 'late', { a: 'now' });
    const query = `?resourceVersion=${version}&resourceVersionMatch=Exact`;
    for (const path of ['/api/v1/configmaps', '/api/v1/namespaces/old-1/configmaps'])
      expect(await json(path + query)).toMatchObject({
        metadata: { resourceVersion: String(version) },
        items: [
          { metadata: { name: 'gone', resourceVersion: String(version) }, data: { a: 'then' } },
          { metadata: { name: 'kept', resourceVersion: String(version - 1) }, data: { a: 'then' } },
        ],
      });
    expect(await json('/api/v1/configmaps')).toMatchObject({ items: [{ data: { a: 'now' } }, { metadata: { name: 'late' } }] });
  });

  it('has remainingItemCount where pages follow, and they go on at that version', async () => {
    const [, second] = create(4) as [number, number, number, number];
    const first = await exact(second, '&limit=2');
    expect(first.metadata).toEqual({ resourceVersion: String(second), continue: expect.any(String), remainingItemCount: 4 });
    demo.cluster.createNamespace('old-15');
    const next = await page(`limit=2&continue=${first.metadata.continue}`);
    expect(next.metadata).toEqual({ resourceVersion: String(second), continue: expect.any(String), remainingItemCount: 2 });
    const last = await page(`limit=2&continue=${next.metadata.continue}`);
    expect(last.metadata).toEqual({ resourceVersion: String(second) });
    expect([first, next, last].map(names)).toEqual([
      ['default', 'kube-node-lease'],
      ['kube-public', 'kube-system'],
      ['old-1', 'old-2'],
    ]);
    expect(await page(`resourceVersion=${second}&limit=2`)).toEqual(first); // a limit makes it exact
  });

  it('is the same in protobuf: ListMeta has the version as field 2, what remains as field 4', async () => {
    const [, second] = create(4) as [number, number, number, number];
    const query = `?resourceVersion=${second}&resourceVersionMatch=Exact&limit=2`;
    const { bytes } = await ask(namespaces + query, 'application/vnd.kubernetes.protobuf');
    const list = fieldsOf(bytes.subarray(4))?.find(({ number }) => number === 2)?.content ?? new Uint8Array();
    const [meta, ...items] = fieldsOf(list) ?? [];
    expect(items).toHaveLength(2);
    const content = Buffer.from(meta?.content ?? []);
    expect(content.subarray(2, 11).toString()).toBe(`\x12\x07${second}`);
    expect([...content.subarray(-2)]).toEqual([0x20, 4]);
  });

  it('with a selector tells nothing of what remains', async () => {
    create(2);
    demo.cluster.putConfigMap('old-1', 'same', {});
    demo.cluster.putConfigMap('old-2', 'same', {});
    const { version } = demo.cluster.storage;
    const query = `?resourceVersion=${version}&resourceVersionMatch=Exact&fieldSelector=metadata.name%3Dsame`;
    const first = (await json(`/api/v1/configmaps${query}&limit=1`)) as Page;
    expect(first.metadata).toEqual({ resourceVersion: String(version), continue: expect.any(String) });
    expect(((await json(`/api/v1/configmaps${query}`)) as Page).items).toHaveLength(2);
  });

  it('after a restart is the same, and so is what a token continues; watches begin anew', async () => {
    const [first, second] = create(4) as [number, number, number, number];
    const before = await exact(second);
    const { metadata } = await exact(first, '&limit=4');
    await demo.server.restart(async () => {
      await expect(ask(namespaces)).rejects.toThrow();
    });
    expect(await exact(second)).toEqual(before);
    expect(names(await page(`continue=${metadata.continue}`))).toEqual(['old-1']);
    expect(await json(`${namespaces}?watch=1&resourceVersion=${second}`)).toMatchObject({ type: 'ERROR', object: { code: 410 } });
    demo.server.expireWatches();
    expect(await exact(second)).toEqual(before);
  });

  it('before the last compaction is 410 in the words of a real server, at it is a list', async () => {
    const [, second] = create(4) as [number, number, number, number];
    const before = await page('');
    const { metadata } = await exact(second, '&limit=5');
    demo.server.compact();
    const compacted = demo.cluster.storage.version;
    const answer = await ask(`${namespaces}?resourceVersion=${second}&resourceVersionMatch=Exact`);
    expect([answer.status, JSON.parse(answer.bytes.toString())]).toEqual([
      410,
      JSON.parse(recorded('status.list-expired.json').toString()),
    ]);
    const binary = await ask(`${namespaces}?resourceVersion=${second}&limit=2`, 'application/vnd.kubernetes.protobuf');
    expect(binary.bytes.equals(recorded('status.list-expired.pb'))).toBe(true);
    expect(await exact(compacted - 1)).toMatchObject(expired);
    expect(await exact(compacted)).toEqual({ ...before, metadata: { resourceVersion: String(compacted) } });
    expect(await page(`continue=${metadata.continue}`)).toMatchObject({
      code: 410,
      reason: 'Expired',
      message: expect.stringMatching(/^The provided continue parameter is too old to display a consistent list result\. /),
      metadata: { continue: expect.any(String) },
    });
    expect(await exact(1)).toMatchObject(expired);
    expect(await exact(firstVersion)).toMatchObject(expired);
  });

  it('that is still to come is 504 after three seconds, in the words of a real server', async () => {
    const { version } = demo.cluster.storage;
    for (const [extension, accept] of [
      ['json', 'application/json'],
      ['pb', 'application/vnd.kubernetes.protobuf'],
    ] as const) {
      const asked = ask(`${namespaces}?resourceVersion=9999999&resourceVersionMatch=Exact`, accept);
      while (clock.waiting === 0) await new Promise<void>((resolve) => setImmediate(resolve));
      clock.advance(3000);
      const { status, headers, bytes } = await asked;
      expect([status, headers.get('retry-after')]).toEqual([504, '1']);
      const [told, real] = [bytes, recorded(`status.too-large.${extension}`)].map((body) =>
        body.toString('latin1').trimEnd().split(numbers),
      );
      expect(told?.slice(1)).toEqual(['9999999', String(version), real?.[3]]);
      expect(real?.slice(1, 3)).toEqual(['999999', extension === 'json' ? '597' : '600']);
    }
  });

  it('that comes within the three seconds is a list', async () => {
    const next = demo.cluster.storage.version + 1;
    const asked = exact(next);
    while (clock.waiting === 0) await new Promise<void>((resolve) => setImmediate(resolve));
    demo.cluster.createNamespace('late');
    clock.advance(3000);
    expect(names(await asked)).toContain('late');
  });
});

describe('what is no query is refused in the words of a real server', () => {
  const unless = 'resourceVersionMatch is forbidden unless resourceVersion is provided';
  const withToken = 'resourceVersionMatch is forbidden when continue is provided';
  it.each([
    ['resourceVersionMatch=Exact', `resourceVersionMatch: Forbidden: ${unless}`],
    ['resourceVersionMatch=NotOlderThan', `resourceVersionMatch: Forbidden: ${unless}`],
    [
      'resourceVersionMatch=Exact&continue=x',
      `[resourceVersionMatch: Forbidden: ${unless}, resourceVersionMatch: Forbidden: ${withToken}]`,
    ],
    [
      'resourceVersionMatch=Exact&resourceVersion=0&limit=2',
      'resourceVersionMatch: Forbidden: resourceVersionMatch "exact" is forbidden for resourceVersion "0"',
    ],
    ['resourceVersionMatch=Exact&resourceVersion=5&continue=x', `resourceVersionMatch: Forbidden: ${withToken}`],
    [
      'resourceVersionMatch=Maybe&resourceVersion=5',
      'resourceVersionMatch: Unsupported value: "Maybe": supported values: "Exact", "NotOlderThan", ""',
    ],
    ['sendInitialEvents=true', 'sendInitialEvents: Forbidden: sendInitialEvents is forbidden for list'],
    [
      'watch=1&sendInitialEvents=true',
      'resourceVersionMatch: Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan',
    ],
    [
      'watch=1&resourceVersionMatch=NotOlderThan',
      'resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided',
    ],
  ])('%s: 422, %s', async (query, why) => {
    expect(await json(`${namespaces}?${query}`)).toMatchObject({
      code: 422,
      reason: 'Invalid',
      message: `ListOptions.meta.k8s.io "" is invalid: ${why}`,
    });
  });

  it('Exact at 0, byte for byte', async () => {
    const query = 'resourceVersion=0&resourceVersionMatch=Exact';
    expect(await json(`${namespaces}?${query}`)).toEqual(JSON.parse(recorded('status.exact-zero.json').toString()));
    const { bytes } = await ask(`${namespaces}?${query}`, 'application/vnd.kubernetes.protobuf');
    expect(bytes.equals(recorded('status.exact-zero.pb'))).toBe(true);
  });

  it.each([
    ['resourceVersion=x', 'invalid resource version: resourceVersion: Invalid value: "x": strconv.ParseUint: parsing "x": invalid syntax'],
    [
      'resourceVersion=-1',
      'invalid resource version: resourceVersion: Invalid value: "-1": strconv.ParseUint: parsing "-1": invalid syntax',
    ],
    ['resourceVersion=5&continue=x', 'specifying resource version is not allowed when using continue'],
    ['limit=x', 'strconv.ParseInt: parsing "x": invalid syntax'],
  ])('%s: 400, %s', async (query, message) => {
    expect(await json(`${namespaces}?${query}`)).toMatchObject({ code: 400, reason: 'BadRequest', message });
  });

  it('but a limit below 0 is none', async () => {
    expect(names(await page('limit=-1'))).toEqual(names(await page('')));
  });
});
