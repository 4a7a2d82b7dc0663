import type { ReactNode } from 'react';
import { ErrorState } from './ErrorState.tsx';
import { Loading } from './Loading.tsx';
import { Note } from './Note.tsx';

/** Of a query what is needed to show its states. */
export interface AnswerQuery<T> {
  data: T | undefined;
  error: unknown;
  isPlaceholderData?: boolean;
  refetch: () => unknown;
}

/**
 * A query in all its states: its frame while it loads, the error where nothing can be shown, the answer;
 * and the last answer with a remark where asking again failed.
 */
export function Answer<T>({
  query,
  label,
  loading = <Loading label={label} />,
  errorAction,
  children,
}: {
  query: AnswerQuery<T>;
  /** What is awaited: "Reading Services". */
  label: string;
  loading?: ReactNode;
  errorAction?: ReactNode;
  children: (data: T) => ReactNode;
}) {
  const { data, error, refetch } = query;
  const failed = error !== null && error !== undefined;
  // A kept answer to another question must not stand under this one's error.
  if (data === undefined || (failed && query.isPlaceholderData)) {
    return failed ? <ErrorState error={error} retry={() => void refetch()} action={errorAction} /> : loading;
  }
  return (
    <>
      {failed && (
        <Note tone="stale">
          <strong>These are the last numbers that came.</strong> {error instanceof Error ? error.message : 'Asking again failed.'}
        </Note>
      )}
      {children(data)}
    </>
  );
}
