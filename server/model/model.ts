import type { Questions } from './questions.ts';

export { QueryError } from './queryError.ts';
export type { ModelEvent, Questions } from './questions.ts';

/** Constructed on a store (`new Model(store)`), kept up to date by its changes. */
export interface Model extends Questions {
  /** Stops following the store. */
  stop(): void;
}
