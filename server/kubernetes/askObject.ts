import { type Kind, kinds } from '../records/records.ts';
import type { Clock } from './clock.ts';
import type { Connection } from './connection.ts';
import { getWhole } from './exchange.ts';
import { asFailure, Failure } from './failure.ts';
import { kindTable } from './kindTable.ts';
import { groupVersion, pathOf, type Resource } from './resource.ts';
import { type ShownObject, shownObject } from './shownObject.ts';
import { elements, fields, word } from './unchecked.ts';

const within = 10_000; // milliseconds
const mostBytes = 16 * 1024 * 1024; // etcd takes 1.5 MB; JSON is longer than what it keeps
const mostAtOnce = 8;

/** ConfigMaps are read by their names alone, and what else they hold is nobody's business. */
const shownKinds = kinds.filter((kind) => !kind.startsWith('ConfigMap/'));

export interface ObjectAsked {
  readonly kind: string; // as the object names it
  readonly group?: string | undefined; // where several groups have a kind of that name
  readonly namespace?: string | undefined;
  readonly name: string;
}

/** Why there is no object to show; `value` is what it is about. */
interface Refusal {
  readonly code: 'not-found' | 'forbidden' | 'cluster-unavailable' | 'invalid-parameter' | 'missing-parameter' | 'too-many-requests';
  readonly value: string | null;
  readonly detail: string;
}

export type ObjectReply = { readonly object: ShownObject } | { readonly refused: Refusal };

export interface ObjectSources {
  readonly connection: Pick<Connection, 'request'>;
  readonly clock: Clock;
  /** Where a kind is read. */
  readonly resource: (kind: Kind) => Resource;
  /** Whether objects of a kind have namespaces; undefined where none has been seen. */
  readonly namespaced: (kind: Kind) => boolean | undefined;
}

/**
 * Asks the API server for one object as it is now. By a LIST of one name, since to list is a right that the product has anyway; it may have
 * no right to get. Names and namespaces must be such of Kubernetes: the caller sees to that. Never throws.
 */
export function objectAsker({ connection, clock, resource, namespaced }: ObjectSources): (asked: ObjectAsked) => Promise<ObjectReply> {
  let asking = 0;
  return async (asked) => {
    const kind = kindOf(asked, resource);
    if (typeof kind !== 'string') return { refused: kind };
    const { namespace = '', name } = asked;
    if (namespace === '' && namespaced(kind)) return { refused: inNamespaces(asked) };
    if (asking >= mostAtOnce)
      return { refused: { code: 'too-many-requests', value: null, detail: 'The API server is being asked for other objects: try again.' } };
    const place: Resource = { ...resource(kind), namespace, name };
    const late = new AbortController();
    const cancel = clock.timer(within, () => late.abort(new Failure('timeout', `no whole answer within ${within / 1000} s`)));
    asking++;
    try {
      const query = { connection, clock, path: pathOf(place, { limit: '1' }), accept: 'application/json' };
      const { body } = await getWhole(query, late.signal, { bytes: mostBytes, milliseconds: within });
      const found = objectIn(body, name);
      if (!found) return { refused: notThere(asked) };
      if (namespace === '' && word(fields(found.metadata).namespace) !== '') return { refused: inNamespaces(asked) };
      // An item of a list of a built-in kind names neither.
      return { object: shownObject({ apiVersion: groupVersion(place), kind: kindTable[kind].objectKind, ...found }) };
    } catch (error) {
      return { refused: refusalOf(asFailure(error), place, asked) };
    } finally {
      asking--;
      cancel();
    }
  };
}

function kindOf({ kind, group }: ObjectAsked, resource: ObjectSources['resource']): Kind | Refusal {
  const named = shownKinds.filter((one) => kindTable[one].objectKind === kind);
  if (named.length === 0) {
    const known = [...new Set(shownKinds.map((one) => kindTable[one].objectKind))].join(', ');
    return { code: 'invalid-parameter', value: kind, detail: `Objects of this kind are not read. Those that are: ${known}.` };
  }
  const groups = (one: Kind) => [one.split('.').slice(1).join('.'), resource(one).group];
  const found = group === undefined ? named : named.filter((one) => groups(one).includes(group));
  const [first] = found;
  if (first !== undefined && found.length === 1) return first;
  const known = named.map((one) => groups(one).find((name) => name !== '') ?? '""').join(', ');
  if (group === undefined)
    return { code: 'missing-parameter', value: 'group', detail: `Several groups have a kind ${kind}: add one of ${known}.` };
  return { code: 'invalid-parameter', value: group, detail: `${kind} is not read of this group, but of ${known}.` };
}

/** Apart from its envelope; a server that knows no selectors may send another one. */
function objectIn(body: Buffer, name: string): Readonly<Record<string, unknown>> | undefined {
  let list: unknown;
  try {
    list = JSON.parse(body.toString('utf8'));
  } catch (error) {
    throw new Failure('malformed', 'the answer is no JSON', { cause: error });
  }
  const { items } = fields(list);
  return elements(items)
    .map(fields)
    .find(({ metadata }) => word(fields(metadata).name) === name);
}

function notThere({ kind, namespace, name }: ObjectAsked): Refusal {
  const where = namespace === undefined ? '' : ` in the namespace ${namespace}`;
  return { code: 'not-found', value: name, detail: `The API server has no ${kind} of that name${where} now.` };
}

function inNamespaces({ kind }: ObjectAsked): Refusal {
  return { code: 'missing-parameter', value: 'namespace', detail: `A ${kind} is in a namespace: add it.` };
}

function refusalOf(failure: Failure, { group, plural, namespace }: Resource, { kind, name }: ObjectAsked): Refusal {
  switch (failure.code) {
    case 'forbidden': {
      const where = namespace === '' ? '' : ` in the namespace ${namespace}`;
      const detail = `The account of this dashboard may not list ${plural} (API group "${group}")${where}: its role lacks the verb "list" on them.`;
      return { code: 'forbidden', value: `list ${group === '' ? plural : `${plural}.${group}`}`, detail };
    }
    case 'not-served': {
      const detail = namespace === '' ? `The cluster serves no ${kind}.` : `The cluster serves no ${kind} in namespaces.`;
      return { code: 'not-found', value: name, detail };
    }
    default:
      return { code: 'cluster-unavailable', value: null, detail: `The API server did not give it: ${failure.message}.` };
  }
}
