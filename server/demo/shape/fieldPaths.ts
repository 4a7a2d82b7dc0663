/** The paths of field numbers in protobuf bytes, with their wire types: "1.11:len" is field 11 of field 1. For tests. */
export function fieldPaths(bytes: Uint8Array, into = new Set<string>(), path = ''): Set<string> {
  for (const field of fieldsOf(bytes) ?? []) {
    const at = path === '' ? String(field.number) : `${path}.${field.number}`;
    into.add(`${at}:${field.content === undefined ? 'varint' : 'len'}`);
    if (field.content && !isText(field.content)) fieldPaths(field.content, into, at);
  }
  return into;
}

export interface Field {
  readonly number: number;
  readonly value: bigint; // of a varint
  readonly content: Uint8Array | undefined; // of a length-delimited field
}

/** The fields of a message; undefined where the bytes are none. */
export function fieldsOf(bytes: Uint8Array): Field[] | undefined {
  const out: Field[] = [];
  let at = 0;
  const varint = (): bigint | undefined => {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = bytes[at++];
      if (byte === undefined) return undefined;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    return undefined;
  };
  while (at < bytes.length) {
    const tag = varint();
    if (tag === undefined || tag >> 3n === 0n) return undefined;
    const value = varint();
    if (value === undefined) return undefined;
    const number = Number(tag >> 3n);
    if ((tag & 7n) === 0n) out.push({ number, value, content: undefined });
    else if ((tag & 7n) === 2n) {
      const end = at + Number(value);
      if (end > bytes.length) return undefined;
      out.push({ number, value, content: bytes.subarray(at, end) });
      at = end;
    } else return undefined; // Kubernetes uses no other wire type here
  }
  return out;
}

/** Text has no control characters; messages always do (short lengths and low tags), or they are no message at all. */
function isText(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte >= 0x20 && byte < 0x7f) || fieldsOf(bytes) === undefined;
}
