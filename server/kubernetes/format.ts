/** How a kind is asked for. Protobuf first; a server that does not speak it for this kind may answer JSON at once. */
export type Format = 'protobuf' | 'json';

const protobuf = 'application/vnd.kubernetes.protobuf';
const json = 'application/json';

export const acceptOf: Readonly<Record<Format, string>> = { protobuf: `${protobuf}, ${json}`, json };

export const isProtobuf = (contentType: string): boolean => contentType.startsWith(protobuf);
export const isJson = (contentType: string): boolean => contentType.startsWith(json);
