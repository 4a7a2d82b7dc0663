import { QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { createApi } from './api.ts';
import { isYoung, queries } from './queries.ts';

function answering(status: number, body: object) {
  const asked: string[] = [];
  const api = createApi({
    base: '',
    fetch: async (input) => {
      asked.push(String(input));
      return Response.json(body, { status });
    },
  });
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  return { asked, node: (name: string) => client.fetchQuery(queries.node(api, name)) };
}
const problem = (code: string) => ({ type: 'about:blank', title: 'No', status: 404, detail: '', code, value: null, id: '1' });

test('a node is asked for by its name alone', async () => {
  const { asked, node } = answering(200, { name: 'edge-3' });
  expect(await node('edge-3')).toEqual({ name: 'edge-3' });
  expect(asked).toEqual(['/api/v1/nodes/edge-3']);
});

test('a node that is gone is null; an answer that is no answer stays an error', async () => {
  expect(await answering(404, problem('not-found')).node('edge-3')).toBeNull();
  await expect(answering(404, { message: 'proxy' }).node('edge-3')).rejects.toMatchObject({ code: 'unreadable' });
  await expect(answering(503, problem('not-synced')).node('edge-3')).rejects.toMatchObject({ code: 'not-synced' });
});

test('forecasts are asked for again soon while counting has just begun, or has not', () => {
  const now = Date.parse('2026-11-27T09:00:00Z');
  expect([null, '2026-11-27T08:50:00Z', '2026-11-27T09:00:10Z'].map((since) => isYoung(since, now))).toEqual([true, true, true]);
  expect([undefined, '2026-11-27T08:40:00Z', '2026-10-02T00:00:00Z'].map((since) => isYoung(since, now))).toEqual([false, false, false]);
});
