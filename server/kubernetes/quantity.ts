import { type Decoded, message, text } from './message.ts';

/** apimachinery's resource.Quantity: a message with one string in protobuf, the bare string in JSON. */
export const quantityMessage = message('Quantity', { string: text(1) });
export type Quantity = Decoded<typeof quantityMessage> | string | number;

const suffixes: Readonly<Record<string, number>> = { '': 1, k: 1e3, M: 1e6, G: 1e9, Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30 };

/** A quantity that counts whole things; null where it is absent or does not. */
export function wholeQuantity(quantity: Quantity | null | undefined): number | null {
  const written = typeof quantity === 'object' ? quantity?.string : quantity;
  const parts = /^(\d+)([kMG]|[KMG]i|e(\d+)|E(\d+))?$/.exec(String(written ?? ''));
  if (!parts?.[1]) return null;
  const exponent = parts[3] ?? parts[4];
  const value = Number(parts[1]) * (exponent === undefined ? (suffixes[parts[2] ?? ''] ?? Number.NaN) : 10 ** Number(exponent));
  return Number.isSafeInteger(value) ? value : null;
}
