import { Failure } from './failure.ts';
import { message, one, readerOf, text } from './message.ts';

const magic = Buffer.from('k8s\0', 'latin1');

const typeMeta = message('TypeMeta', { apiVersion: text(1), kind: text(2) });
const unknownHead = message('UnknownHead', { typeMeta: one(1, typeMeta), contentEncoding: text(3) });

/**
 * Opens Kubernetes' protobuf envelope: "k8s\0", then runtime.Unknown (typeMeta=1, raw=2, contentEncoding=3).
 * The bytes of raw are a view of the body, not a copy. Throws a Failure 'malformed' or a RangeError on anything else.
 */
export function openEnvelope(bytes: Buffer): { readonly kind: string; readonly raw: Buffer } {
  if (!bytes.subarray(0, 4).equals(magic)) throw new Failure('malformed', 'bytes without the Kubernetes protobuf envelope');
  const body = bytes.subarray(4);
  const head = unknownHead.decode(readerOf(body));
  if (head.contentEncoding) throw new Failure('malformed', `an envelope encoded as ${head.contentEncoding}`);
  return { kind: head.typeMeta?.kind ?? '', raw: bytesField(body, 2) };
}

/**
 * The last length-delimited field of that number, which is the one that counts, or the first, where the writer is known to write one and
 * the rest need not be looked through. Empty where there is none: a view, not a copy.
 */
export function bytesField(bytes: Buffer, number: number, which: 'first' | 'last' = 'last'): Buffer {
  const reader = readerOf(bytes);
  let found = bytes.subarray(0, 0);
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if (tag === number * 8 + 2) {
      const length = reader.uint32();
      const start = reader.pos;
      reader.skip(length); // throws a RangeError past the end
      found = bytes.subarray(start, start + length);
      if (which === 'first') return found;
    } else reader.skipType(tag & 7);
  }
  return found;
}
