import { expect, test } from 'vitest';
import { collectPages, type Page } from './collectPages.ts';

/** A list of the numbers 0 … total − 1, served two at a time. */
const pages =
  (total: number) =>
  (cursor: string | undefined): Promise<Page<number>> => {
    const from = cursor === undefined ? 0 : Number(cursor);
    const items = [from, from + 1].filter((value) => value < total);
    const to = from + items.length;
    return Promise.resolve({ total, items, next: to < total ? String(to) : null });
  };

test('five items in pages of two are all there', async () => {
  expect(await collectPages(pages(5), 10)).toEqual({ items: [0, 1, 2, 3, 4], total: 5, cut: false });
});

test('a bound cuts, and says so', async () => {
  expect(await collectPages(pages(5), 3)).toEqual({ items: [0, 1, 2], total: 5, cut: true });
  expect(await collectPages(pages(5), 4)).toEqual({ items: [0, 1, 2, 3], total: 5, cut: true });
});

test('a list that ends at the bound is whole', async () => {
  expect(await collectPages(pages(4), 4)).toEqual({ items: [0, 1, 2, 3], total: 4, cut: false });
});

test('an empty list is empty', async () => {
  expect(await collectPages(pages(0), 4)).toEqual({ items: [], total: 0, cut: false });
});

test('a page that fails fails the whole', async () => {
  await expect(collectPages(() => Promise.reject(new Error('503')), 4)).rejects.toThrow('503');
});
