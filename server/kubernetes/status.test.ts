import { expect, test } from 'vitest';
import { failureOfAnswer, failureOfEvent, statusOfBody } from './status.ts';
import { fixture, jsonType, protobufType } from './testing/fixture.ts';

const now = Date.UTC(2026, 0, 1);
const refusal = (code: number, contentType: string, body: Buffer, retryAfter?: string) =>
  failureOfAnswer(code, retryAfter, statusOfBody(contentType, body), now);

test.each([
  [
    403,
    protobufType,
    'status.forbidden.pb',
    'forbidden',
    'HTTP 403: pods is forbidden: User "nobody" cannot list resource "pods" in API group "" at the cluster scope',
  ],
  [
    403,
    jsonType,
    'status.forbidden.json',
    'forbidden',
    'HTTP 403: pods is forbidden: User "nobody" cannot list resource "pods" in API group "" at the cluster scope',
  ],
  [401, protobufType, 'status.unauthorized.pb', 'unauthorized', 'HTTP 401: Unauthorized'],
  [404, 'text/plain; charset=utf-8', 'status.not-served.json', 'not-served', 'HTTP 404: 404 page not found'],
  [
    406,
    jsonType,
    'status.crd-not-acceptable.json',
    'not-acceptable',
    'HTTP 406: only the following media types are accepted: application/json, application/yaml, application/vnd.kubernetes.protobuf',
  ],
  [
    400,
    jsonType,
    'status.bad-continue.json',
    'unsupported',
    "HTTP 400: invalid continue token: continue key is not valid: invalid character 'i' looking for beginning of value",
  ],
])('a recorded %i of %s (%s) is %s', (code, contentType, file, failure, words) => {
  expect(refusal(code, contentType, fixture(file))).toMatchObject({ code: failure, message: words, retryAfter: null });
});

test.each([
  ['2', 2000],
  [new Date(now + 5000).toUTCString(), 5000],
  [new Date(now - 5000).toUTCString(), 0],
  ['999999999', 300_000], // nothing stops for good
  [' 7 ', 7000],
  ['7 seconds', null],
  ['x7', null],
  [new Date(now + 3_600_000).toUTCString(), 300_000],
  ['0', 0],
  ['soon', null],
  [undefined, null],
])('Retry-After: %s is %s ms', (header, milliseconds) => {
  expect(refusal(429, 'text/plain', Buffer.from('slow down'), header)).toMatchObject({ code: 'throttled', retryAfter: milliseconds });
});

test('the Status itself may say when to come back; the header comes before it, and 0 seconds say nothing', () => {
  const body = (retryAfterSeconds: number) =>
    Buffer.from(JSON.stringify({ message: 'storage is (re)initializing', details: { retryAfterSeconds } }));
  expect(refusal(429, jsonType, body(1)).retryAfter).toBe(1000);
  expect(refusal(429, jsonType, body(9999)).retryAfter).toBe(300_000);
  expect(refusal(429, jsonType, body(1), '5').retryAfter).toBe(5000);
  expect(refusal(429, jsonType, body(0)).retryAfter).toBeNull();
});

test('a Status in protobuf says when to come back as well', () => {
  // "k8s\0", then raw=2 of runtime.Unknown: a Status whose details (5) have retryAfterSeconds (5) 3
  const body = Buffer.concat([Buffer.from('k8s\0'), Buffer.from([0x12, 4, 0x2a, 2, 0x28, 3])]);
  expect(refusal(429, protobufType, body).retryAfter).toBe(3000);
});

test.each([
  [400, '', 'unsupported'],
  [401, '', 'unauthorized'],
  [403, '', 'forbidden'],
  [404, '', 'not-served'],
  [405, '', 'unsupported'],
  [406, '', 'not-acceptable'],
  [410, '', 'expired'],
  [422, '', 'unsupported'],
  [429, '', 'throttled'],
  [500, '', 'server'],
  [503, '', 'server'],
  [504, 'Expired', 'expired'],
  [500, 'Gone', 'expired'],
])('HTTP %i with the reason "%s" is %s', (code, reason, failure) => {
  expect(failureOfAnswer(code, undefined, { reason }, now)).toMatchObject({ code: failure, retryAfter: null });
  expect(failureOfEvent({ code, reason })).toMatchObject({ code: failure, retryAfter: null });
});

test('an ERROR event is told by its message, or by its reason, or by its code alone', () => {
  expect(failureOfEvent({ code: 410, reason: 'Expired', message: 'too old  resource\nversion' }).message).toBe(
    'HTTP 410: too old resource version',
  );
  expect(failureOfEvent({ code: 410, reason: 'Expired' }).message).toBe('HTTP 410: Expired');
  expect(failureOfEvent({}).message).toBe('HTTP 0');
});

test('a content type may go on behind its name', () => {
  expect(refusal(403, `${jsonType}; charset=utf-8`, fixture('status.forbidden.json')).message).toMatch(/^HTTP 403: pods is forbidden/);
  expect(refusal(403, `${protobufType};stream=watch`, fixture('status.forbidden.pb')).message).toMatch(/^HTTP 403: pods is forbidden/);
});

test('a body that is no Status leaves the code to speak', () => {
  expect(refusal(500, jsonType, Buffer.from('{')).message).toBe('HTTP 500');
  expect(refusal(502, 'text/html', Buffer.from('<h1>\n  Bad Gateway</h1>')).message).toBe('HTTP 502: <h1> Bad Gateway</h1>');
});

test('long words are cut to 300 characters, and JSON that is no object is taken as words', () => {
  expect(refusal(500, 'text/plain', Buffer.from(`  ${'x'.repeat(400)}`)).message).toBe(`HTTP 500: ${'x'.repeat(300)}`);
  expect(refusal(500, jsonType, Buffer.from('null')).message).toBe('HTTP 500: null');
  expect(refusal(500, jsonType, Buffer.from('"down"')).message).toBe('HTTP 500: "down"');
  expect(refusal(500, protobufType, Buffer.from('no envelope')).message).toBe('HTTP 500');
});
