/**
 * Reading of JSON that no schema vouches for: a CRD may validate nothing, an annotation never does. What is absent or of another
 * type is read as nothing, so that one odd field does not cost the whole object; a number where text belongs is its digits.
 */
export type Unchecked = Readonly<Record<string, unknown>>;

/** The value's fields; none where it is no object. */
export function fields(value: unknown): Unchecked {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Unchecked) : {};
}

/** The value's elements; none where it is no list. */
export function elements(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function word(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : '';
}

/** A list of text without what is none. */
export function words(value: unknown): readonly string[] {
  return elements(value)
    .map(word)
    .filter((text) => text !== '');
}

/** A whole number from 0 to 2^53 − 1, written as a number or in digits; 0 where it is none. */
export function count(value: unknown): number {
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  return Number.isSafeInteger(number) && (number as number) >= 0 ? (number as number) : 0;
}

/** True, or the word: some objects keep their flags as text. */
export function isTrue(value: unknown): boolean {
  return value === true || value === 'true';
}

/** The value of JSON text; undefined where it is no JSON. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
