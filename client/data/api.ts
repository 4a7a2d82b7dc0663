import { problemError, unreachable, unreadable } from './apiError.ts';

export type Params = Record<string, string | number | boolean | undefined>;

/** Asks the API. Paths are below /api/v1 and start with a slash; parameters that are undefined or empty are left out. */
export interface Api {
  /** The parsed body; throws ApiError, or the signal's reason once aborted. The shape is what shared/wire fixes for the path. */
  get<T>(path: string, params?: Params, signal?: AbortSignal): Promise<T>;
  url(path: string, params?: Params): string;
}

export function createApi({ base, fetch }: { base: string; fetch: typeof globalThis.fetch }): Api {
  const url = (path: string, params: Params = {}) => `${base}/api/v1${path}${queryText(params)}`;
  return {
    url,
    async get<T>(path: string, params?: Params, signal?: AbortSignal): Promise<T> {
      let response: Response;
      try {
        // The browser's own cache sends If-None-Match and turns a 304 back into the body.
        response = await fetch(url(path, params), {
          signal: signal ?? null,
          headers: { accept: 'application/json, application/problem+json' },
        });
      } catch (error) {
        if (signal?.aborted) throw signal.reason;
        throw unreachable(error);
      }
      let body: unknown;
      try {
        body = await response.json();
      } catch (error) {
        if (signal?.aborted) throw signal.reason;
        throw unreadable(response.status, error);
      }
      if (!response.ok) throw problemError(response.status, body) ?? unreadable(response.status);
      return body as T;
    },
  };
}

function queryText(params: Params): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value !== undefined && value !== '') query.set(name, String(value));
  }
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}
