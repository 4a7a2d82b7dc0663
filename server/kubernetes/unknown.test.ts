import { expect, test } from 'vitest';
import { Needles } from './needles.ts';
import { bytesField, openEnvelope } from './unknown.ts';

const field = (number: number, text: string): Buffer => Buffer.concat([Buffer.from([number * 8 + 2, text.length]), Buffer.from(text)]);

test('the field of a number is its last bytes, a view and not a copy; empty where there is none', () => {
  const bytes = Buffer.concat([Buffer.from([1 * 8, 5]), field(2, 'old'), field(3, 'other'), field(2, 'new')]);
  const found = bytesField(bytes, 2);
  expect(String(found)).toBe('new');
  bytes.write('NEW', bytes.length - 3);
  expect(String(found)).toBe('NEW');
  expect(bytesField(bytes, 1)).toHaveLength(0); // a number is no bytes
  expect(bytesField(bytes, 9)).toHaveLength(0);
  expect(() => bytesField(bytes.subarray(0, -1), 2)).toThrow(RangeError);
});

test('an envelope gives the kind and the bytes of what is in it', () => {
  const typeMeta = Buffer.concat([field(1, 'v1'), field(2, 'Pod')]);
  const envelope = Buffer.concat([Buffer.from('k8s\0'), Buffer.from([1 * 8 + 2, typeMeta.length]), typeMeta, field(2, 'raw')]);
  const { kind, raw } = openEnvelope(envelope);
  expect([kind, String(raw)]).toEqual(['Pod', 'raw']);
  expect(openEnvelope(Buffer.from('k8s\0'))).toEqual({ kind: '', raw: Buffer.alloc(0) });
  for (const bytes of ['', 'k8s', 'k8s1', '{}'])
    expect(() => openEnvelope(Buffer.from(bytes))).toThrow(
      expect.objectContaining({ code: 'malformed', message: 'bytes without the Kubernetes protobuf envelope' }),
    );
});

test('needles are found where one of them stands', () => {
  const needles = new Needles(['alpha', 'beta']);
  expect(needles.in(Buffer.from('xx beta xx'))).toBe(true);
  expect(needles.in(Buffer.from('alpha'))).toBe(true);
  expect(needles.in(Buffer.from('alphbeta'.slice(0, 7)))).toBe(false);
});
