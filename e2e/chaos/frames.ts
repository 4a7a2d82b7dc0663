import { writeFrame } from '../../server/demo/encode/envelope.ts';
import { type JsonObject, newWriter } from '../../server/demo/encode/message.ts';
import { messageOf } from '../../server/demo/encode/messageOf.ts';
import { status } from '../../server/demo/encode/meta.ts';
import { apiVersionOf, kindInfo, type TypedKind } from '../../server/demo/kinds.ts';

/** One frame of a protobuf watch, as the simulated API server would write it. */
export function eventFrame(type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK', kind: TypedKind, object: JsonObject): Buffer {
  const writer = newWriter();
  writeFrame(writer, type, { apiVersion: apiVersionOf(kindInfo[kind]), kind }, messageOf[kind], object);
  return Buffer.from(writer.finish());
}

/** An ERROR event with a Status of that code. */
export function errorFrame(code: number, message: string): Buffer {
  const writer = newWriter();
  writeFrame(writer, 'ERROR', { apiVersion: 'v1', kind: 'Status' }, status, { status: 'Failure', message, code });
  return Buffer.from(writer.finish());
}

/** A frame that announces so many bytes, with what follows. */
export function frameOf(length: number, bytes: Buffer = Buffer.alloc(0)): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(length);
  return Buffer.concat([head, bytes]);
}
