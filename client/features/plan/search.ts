import { present, textParam } from '../../kit/searchParams.ts';

/**
 * The whole view of the plan. `scenario` is its text as it was written: a wrong one is named, not dropped. `wish` is the range that is
 * looked for, `mask` the change that is rehearsed ("IPv4/25").
 */
export function planSearch(raw: Record<string, unknown>) {
  return present({
    scenario: textParam(raw, 'scenario', 8192),
    wish: textParam(raw, 'wish', 200),
    mask: textParam(raw, 'mask', 16),
  });
}
export type PlanSearch = ReturnType<typeof planSearch>;
