import { expect, test } from 'vitest';
import { Failure } from './failure.ts';
import { networkFault } from './networkFault.ts';

const coded = (code: string, message = 'x', cause?: unknown) => Object.assign(new Error(message, { cause }), { code });

test.each([
  [coded('ENOTFOUND'), 'api.example: no such host (DNS) (ENOTFOUND)'],
  [coded('EAI_AGAIN'), 'api.example: DNS does not answer (EAI_AGAIN)'],
  [coded('CERT_HAS_EXPIRED'), 'api.example: TLS: the server’s certificate has expired (CERT_HAS_EXPIRED)'],
  [new TypeError('fetch failed', { cause: coded('ECONNREFUSED') }), 'api.example: connection refused (ECONNREFUSED)'],
  [new AggregateError([coded('ECONNREFUSED'), coded('ENETUNREACH')]), 'api.example: connection refused (ECONNREFUSED)'],
  [coded('E_NEW', 'something new'), 'api.example: something new'],
  ['text', 'api.example: text'],
  [coded('ECONNRESET'), 'api.example: connection reset (ECONNRESET)'],
  [coded('ETIMEDOUT'), 'api.example: connecting timed out (ETIMEDOUT)'],
  [coded('E_NEW', 'something new', coded('EHOSTUNREACH')), 'api.example: no route to the host (EHOSTUNREACH)'],
  [Object.assign(new Error('numbered'), { code: 7 }), 'api.example: numbered'],
])('%s', (error, words) => {
  expect(networkFault(error, 'api.example')).toMatchObject({ code: 'unreachable', message: words });
});

const words = (code: string): string => networkFault(coded(code), 's').message;

test.each([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_SOCKET',
  'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
])('%s has words of its own, not TLS’s', (code) => {
  expect(words(code)).toMatch(/^s: (?!TLS)\w.+ \(\w+\)$/);
});

test.each([
  [
    'the server’s certificate is not signed by the configured CA',
    [
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      'SELF_SIGNED_CERT_IN_CHAIN',
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      'UNABLE_TO_GET_ISSUER_CERT',
      'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
      'CERT_SIGNATURE_FAILURE',
    ],
  ],
  ['the server’s certificate has expired', ['CERT_HAS_EXPIRED']],
  ['the server’s certificate is not valid yet', ['CERT_NOT_YET_VALID']],
  ['the server’s certificate is for another name', ['ERR_TLS_CERT_ALTNAME_INVALID']],
  ['the server does not speak TLS on this port', ['ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_PACKET_LENGTH_TOO_LONG']],
])('TLS: %s, whichever of its codes OpenSSL gives', (said, codes) => {
  for (const code of codes) expect(words(code)).toBe(`s: TLS: ${said} (${code})`);
});

test('a Failure is what it was', () => {
  const failure = new Failure('timeout', 'no answer');
  expect(networkFault(failure, 'api.example')).toBe(failure);
});

test('what caused it is looked for five causes deep, and kept', () => {
  const deep = (depth: number): Error => (depth === 0 ? coded('EPIPE') : new Error(`level ${depth}`, { cause: deep(depth - 1) }));
  expect(words('EPIPE')).toBe('s: connection closed while writing (EPIPE)');
  expect(networkFault(deep(4), 's').message).toBe('s: connection closed while writing (EPIPE)');
  expect(networkFault(deep(5), 's').message).toBe('s: level 5');
  const error = deep(5);
  expect(networkFault(error, 's').cause).toBe(error);
});
