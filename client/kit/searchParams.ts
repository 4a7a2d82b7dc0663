/** Reading search params: whatever a person typed into the address bar gives a value of the wanted shape, or nothing. Never an error. */
type Raw = Record<string, unknown>;

/** A text of at most `longest` characters (a number is its digits); undefined where it is absent, empty or something else. */
export function textParam(raw: Raw, name: string, longest = 256): string | undefined {
  const given = raw[name];
  const value = typeof given === 'number' ? String(given) : given;
  return typeof value === 'string' && value !== '' && value.length <= longest ? value : undefined;
}

/** The name of an object. Kubernetes takes neither "." nor ".." for one, and in the path of a request they would ask for something else. */
export function nameParam(raw: Raw, name: string, longest = 253): string | undefined {
  const value = textParam(raw, name, longest);
  return value === '.' || value === '..' ? undefined : value;
}

/** One of the named values. */
export function choiceParam<T extends string>(raw: Raw, name: string, choices: readonly T[]): T | undefined {
  const value = raw[name];
  return choices.find((choice) => choice === value);
}

/** True where it says so (true, "true", "1"); undefined otherwise, so that it leaves the URL. */
export function flagParam(raw: Raw, name: string): true | undefined {
  const value = raw[name];
  return value === true || value === 'true' || value === '1' ? true : undefined;
}

/** A whole number within bounds, ends included. */
export function numberParam(raw: Raw, name: string, least: number, most: number): number | undefined {
  const value = Number(raw[name]);
  return typeof raw[name] !== 'boolean' && raw[name] !== '' && Number.isInteger(value) && value >= least && value <= most
    ? value
    : undefined;
}

/** A record without its undefined members: what exactOptionalPropertyTypes asks for, and what keeps the URL short. */
export function present<T extends Record<string, unknown>>(params: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const out: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(params)) if (value !== undefined) out[name] = value;
  return out as { [K in keyof T]?: Exclude<T[K], undefined> };
}
