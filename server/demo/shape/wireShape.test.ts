import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { defaultCluster } from '../cluster/defaultCluster.ts';
import { cniNames } from '../cni/cnis.ts';
import { type JsonObject, newWriter, write } from '../encode/message.ts';
import { messageOf } from '../encode/messageOf.ts';
import { kindInfo, type TypedKind, typedKinds } from '../kinds.ts';
import { fieldPaths, fieldsOf } from './fieldPaths.ts';
import { jsonPaths } from './jsonPaths.ts';

const fixture = (file: string): Buffer => readFileSync(new URL(`../fixtures/${file}`, import.meta.url));

/**
 * What the demo's objects have and the recorded ones, of a small cluster with plain pods, have not. Each is a field of
 * k8s.io/api that real clusters fill; its path in protobuf, its path in JSON, and why the demo has it.
 */
const allowances: Partial<Record<TypedKind, readonly (readonly [protobuf: string, json: string, reason: string])[]>> = {
  Node: [
    ['2.3', 'spec.providerID', 'cloud providers set it'],
    ['2.5', 'spec.taints', 'kubeadm taints the control plane'],
    ['3.4', 'status.conditions[].message', 'real kubelets explain their conditions; recorded empty'],
    ['3.8', 'status.images', 'real kubelets list images: most of the bytes of a node'],
  ],
  Pod: [
    ['2.1.2.1', 'spec.volumes[].hostPath', 'static pods mount certificates'],
    ['2.1.2.2', 'spec.volumes[].emptyDir', 'realistic pods'],
    ['2.1.2.19', 'spec.volumes[].configMap', 'realistic pods'],
    ['2.2.3', 'spec.containers[].command', 'static pods carry the ranges as flags'],
    ['2.2.6', 'spec.containers[].ports', 'realistic pods'],
    ['2.2.7', 'spec.containers[].env', 'realistic pods'],
    ['2.2.8', 'spec.containers[].resources', 'realistic pods; recorded empty'],
    ['2.2.11', 'spec.containers[].readinessProbe', 'realistic pods'],
    ['2.24', 'spec.priorityClassName', 'static pods are system-node-critical; recorded empty'],
    ['3.2.5', 'status.conditions[].reason', 'unready pods say why; recorded empty'],
    ['3.8', 'status.containerStatuses', 'real kubelets report containers; those of the recording run none'],
  ],
  Service: [
    ['1.12', 'metadata.annotations', 'load balancers note their pools; recorded without'],
    ['2.21', 'spec.loadBalancerClass', 'one of several load balancers'],
    ['1.14', 'metadata.finalizers', 'the cloud controller holds load balancers by a finalizer'],
    ['2.1.4', 'spec.ports[].targetPort', 'ports by name; recorded by number'],
    ['2.13', 'spec.publishNotReadyAddresses', 'a set that is found before it is ready; recorded false'],
    ['3.1.1', 'status.loadBalancer.ingress', 'load balancers with addresses; the recording has no provider'],
  ],
  ServiceCIDR: [
    ['1.9', 'metadata.deletionTimestamp', 'one that is being deleted'],
    ['1.10', 'metadata.deletionGracePeriodSeconds', 'one that is being deleted'],
  ],
};

interface Shapes {
  readonly protobuf: ReadonlySet<string>;
  readonly json: ReadonlySet<string>;
}

function recordedShapes(kind: TypedKind): Shapes {
  const { resource } = kindInfo[kind];
  const protobuf = new Set<string>();
  const json = new Set<string>();
  const unknown = fieldsOf(fixture(`${resource}.list.pb`).subarray(4));
  const list = unknown?.find((field) => field.number === 2)?.content ?? new Uint8Array();
  for (const field of fieldsOf(list) ?? []) if (field.number === 2 && field.content) fieldPaths(field.content, protobuf);
  for (const item of (JSON.parse(fixture(`${resource}.list.json`).toString()) as { items: JsonObject[] }).items) jsonPaths(item, json);
  if (kind === 'Pod') watchedPods(protobuf, json);
  return { protobuf, json };
}

/** The recorded watches have what no list has: a pod on its way out. */
function watchedPods(protobuf: Set<string>, json: Set<string>): void {
  const bytes = fixture('pods.watch.pb');
  for (let at = 0; at < bytes.length; at += 4 + bytes.readUInt32BE(at)) {
    let inner: Uint8Array | undefined = bytes.subarray(at + 4, at + 4 + bytes.readUInt32BE(at));
    for (const number of [2, 1]) inner = fieldsOf(inner ?? new Uint8Array())?.find((field) => field.number === number)?.content;
    const raw = fieldsOf((inner ?? new Uint8Array()).subarray(4))?.find((field) => field.number === 2)?.content;
    if (raw) fieldPaths(raw, protobuf);
  }
  for (const line of fixture('pods.watch.json').toString().trimEnd().split('\n')) {
    const { kind, apiVersion, ...rest } = (JSON.parse(line) as { object: JsonObject }).object;
    if (kind === 'Pod' && apiVersion === 'v1' && rest.metadata) jsonPaths(rest, json);
  }
}

function demoShapes(kind: TypedKind): Shapes {
  const protobuf = new Set<string>();
  const json = new Set<string>();
  for (const object of cluster.objects(kind)) {
    fieldPaths(write(newWriter(), messageOf[kind], object).finish(), protobuf);
    jsonPaths(object, json);
  }
  return { protobuf, json };
}

const cluster = defaultCluster({
  seed: 7,
  families: ['IPv4', 'IPv6'],
  nodes: 60,
  pods: 2000,
  services: 280,
  empty: false,
  cni: cniNames,
  now: () => Date.UTC(2026, 10, 23, 12),
});
for (let i = 0; i < 300; i++) cluster.step();

const under = (path: string, allowed: string): boolean =>
  path === allowed || (path.startsWith(allowed) && /^[.:[]/.test(path.slice(allowed.length)));

describe('the demo sends nothing that a real API server would send in another shape', () => {
  for (const { kind } of typedKinds) {
    const recorded = recordedShapes(kind);
    const demo = demoShapes(kind);
    const allowed = allowances[kind] ?? [];

    it(`of ${kind}: field numbers and wire types`, () => {
      expect(recorded.protobuf.size).toBeGreaterThan(8);
      const strange = [...demo.protobuf].filter((path) => !recorded.protobuf.has(path));
      expect(strange.filter((path) => !allowed.some(([protobuf]) => under(path, protobuf)))).toEqual([]);
    });

    it(`of ${kind}: JSON keys and types`, () => {
      const strange = [...demo.json].filter((path) => !recorded.json.has(path));
      expect(strange.filter((path) => !allowed.some(([, json]) => under(path, json)))).toEqual([]);
    });

    it(`of ${kind}: each allowance is used`, () => {
      const unused = allowed.filter(([, json]) => ![...demo.json].some((path) => !recorded.json.has(path) && under(path, json)));
      expect(unused).toEqual([]);
    });

    it(`of ${kind}: has all that every recorded one has`, () => {
      const { resource } = kindInfo[kind];
      const items = (JSON.parse(fixture(`${resource}.list.json`).toString()) as { items: JsonObject[] }).items;
      const keys = (object: JsonObject): string[] => [
        ...Object.keys(object),
        ...Object.keys((object.metadata ?? {}) as JsonObject).map((key) => `metadata.${key}`),
      ];
      const always = keys(items[0] ?? {}).filter(
        (key) => key !== 'metadata.managedFields' && items.every((item) => keys(item).includes(key)),
      );
      const lacking = cluster.objects(kind).flatMap((object) => always.filter((key) => !keys(object).includes(key)));
      expect([...new Set(lacking)]).toEqual([]);
    });
  }

  it('is about as large as what was measured of realistic pods: 3 to 5 kB of protobuf', () => {
    const sizes = cluster.objects('Pod').map((pod) => write(newWriter(), messageOf.Pod, pod).pos);
    const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
    expect(mean).toBeGreaterThan(3000);
    expect(mean).toBeLessThan(5000);
  });
});

describe('the field walker', () => {
  it('tells numbers, texts and messages apart', () => {
    // field 1: 150; field 2: "abc"; field 3: a message whose field 1 is 1
    const bytes = Uint8Array.of(0x08, 0x96, 0x01, 0x12, 0x03, 0x61, 0x62, 0x63, 0x1a, 0x02, 0x08, 0x01);
    expect([...fieldPaths(bytes)]).toEqual(['1:varint', '2:len', '3:len', '3.1:varint']);
  });

  it('refuses bytes that are cut', () => {
    expect(fieldsOf(Uint8Array.of(0x12, 0x03, 0x61))).toBeUndefined();
  });
});
