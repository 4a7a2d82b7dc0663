import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { shownObject } from './shownObject.ts';

test('what containers are started and probed with is left out of every one of them, and named once', () => {
  const container = {
    name: 'app',
    command: ['sh'],
    args: ['--password=x'],
    env: [{ name: 'TOKEN', value: 'x' }],
    envFrom: [{ secretRef: { name: 's' } }],
    ports: [{ containerPort: 80 }],
    lifecycle: { preStop: { exec: { command: ['x'] } } },
    livenessProbe: { httpGet: { port: 80, httpHeaders: [{ name: 'Authorization', value: 'x' }] } },
  };
  const pod = { kind: 'Pod', spec: { containers: [container, container], initContainers: [{ name: 'init', env: [] }] } };
  const { yaml, leftOut } = shownObject(pod);
  const kept = {
    name: 'app',
    ports: [{ containerPort: 80 }],
    lifecycle: { preStop: { exec: {} } },
    livenessProbe: { httpGet: { port: 80 } },
  };
  expect(parse(yaml)).toEqual({ kind: 'Pod', spec: { containers: [kept, kept], initContainers: [{ name: 'init' }] } });
  expect(leftOut).toEqual([
    'spec.containers[].command',
    'spec.containers[].args',
    'spec.containers[].env',
    'spec.containers[].envFrom',
    'spec.containers[].lifecycle.preStop.exec.command',
    'spec.containers[].livenessProbe.httpGet.httpHeaders',
    'spec.initContainers[].env',
  ]);
});

test('managedFields and notes of the whole object as it was applied are left out, other annotations stay', () => {
  const annotations = { 'kubectl.kubernetes.io/last-applied-configuration': '{}', 'objectset.rio.cattle.io/applied': 'H4sI', note: 'kept' };
  const { yaml, leftOut } = shownObject({ metadata: { name: 'a', managedFields: [{}], annotations }, managedFields: 'not those' });
  expect(parse(yaml)).toEqual({ metadata: { name: 'a', annotations: { note: 'kept' } }, managedFields: 'not those' });
  expect(leftOut).toEqual([
    'metadata.managedFields',
    'metadata.annotations["kubectl.kubernetes.io/last-applied-configuration"]',
    'metadata.annotations["objectset.rio.cattle.io/applied"]',
  ]);
});

test('labels and selectors have keys of the user’s own, which may be called as such fields are', () => {
  const own = { env: 'prod', args: 'x', command: 'y', message: 'z' };
  const service = { metadata: { labels: own }, spec: { selector: own, containers: 'no list' } };
  expect(shownObject(service)).toEqual({ yaml: expect.any(String), leftOut: [] });
  expect(parse(shownObject(service).yaml)).toEqual(service);
});

test('the last words of a container that ended may be its log', () => {
  const status = { message: 'kept', containerStatuses: [{ lastState: { terminated: { exitCode: 1, message: 'token=x' } } }] };
  const { yaml, leftOut } = shownObject({ status });
  expect(parse(yaml)).toEqual({ status: { message: 'kept', containerStatuses: [{ lastState: { terminated: { exitCode: 1 } } }] } });
  expect(leftOut).toEqual(['status.containerStatuses[].lastState.terminated.message']);
});

test('texts that YAML 1.1 reads as something else are quoted, and nothing is folded', () => {
  const long = 'word '.repeat(60).trim();
  expect(shownObject({ a: 'on', b: '012', c: '2026-11-23T12:00:00Z', d: long, e: 1, f: null }).yaml).toBe(
    `a: "on"\nb: "012"\nc: "2026-11-23T12:00:00Z"\nd: ${long}\ne: 1\nf: null\n`,
  );
});
