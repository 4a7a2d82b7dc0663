import { expect, test } from 'vitest';
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
])('%s', (error, words) => {
  expect(networkFault(error, 'api.example')).toMatchObject({ code: 'unreachable', message: words });
});
