import { badRequest, type Failure, invalidOptions } from './failure.ts';

/** The query of a list or watch, read. */
export interface ListOptions {
  readonly watch: boolean;
  readonly limit: number; // 0: no limit
  readonly continue: string;
  readonly version: number | undefined; // resourceVersion; undefined: not given
  readonly match: '' | 'Exact' | 'NotOlderThan';
  readonly bookmarks: boolean;
  readonly sendInitialEvents: boolean | undefined;
  readonly timeoutSeconds: number | undefined;
  readonly name: string; // of fieldSelector=metadata.name=NAME; '' without
}

/** Checked as apimachinery does (pkg/apis/meta/internalversion/validation). */
export function listOptions(query: URLSearchParams): ListOptions | { readonly failure: Failure } {
  const fail = (failure: Failure): { readonly failure: Failure } => ({ failure });
  if (query.get('labelSelector')) return fail(badRequest('labelSelector is not supported by this simulated API server'));
  const selector = query.get('fieldSelector') ?? '';
  const name = selector === '' ? '' : /^metadata\.name==?([^,=!\\]+)$/.exec(selector)?.[1];
  if (name === undefined) return fail(badRequest('fieldSelector: this simulated API server has metadata.name=NAME alone'));
  const watch = flag(query.get('watch')) === true;
  const limit = whole(query.get('limit'));
  const timeoutSeconds = whole(query.get('timeoutSeconds'));
  const versionText = query.get('resourceVersion') ?? '';
  const version = whole(versionText);
  if (Number.isNaN(limit)) return fail(badRequest(`invalid limit: "${query.get('limit')}"`));
  if (Number.isNaN(timeoutSeconds)) return fail(badRequest(`invalid timeoutSeconds: "${query.get('timeoutSeconds')}"`));
  if (Number.isNaN(version)) return fail(badRequest(`invalid resource version: "${versionText}"`));
  const match = query.get('resourceVersionMatch') ?? '';
  const sendInitialEvents = flag(query.get('sendInitialEvents'));
  const token = query.get('continue') ?? '';
  if (match !== '' && match !== 'Exact' && match !== 'NotOlderThan')
    return fail(invalidOptions('resourceVersionMatch', `supported values: "Exact", "NotOlderThan"; got "${match}"`));
  const problem = watch ? watchProblem(match, sendInitialEvents, token) : listProblem(match, version, sendInitialEvents, token);
  if (problem) return fail(problem);
  const bookmarks = flag(query.get('allowWatchBookmarks')) === true;
  return { watch, limit: limit ?? 0, continue: token, version, match, bookmarks, sendInitialEvents, timeoutSeconds, name };
}

function watchProblem(match: string, sendInitialEvents: boolean | undefined, token: string): Failure | undefined {
  if (sendInitialEvents === undefined)
    return match === '' ? undefined : invalidOptions('resourceVersionMatch', 'is for a watch only with sendInitialEvents');
  if (match !== 'NotOlderThan') return invalidOptions('sendInitialEvents', 'needs resourceVersionMatch=NotOlderThan');
  return token === '' ? undefined : invalidOptions('resourceVersionMatch', 'is not for a request that has continue');
}

function listProblem(
  match: string,
  version: number | undefined,
  sendInitialEvents: boolean | undefined,
  token: string,
): Failure | undefined {
  if (sendInitialEvents !== undefined) return invalidOptions('sendInitialEvents', 'is not for a list');
  if (token !== '' && version !== undefined && version !== 0) return badRequest('resourceVersion is not for a request that has continue');
  if (match === '') return undefined;
  if (version === undefined) return invalidOptions('resourceVersionMatch', 'needs resourceVersion');
  if (token !== '') return invalidOptions('resourceVersionMatch', 'is not for a request that has continue');
  if (match === 'Exact' && version === 0) return invalidOptions('resourceVersionMatch', '"Exact" is not for resourceVersion "0"');
  return undefined;
}

/** A whole number that is not negative; undefined where absent, NaN where it is something else. */
function whole(text: string | null): number | undefined {
  if (text === null || text === '') return undefined;
  const number = /^\d{1,18}$/.test(text) ? Number(text) : Number.NaN;
  return number;
}

/** As Go's strconv.ParseBool reads it; a bare "watch" is true. */
function flag(text: string | null): boolean | undefined {
  if (text === null) return undefined;
  return !['0', 'f', 'F', 'false', 'False', 'FALSE'].includes(text);
}
