import type { ServerResponse } from 'node:http';
import { setImmediate as turn } from 'node:timers/promises';
import type { State } from '../cluster/objects.ts';
import { firstAtOrAfter } from '../cluster/sortedObjects.ts';
import type { Storage } from '../cluster/storage.ts';
import { beginList, endList, writeListHead } from '../encode/envelope.ts';
import { type JsonObject, newWriter } from '../encode/message.ts';
import { apiVersionOf, type KindInfo, kindName } from '../kinds.ts';
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
  const all = storage.listAt(kind, version);
  const items = typeof all === 'string' || options.name === '' ? all : all.filter(({ name }) => name === options.name);
  if (items === 'future') return tooLarge(version, storage.version);
  if (items === 'expired') {
    if (!after) return expired('The resourceVersion for the provided list is too old.');
    const rest = continueToken({ version: -1, namespace: after.namespace, name: after.name });
    return {
      ...expired(tokenTooOld),
      continue: rest,
    };
  }
  let from = target.namespace === '' ? 0 : firstAtOrAfter(items, { namespace: target.namespace, name: '' });
  const end = target.namespace === '' ? items.length : firstAtOrAfter(items, { namespace: target.namespace, name: '\uffff' });
  if (after) from = Math.max(from, firstAtOrAfter(items, { namespace: after.namespace, name: `${after.name}\0` }));
  const limit = options.version === 0 ? 0 : options.limit; // measured, with a token, too: resourceVersion 0 ignores limit
  const to = limit > 0 ? Math.min(end, from + limit) : end;
  const metadata: Record<string, string | number> = { resourceVersion: String(version) };
  const last = items[to - 1];
  if (to < end && last) {
    metadata.continue = continueToken({ version, namespace: last.namespace, name: last.name });
    if (options.name === '') metadata.remainingItemCount = end - to; // measured: unknown where there is a selector
  }
  return { metadata, items, from, to };
}

/** The words of kube-apiserver 1.37.2. */
const tokenTooOld =
  'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, ' +
  'or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an ' +
  'inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.';

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

/** Sends a page in pieces; the whole of a large one is never in memory. */
export async function sendPage(response: ServerResponse, encoder: Encoder, target: Target, encoding: Encoding, page: Page): Promise<void> {
  response.writeHead(200, { 'content-type': mediaType[encoding] });
  const out = new Outgoing(response);
  const { info } = target;
  const type = { kind: `${kindName(info)}List`, apiVersion: apiVersionOf(info) };
  if (encoding === 'json') {
    out.writer.raw(Buffer.from(`${JSON.stringify({ ...type, metadata: page.metadata }).slice(0, -1)},"items":[`));
    await sendItems(out, encoder, info, encoding, page);
    out.writer.raw(closing);
  } else {
    beginList(out.writer, type, await measure(out, encoder, info, page));
    writeListHead(out.writer, page.metadata);
    await sendItems(out, encoder, info, encoding, page);
    endList(out.writer);
  }
  await out.end();
}

const comma = Buffer.from(',');
const closing = Buffer.from(']}\n');

async function sendItems(out: Outgoing, encoder: Encoder, info: KindInfo, encoding: Encoding, page: Page): Promise<void> {
  for (let i = page.from; i < page.to && !out.closed; i++) {
    const item = page.items[i];
    if (!item) continue;
    if (encoding === 'json' && i > page.from) out.writer.raw(comma);
    encoder.item(out.writer, encoding, info, item);
    if (out.isFull) await out.flush();
  }
}

const turnSize = 256 * 1024;

/** The bytes of a protobuf list, which its envelope opens with: each item is encoded twice, once to be measured. */
async function measure(out: Outgoing, encoder: Encoder, info: KindInfo, page: Page): Promise<number> {
  const scratch = newWriter();
  writeListHead(scratch, page.metadata);
  let length = 0;
  for (let i = page.from; i < page.to && !out.closed; i++) {
    const item = page.items[i];
    if (item) encoder.item(scratch, 'protobuf', info, item);
    if (scratch.pos < turnSize) continue;
    length += scratch.pos;
    scratch.reset();
    await turn(); // others are served in between
  }
  return length + scratch.pos;
}
