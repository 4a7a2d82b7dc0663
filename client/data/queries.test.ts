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

test('who held an address before is asked for page by page', async () => {
  const from = (day: number) => ({ from: { earliest: null, latest: `2026-11-0${day}T00:00:00.000Z` } });
  const asked: string[] = [];
  const api = createApi({
    base: '',
    fetch: async (input) => {
      asked.push(String(input));
      const isFirst = asked.length === 1;
      return Response.json({ tenancies: isFirst ? [from(3), from(2)] : [from(1)], more: isFirst, next: isFirst ? 'there' : null });
    },
  });
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const { pages } = await client.fetchInfiniteQuery({ ...queries.addressHistory(api, 'fd00::1'), pages: 5 });
  expect(asked).toEqual(['/api/v1/addresses/fd00%3A%3A1/history?limit=40', '/api/v1/addresses/fd00%3A%3A1/history?cursor=there&limit=40']);
  expect(pages.flatMap(({ tenancies }) => tenancies.map((one) => one.from.latest.slice(8, 10)))).toEqual(['03', '02', '01']);
});

test('forecasts are asked for again soon while counting has just begun, or has not', () => {
  const now = Date.parse('2026-11-27T09:00:00Z');
  expect([null, '2026-11-27T08:50:00Z', '2026-11-27T09:00:10Z'].map((since) => isYoung(since, now))).toEqual([true, true, true]);
  expect([undefined, '2026-11-27T08:40:00Z', '2026-10-02T00:00:00Z'].map((since) => isYoung(since, now))).toEqual([false, false, false]);
});
