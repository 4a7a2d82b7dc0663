export type Encoding = 'protobuf' | 'json';

export const mediaType: Readonly<Record<Encoding, string>> = {
  protobuf: 'application/vnd.kubernetes.protobuf',
  json: 'application/json',
};

/**
 * The first of the media types a client accepts that is served; undefined: none (406).
 * Types with "as=" ask for a Table or for partial metadata, which the demo has none of: the next one counts.
 */
export function acceptedEncoding(accept: string | undefined, served: readonly Encoding[] = ['protobuf', 'json']): Encoding | undefined {
  if (accept === undefined || accept.trim() === '') return 'json';
  for (const item of accept.split(',')) {
    const [type, ...parameters] = item.split(';').map((part) => part.trim().toLowerCase());
    if (parameters.some((parameter) => parameter.startsWith('as='))) continue;
    if (type === mediaType.protobuf && served.includes('protobuf')) return 'protobuf';
    if (type === 'application/json' || type === 'application/*' || type === '*/*') return 'json';
  }
  return undefined;
}
