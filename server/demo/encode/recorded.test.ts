import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { envelope, listHeadBytes, listItemBytes, watchFrame, wrap } from './envelope.ts';
import { encode, type JsonObject } from './message.ts';
import { messageOf } from './messageOf.ts';
import { status } from './meta.ts';

const fixture = (file: string): Buffer => readFileSync(new URL(`../fixtures/${file}`, import.meta.url));
const json = (file: string): JsonObject => JSON.parse(fixture(file).toString()) as JsonObject;

describe('recorded JSON, encoded, is the recorded protobuf of the same objects, byte for byte', () => {
  const lists = [
    ['namespaces', 'Namespace'],
    ['nodes', 'Node'],
    ['pods', 'Pod'],
    ['services', 'Service'],
    ['endpointslices', 'EndpointSlice'],
    ['servicecidrs', 'ServiceCIDR'],
    ['ipaddresses', 'IPAddress'],
  ] as const;
  for (const [file, kind] of lists) {
    it(`of ${file}`, () => {
      const recorded = json(`${file}.list.json`);
      const items = recorded.items as readonly JsonObject[];
      expect(items.length).toBeGreaterThan(0);
      const parts = [listHeadBytes(recorded.metadata as JsonObject), ...items.map((item) => listItemBytes(encode(messageOf[kind], item)))];
      const raw = Buffer.concat(parts);
      const { before, after } = envelope(recorded.apiVersion as string, recorded.kind as string, raw.length);
      expect(Buffer.concat([before, raw, after]).equals(fixture(`${file}.list.pb`))).toBe(true);
    });
  }

  it('of a page with its continue and remainingItemCount', () => {
    const recorded = json('pods.page1.json');
    const items = recorded.items as readonly JsonObject[];
    const raw = Buffer.concat([
      listHeadBytes(recorded.metadata as JsonObject),
      ...items.map((item) => listItemBytes(encode(messageOf.Pod, item))),
    ]);
    expect(wrap('v1', 'PodList', raw).equals(fixture('pods.page1.pb'))).toBe(true);
  });

  it('of a refusal', () => {
    expect(wrap('v1', 'Status', encode(status, json('status.forbidden.json'))).equals(fixture('status.forbidden.pb'))).toBe(true);
  });

  it('of the ERROR event of an expired watch', () => {
    const event = json('pods.watch-expired.json');
    const frame = watchFrame(event.type as string, wrap('v1', 'Status', encode(status, event.object as JsonObject)));
    expect(frame.equals(fixture('pods.watch-expired.pb'))).toBe(true);
  });

  it('of the bookmark that ends the initial events', () => {
    const lines = fixture('pods.watchlist.json').toString().trimEnd().split('\n');
    const event = JSON.parse(lines.at(-1) ?? '') as JsonObject;
    const frame = watchFrame(event.type as string, wrap('v1', 'Pod', encode(messageOf.Pod, event.object as JsonObject)));
    const recorded = fixture('pods.watchlist.pb');
    // The two recordings are of two moments: all but the resourceVersion's own digits is equal.
    const tail = recorded
      .subarray(recorded.length - frame.length)
      .toString('latin1')
      .replace('988', '998');
    expect(tail).toBe(frame.toString('latin1'));
  });
});
