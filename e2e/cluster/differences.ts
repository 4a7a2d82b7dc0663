/**
 * Where an answer differs from what is expected of it, one line a place. Fields that are not expected are not looked at:
 * an answer may say more. Lists are compared whole and in order.
 */
export function differences(expected: unknown, actual: unknown, at = ''): string[] {
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual)) return [told(at, expected, actual)];
    if (actual.length !== expected.length) return [told(at, expected, actual)];
    return expected.flatMap((item, i) => differences(item, actual[i], `${at}[${i}]`));
  }
  if (typeof expected === 'object' && expected !== null) {
    if (typeof actual !== 'object' || actual === null) return [told(at, expected, actual)];
    const fields = actual as Record<string, unknown>;
    return Object.entries(expected).flatMap(([name, value]) => differences(value, fields[name], at === '' ? name : `${at}.${name}`));
  }
  return expected === actual ? [] : [told(at, expected, actual)];
}

function told(at: string, expected: unknown, actual: unknown): string {
  return `${at === '' ? 'answer' : at}: the API says ${short(expected)}, the product ${short(actual)}`;
}

function short(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 240 ? `${text.slice(0, 240)}…` : text;
}

/** Compares two sets of items by name: what is missing, what is too many, and where the others differ. */
export function differencesByName<E, A>(
  expected: ReadonlyMap<string, E>,
  actual: ReadonlyMap<string, A>,
  compare: (expected: E, actual: A) => string[] = differences,
): string[] {
  const out: string[] = [];
  for (const [name, item] of expected) {
    const found = actual.get(name);
    if (found === undefined) out.push(`${name} is missing`);
    else out.push(...compare(item, found).map((line) => `${name}: ${line}`));
  }
  for (const name of actual.keys()) if (!expected.has(name)) out.push(`${name} is shown, and is not there`);
  return out;
}
