import { useCallback, useState } from 'react';
import type { Fold } from '../../kit/Section.tsx';

/** The parts of the plan that a narrow page folds away. */
export type PlanPart = 'charts' | 'ends' | 'notes' | 'apply' | 'wish' | 'mask';

export interface Folds {
  /** Undefined on a wide page, where all is open. */
  readonly of: (part: PlanPart, openAtFirst: boolean, summary: string) => Fold | undefined;
  readonly open: (part: PlanPart) => void;
}

/** Which parts are open: as somebody left them, else as each says for itself. */
export function useFolds(isNarrow: boolean): Folds {
  const [left, setLeft] = useState<Partial<Record<PlanPart, boolean>>>({});
  const set = useCallback((part: PlanPart, isOpen: boolean) => setLeft((now) => ({ ...now, [part]: isOpen })), []);
  return {
    of: (part, openAtFirst, summary) => {
      if (!isNarrow) return undefined;
      const isOpen = left[part] ?? openAtFirst;
      return { isOpen, summary, onToggle: () => set(part, !isOpen) };
    },
    open: useCallback((part) => set(part, true), [set]),
  };
}
