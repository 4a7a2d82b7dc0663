import type { KindInfo } from '../kinds.ts';
import { badRequest, type Failure, type FieldError, forbiddenField, invalidOptions, unsupportedValue } from './failure.ts';
import { nameSelected } from './fieldSelector.ts';

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
export function listOptions(query: URLSearchParams, info: Pick<KindInfo, 'kind'>): ListOptions | { readonly failure: Failure } {
  const fail = (failure: Failure): { readonly failure: Failure } => ({ failure });
  if (query.get('labelSelector')) return fail(badRequest('labelSelector is not supported by this simulated API server'));
  const name = nameSelected(query.get('fieldSelector') ?? '', info);
  if (typeof name !== 'string') return name;
  const watch = flag(query.get('watch')) === true;
  const limitText = query.get('limit') ?? '';
  const limit = /^-\d+$/.test(limitText) ? 0 : whole(limitText); // measured: a negative one is none
  const timeoutSeconds = whole(query.get('timeoutSeconds'));
  if (Number.isNaN(limit)) return fail(badRequest(notParsed('ParseInt', limitText)));
  if (Number.isNaN(timeoutSeconds)) return fail(badRequest(`invalid timeoutSeconds: "${query.get('timeoutSeconds')}"`));
  const versionText = query.get('resourceVersion') ?? '';
  const match = query.get('resourceVersionMatch') ?? '';
  const sendInitialEvents = flag(query.get('sendInitialEvents'));
  const token = query.get('continue') ?? '';
  const given = { match, version: versionText, token, sendInitialEvents };
  const errors = watch ? watchErrors(given) : listErrors(given);
  if (errors.length > 0) return fail(invalidOptions(errors));
  if (token !== '' && !watch && versionText !== '' && versionText !== '0')
    return fail(badRequest('specifying resource version is not allowed when using continue'));
  const version = whole(versionText);
  if (Number.isNaN(version)) {
    const why = `resourceVersion: Invalid value: "${versionText}": ${notParsed('ParseUint', versionText)}`;
    return fail(badRequest(`invalid resource version: ${why}`));
  }
  const bookmarks = flag(query.get('allowWatchBookmarks')) === true;
  return {
    watch,
    limit: limit ?? 0,
    continue: token,
    version,
    match: match === 'Exact' || match === 'NotOlderThan' ? match : '',
    bookmarks,
    sendInitialEvents,
    timeoutSeconds,
    name,
  };
}

/** What the two rules look at, as it was asked; '' where absent. */
interface Given {
  readonly match: string;
  readonly version: string;
  readonly token: string;
  readonly sendInitialEvents: boolean | undefined;
}

// The words of kube-apiserver 1.37.2, and their order.
const matchField = 'resourceVersionMatch';
const matchWithToken = forbiddenField(matchField, 'resourceVersionMatch is forbidden when continue is provided');

function watchErrors({ match, token, sendInitialEvents }: Given): FieldError[] {
  const errors: FieldError[] = [];
  if (sendInitialEvents !== undefined && match !== 'NotOlderThan')
    errors.push(forbiddenField(matchField, 'sendInitialEvents requires setting resourceVersionMatch to NotOlderThan'));
  if (match === '') return errors;
  if (sendInitialEvents === undefined)
    errors.push(forbiddenField(matchField, 'resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided'));
  if (match !== 'NotOlderThan') errors.push(unsupportedValue(matchField, match, ['NotOlderThan']));
  if (token !== '') errors.push(matchWithToken);
  return errors;
}

function listErrors({ match, version, token, sendInitialEvents }: Given): FieldError[] {
  const errors: FieldError[] = [];
  if (match !== '') {
    if (version === '') errors.push(forbiddenField(matchField, 'resourceVersionMatch is forbidden unless resourceVersion is provided'));
    if (token !== '') errors.push(matchWithToken);
    if (match !== 'Exact' && match !== 'NotOlderThan') errors.push(unsupportedValue(matchField, match, ['Exact', 'NotOlderThan', '']));
    if (match === 'Exact' && version === '0')
      errors.push(forbiddenField(matchField, 'resourceVersionMatch "exact" is forbidden for resourceVersion "0"'));
  }
  if (sendInitialEvents !== undefined) errors.push(forbiddenField('sendInitialEvents', 'sendInitialEvents is forbidden for list'));
  return errors;
}

/** What Go's strconv says of a text that is no number. */
function notParsed(how: 'ParseInt' | 'ParseUint', text: string): string {
  return `strconv.${how}: parsing "${text}": invalid syntax`;
}

/** A whole number that is not negative; undefined where absent, NaN where it is something else. */
function whole(text: string | null): number | undefined {
  if (text === null || text === '') return undefined;
  return /^\d{1,18}$/.test(text) ? Number(text) : Number.NaN;
}

/** As Go's strconv.ParseBool reads it; a bare "watch" is true. */
function flag(text: string | null): boolean | undefined {
  if (text === null) return undefined;
  return !['0', 'f', 'F', 'false', 'False', 'FALSE'].includes(text);
}
