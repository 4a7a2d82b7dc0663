import { expect, test } from 'vitest';
import { createApi } from './api.ts';
import { ApiError, isWorthRetrying } from './apiError.ts';
import { readBase } from './base.ts';

function apiOf(answer: (url: string) => Response | Promise<Response>, base = '') {
  const asked: string[] = [];
  const api = createApi({
    base,
    fetch: async (input) => {
      asked.push(String(input));
      return answer(String(input));
    },
  });
  return { api, asked };
}
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.fail('it did not fail'),
    (error: unknown) => error,
  );

test('a path stands below the path prefix; what is undefined or empty is left out', async () => {
  const { api, asked } = apiOf(() => Response.json({ revision: '1' }), '/net');
  await api.get('/map', { cidr: 'fd00::/48', bits: 8, pool: undefined, q: '' });
  expect(asked).toEqual(['/net/api/v1/map?cidr=fd00%3A%3A%2F48&bits=8']);
});

test('problem+json becomes an error with its code, value and id', async () => {
  const problem = {
    type: 'about:blank',
    title: 'Not an address',
    status: 400,
    detail: 'The third number is 300.',
    code: 'invalid-address',
    value: '10.244.300.1',
    id: '01J',
  };
  const { api } = apiOf(() => Response.json(problem, { status: 400 }));
  const error = await failure(api.get('/addresses/10.244.300.1'));
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({
    code: 'invalid-address',
    value: '10.244.300.1',
    id: '01J',
    status: 400,
    message: 'The third number is 300.',
  });
  expect(isWorthRetrying(error)).toBe(false);
});

test("a proxy's page is not taken for an answer", async () => {
  const { api } = apiOf(() => new Response('<html>Bad gateway</html>', { status: 502 }));
  const error = await failure(api.get('/pools'));
  expect(error).toMatchObject({ code: 'unreadable', status: 502 });
  expect(isWorthRetrying(error)).toBe(true);
});

test('no answer at all is worth another try', async () => {
  const { api } = apiOf(() => Promise.reject(new TypeError('Failed to fetch')));
  const error = await failure(api.get('/pools'));
  expect(error).toMatchObject({ code: 'unreachable', status: null });
  expect(isWorthRetrying(error)).toBe(true);
});

test('an abandoned question fails with the reason it was abandoned for', async () => {
  const controller = new AbortController();
  controller.abort(new Error('typed on'));
  const { api } = apiOf(() => Promise.reject(new DOMException('aborted', 'AbortError')));
  expect(await failure(api.get('/search', { q: 'x' }, controller.signal))).toMatchObject({ message: 'typed on' });
});

test('the base of the page has no slash at its end', () => {
  const page = (content: string) => ({ querySelector: () => ({ content }) }) as unknown as Document;
  expect(readBase(page(''))).toBe('');
  expect(readBase(page('/'))).toBe('');
  expect(readBase(page('/tools/net/'))).toBe('/tools/net');
});
