/** The ports that NodePort Services get, both ends included, and how the API server's allocator divides them. */
export interface NodePortRange {
  readonly first: number;
  readonly last: number;
  readonly size: number;
  /** The static band: the first so many ports, given dynamically only when all else is gone; 0: none. */
  readonly staticSize: number;
}

/**
 * Reads --service-node-port-range as the API server does (k/k apimachinery PortRange): "a-b", "a+n" for n more ports than a, or one
 * port, blanks around it forgiven. Left empty it means the default, 30000-32767. Undefined for what the API server does not start with.
 */
export function nodePortRange(text: string): NodePortRange | undefined {
  const trimmed = text.trim();
  const [, start, sign, end] = /^(\d+)(?:([-+])(\d+))?$/.exec(trimmed === '' ? '30000-32767' : trimmed) ?? [];
  if (start === undefined) return undefined;
  const first = Number(start);
  const last = end === undefined ? first : sign === '+' ? first + Number(end) : Number(end);
  if (last < first || last > 65535) return undefined;
  const size = last - first + 1;
  return { first, last, size, staticSize: staticBand(size) };
}

/** KEP-3668: min(max(16, size/32), 128); none in a range of 16 ports or fewer (measured). */
function staticBand(size: number): number {
  return size <= 16 ? 0 : Math.min(Math.max(16, Math.floor(size / 32)), 128);
}
