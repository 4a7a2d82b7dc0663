import { expect, test } from 'vitest';
import { failureOfAnswer, statusOfBody } from './status.ts';
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
  ['soon', null],
])('Retry-After: %s is %s ms', (header, milliseconds) => {
  expect(refusal(429, 'text/plain', Buffer.from('slow down'), header)).toMatchObject({ code: 'throttled', retryAfter: milliseconds });
});

test('the Status itself may say when to come back', () => {
  const body = Buffer.from(JSON.stringify({ message: 'storage is (re)initializing', details: { retryAfterSeconds: 1 } }));
  expect(refusal(429, jsonType, body).retryAfter).toBe(1000);
});

test('a body that is no Status leaves the code to speak', () => {
  expect(refusal(500, jsonType, Buffer.from('{')).message).toBe('HTTP 500');
  expect(refusal(502, 'text/html', Buffer.from('<h1>\n  Bad Gateway</h1>')).message).toBe('HTTP 502: <h1> Bad Gateway</h1>');
});
