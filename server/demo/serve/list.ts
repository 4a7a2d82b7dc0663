import type { ServerResponse } from 'node:http';
import type { State } from '../cluster/objects.ts';
import { firstAtOrAfter } from '../cluster/sortedObjects.ts';
import type { Storage } from '../cluster/storage.ts';
import { envelope, listHeadBytes, listItemBytes } from '../encode/envelope.ts';
import type { JsonObject } from '../encode/message.ts';
import { apiVersionOf } from '../kinds.ts';
import { type Encoding, mediaType } from './accept.ts';
import { continueToken, parseContinue } from './continueToken.ts';
import type { Encoder } from './encoder.ts';
import { badRequest, expired, type Failure } from './failure.ts';
import type { ListOptions } from './listOptions.ts';
import { Outgoing } from './outgoing.ts';
import type { Target } from './target.ts';

/** A list as it will be sent. */
export interface Page {
  readonly metadata: JsonObject;
  readonly items: readonly State[];
  readonly from: number; // of items
  readonly to: number;
}

/** Which objects answer a list, or why none do. */
export function pageOf(storage: Storage, target: Target, options: ListOptions): Page | Failure {
  const { kind } = target.info;
  let version = storage.version;
  let after: { readonly namespace: string; readonly name: string } | undefined;
  if (options.continue !== '') {
    const token = parseContinue(options.continue);
    if (!token) return badRequest('invalid continue token: it is none of this server');
    after = token;
    if (token.version !== -1) version = token.version;
  } else if (isExact(options)) {
    version = options.version ?? version;
  } else if ((options.version ?? 0) > version) return tooLarge(options.version ?? 0, version);
  const items = storage.listAt(kind, version);
  if (items === 'future') return tooLarge(version, storage.version);
  if (items === 'expired') {
    if (!after) return expired(`The resourceVersion for the provided list is too old: ${version} (${storage.oldest(kind)})`);
    const rest = continueToken({ version: -1, namespace: after.namespace, name: after.name });
    return {
      ...expired('The continue token is too old for a consistent list; the one in this answer gives the rest as it is now.'),
      continue: rest,
    };
  }
  let from = target.namespace === '' ? 0 : firstAtOrAfter(items, { namespace: target.namespace, name: '' });
  const end = target.namespace === '' ? items.length : firstAtOrAfter(items, { namespace: target.namespace, name: '\uffff' });
  if (after) from = Math.max(from, firstAtOrAfter(items, { namespace: after.namespace, name: `${after.name}\0` }));
  // Measured: a list from the watch cache (resourceVersion 0) ignores limit.
  const limit = options.version === 0 && options.continue === '' ? 0 : options.limit;
  const to = limit > 0 ? Math.min(end, from + limit) : end;
  const metadata: Record<string, string | number> = { resourceVersion: String(version) };
  const last = items[to - 1];
  if (to < end && last) {
    metadata.continue = continueToken({ version, namespace: last.namespace, name: last.name });
    metadata.remainingItemCount = end - to;
  }
  return { metadata, items, from, to };
}

/** resourceVersion with limit and no match is exact, too (Kubernetes API concepts, "Semantics for get and list"). */
function isExact(options: ListOptions): boolean {
  const version = options.version ?? 0;
  return options.match === 'Exact' || (options.match === '' && version > 0 && options.limit > 0);
}

function tooLarge(asked: number, current: number): Failure {
  return {
    code: 504,
    reason: 'Timeout',
    message: `Timeout: Too large resource version: ${asked}, current: ${current}`,
    details: { causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }], retryAfterSeconds: 1 },
    retryAfterSeconds: 1,
  };
}

const keptAtMost = 4 * 1024 * 1024;

/** Sends a page in pieces; the whole of it is never in memory. */
export async function sendPage(response: ServerResponse, encoder: Encoder, target: Target, encoding: Encoding, page: Page): Promise<void> {
  const { info } = target;
  const out = new Outgoing(response);
  response.writeHead(200, { 'content-type': mediaType[encoding] });
  const listKind = `${info.kind}List`;
  if (encoding === 'json') {
    const head = { kind: listKind, apiVersion: apiVersionOf(info), metadata: page.metadata };
    await out.write(`${JSON.stringify(head).slice(0, -1)},"items":[`);
    for (let i = page.from; i < page.to && !out.closed; i++) {
      const item = page.items[i];
      if (!item) continue;
      if (i > page.from) await out.write(',');
      await out.write(encoder.item('json', info.kind, item));
    }
    await out.write(']}\n');
    return out.end();
  }
  const head = listHeadBytes(page.metadata);
  // The envelope opens with the length of all that follows: large lists are encoded twice, once to measure.
  const kept: Uint8Array[] = [];
  let length = head.length;
  let keptLength = 0;
  for (let i = page.from; i < page.to && !out.closed; i++) {
    const item = page.items[i];
    if (!item) continue;
    const bytes = listItemBytes(encoder.item('protobuf', info.kind, item));
    length += bytes.length;
    if (keptLength < keptAtMost && kept.length === i - page.from) {
      kept.push(bytes);
      keptLength += bytes.length;
    } else if (i % 512 === 0) await new Promise<void>((resolve) => setImmediate(resolve));
  }
  const { before, after } = envelope(apiVersionOf(info), listKind, length);
  await out.write(before);
  await out.write(head);
  for (const [index, bytes] of kept.entries()) {
    await out.write(bytes);
    kept[index] = nothing; // sent: may go
  }
  for (let i = page.from + kept.length; i < page.to && !out.closed; i++) {
    const item = page.items[i];
    if (item) await out.write(listItemBytes(encoder.item('protobuf', info.kind, item)));
  }
  await out.write(after);
  await out.end();
}

const nothing = new Uint8Array();
