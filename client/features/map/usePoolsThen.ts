import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { PoolsThen } from '../../../shared/wire/history.ts';
import type { Pool } from '../../../shared/wire/pools.ts';
import { useApi } from '../../data/ApiContext.ts';
import { queries } from '../../data/queries.ts';
import { type OfThen, ofThen } from './poolsThen.ts';

/** The pools of a past moment, what the server said of it, and why it said nothing; undefined at now. */
export interface PoolsAt extends OfThen {
  readonly at: string;
  readonly answer: PoolsThen | undefined;
  readonly error: unknown;
}

/** Pools as they were at a moment, as the address bar has it. */
export function usePoolsThen(pools: readonly Pool[], at: string | undefined): PoolsAt | undefined {
  const { data, error } = useQuery({ ...queries.poolsThen(useApi(), at ?? ''), enabled: at !== undefined });
  const isAwaited = data === undefined && error === null;
  return useMemo(
    () => (at === undefined ? undefined : { at, answer: data, error, ...ofThen(pools, data, isAwaited) }),
    [pools, at, data, error, isAwaited],
  );
}
