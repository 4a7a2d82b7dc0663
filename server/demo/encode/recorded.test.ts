import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { beginList, endList, writeFrame, writeListHead, writeListItem, writeObject } from './envelope.ts';
import { type JsonObject, newWriter } from './message.ts';
import { messageOf } from './messageOf.ts';
import { status } from './meta.ts';

const fixture = (file: string): Buffer => readFileSync(new URL(`../fixtures/${file}`, import.meta.url));
const json = (file: string): JsonObject => JSON.parse(fixture(file).toString()) as JsonObject;

function encodedList(list: JsonObject, kind: keyof typeof messageOf): Buffer {
  const inner = newWriter();
  writeListHead(inner, list.metadata as JsonObject);
  for (const item of list.items as readonly JsonObject[]) writeListItem(inner, messageOf[kind], item);
  const outer = newWriter();
  beginList(outer, { apiVersion: list.apiVersion as string, kind: list.kind as string }, inner.pos);
  outer.raw(inner.finish());
  endList(outer);
  return Buffer.from(outer.finish());
}

describe('recorded JSON, encoded, is the recorded protobuf of the same objects, byte for byte', () => {
  const lists = [
    ['namespaces', 'Namespace', 7],
    ['nodes', 'Node', 7],
    ['pods', 'Pod', 30],
    ['services', 'Service', 11],
    ['endpointslices', 'EndpointSlice', 15],
    ['servicecidrs', 'ServiceCIDR', 1],
    ['ipaddresses', 'IPAddress', 13],
    ['configmaps', 'ConfigMap', 2],
  ] as const;
  for (const [file, kind, count] of lists) {
    it(`of ${file}`, () => {
      const recorded = json(`${file}.list.json`);
      expect(recorded.items).toHaveLength(count);
      expect(encodedList(recorded, kind).equals(fixture(`${file}.list.pb`))).toBe(true);
    });
  }

  it('of a page with its continue and remainingItemCount', () => {
    expect(encodedList(json('pods.page1.json'), 'Pod').equals(fixture('pods.page1.pb'))).toBe(true);
  });

  it('of a refusal', () => {
    const writer = newWriter();
    writeObject(writer, { apiVersion: 'v1', kind: 'Status' }, status, json('status.forbidden.json'));
    expect(Buffer.from(writer.finish()).equals(fixture('status.forbidden.pb'))).toBe(true);
  });

  it('of the ERROR event of an expired watch', () => {
    const event = json('pods.watch-expired.json');
    const writer = newWriter();
    writeFrame(writer, event.type as string, { apiVersion: 'v1', kind: 'Status' }, status, event.object as JsonObject);
    expect(Buffer.from(writer.finish()).equals(fixture('pods.watch-expired.pb'))).toBe(true);
  });

  it('of the bookmark that ends the initial events', () => {
    const lines = fixture('pods.watchlist.json').toString().trimEnd().split('\n');
    const event = JSON.parse(lines.at(-1) ?? '') as JsonObject;
    const writer = newWriter();
    writeFrame(writer, event.type as string, { apiVersion: 'v1', kind: 'Pod' }, messageOf.Pod, event.object as JsonObject);
    const recorded = fixture('pods.watchlist.pb');
    // The two recordings are of two moments: all but the resourceVersion is equal.
    const tail = recorded.subarray(recorded.length - writer.pos).toString('latin1');
    expect(tail.replace('978', '998')).toBe(Buffer.from(writer.finish()).toString('latin1'));
  });
});
