/** An answer, or what of the question keeps it from being given. */
export type OutlookReply<T> =
  | { readonly answer: Omit<T, 'revision'> }
  | {
      readonly refused: {
        readonly code: 'invalid-scenario' | 'invalid-wish' | 'out-of-range';
        readonly value: string | null;
        readonly detail: string;
      };
    };
