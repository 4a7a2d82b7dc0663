import { parse } from 'yaml';
import { fields, type Unchecked } from '../unchecked.ts';

/** The fields of a YAML document under a key of a ConfigMap. Throws where there is no such key or no such document. */
export function yamlOf(data: Readonly<Record<string, string>>, key: string): Unchecked {
  const text = data[key];
  if (text === undefined) throw new Error(`it has no key ${key}`);
  const value: unknown = parse(text, { logLevel: 'error' }); // a warning would go to the process, and nobody reads it there
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error(`${key} is no YAML mapping`);
  return fields(value);
}
