import { expect, test } from 'vitest';
import { asFailure, Failure } from './failure.ts';
import { KubeConfigError } from './kubeConfigError.ts';

test('a failure has its code, its words, and what caused it where something did', () => {
  const cause = new Error('why');
  const failure = new Failure('throttled', 'slow down', { retryAfter: 2000, cause });
  expect(failure).toMatchObject({ name: 'Failure', code: 'throttled', message: 'slow down', retryAfter: 2000, cause });
  const bare = new Failure('ended', 'over');
  expect(bare.retryAfter).toBeNull();
  expect('cause' in bare).toBe(false);
});

test('whatever is thrown is a failure; what nobody foresaw is unexpected', () => {
  const failure = new Failure('ended', 'over');
  expect(asFailure(failure)).toBe(failure);
  const error = new TypeError('x is undefined');
  expect(asFailure(error)).toMatchObject({ code: 'unexpected', message: 'unexpected: x is undefined', cause: error });
  expect(asFailure('text')).toMatchObject({ code: 'unexpected', message: 'unexpected: text', cause: 'text' });
});

test('a kubeconfig’s error is one line, with its code, its value, and what caused it where something did', () => {
  const cause = new Error('why');
  const error = new KubeConfigError('bad-server', 'ftp://x', '  the server\n\t"ftp://x"  is none ', cause);
  expect(error).toMatchObject({
    name: 'KubeConfigError',
    code: 'bad-server',
    value: 'ftp://x',
    message: 'the server "ftp://x" is none',
    cause,
  });
  expect('cause' in new KubeConfigError('bad-server', '', 'x')).toBe(false);
});
