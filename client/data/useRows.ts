import type { InfiniteData } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';

/** Of an infinite query what its rows are made of. */
interface PagedQuery<Page> {
  data: InfiniteData<Page, unknown> | undefined;
  hasNextPage: boolean;
  fetchNextPage: () => unknown;
}

/** The pages that have come as one list, the first of them for what it says of the whole, and how to load one more (undefined: that is all). */
export function useRows<Row, Page extends { items: readonly Row[] }>(
  query: PagedQuery<Page & { items: readonly Row[] }>,
): { rows: readonly Row[]; first: Page | undefined; loadMore: (() => void) | undefined } {
  const { data, hasNextPage, fetchNextPage } = query;
  const rows = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]);
  const more = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  return { rows, first: data?.pages[0], loadMore: hasNextPage ? more : undefined };
}
