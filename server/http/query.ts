import { z } from 'zod';
import { nearest } from './nearest.ts';
import { type ProblemCode, ProblemError } from './problem.ts';

/**
 * The parameters of a query string, in order: strictly percent-decoded ("+" is a blank), each at most once.
 * Throws a ProblemError: invalid-encoding, repeated-parameter.
 */
export function readSearch(search: string): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>();
  for (const piece of search.split('&')) {
    if (piece === '') continue;
    const equals = piece.indexOf('=');
    const name = decodeText(equals < 0 ? piece : piece.slice(0, equals));
    const value = equals < 0 ? '' : decodeText(piece.slice(equals + 1));
    if (parameters.has(name)) throw new ProblemError('repeated-parameter', name, `Give ${shown(name)} once.`);
    parameters.set(name, value);
  }
  return parameters;
}

function decodeText(text: string): string {
  return decode(text.replaceAll('+', ' '));
}

/** decodeURIComponent, refusing what is not UTF-8 and control characters, which no name or address has. */
export function decode(text: string): string {
  let decoded: string;
  try {
    decoded = decodeURIComponent(text);
  } catch {
    throw new ProblemError('invalid-encoding', text, 'A "%" stands before two hex digits, and all of it is UTF-8 (RFC 3986).');
  }
  if (/\p{Cc}/u.test(decoded)) throw new ProblemError('invalid-encoding', text, 'Control characters are not allowed.');
  return decoded;
}

/**
 * The parameters as their schema reads them. Throws a ProblemError that names the first one that is unknown (and the nearest
 * known one), missing or not allowed (and what is allowed).
 */
export function readQuery<S extends z.ZodRawShape>(schema: z.ZodObject<S>, given: ReadonlyMap<string, string>): z.output<z.ZodObject<S>> {
  const rules = rulesOf(schema);
  for (const [name, value] of given) {
    const rule = rules.get(name);
    if (!rule) {
      const near = nearest(name, [...rules.keys()]);
      const known = rules.size === 0 ? 'This route takes no parameters.' : `Known here: ${[...rules.keys()].join(', ')}.`;
      throw new ProblemError('unknown-parameter', name, near === undefined ? known : `Did you mean "${near}"? ${known}`);
    }
    // Number() would read "0x10", "1e2" and "" too
    if (rule.type === 'integer' && !/^-?\d{1,15}$/.test(value)) throw refused(name, value, rule);
  }
  const result = schema.safeParse(Object.fromEntries(given));
  if (result.success) return result.data;
  const name = String(result.error.issues[0]?.path[0]);
  const rule = rules.get(name);
  const value = given.get(name);
  if (!rule) throw result.error;
  if (value === undefined) throw new ProblemError('missing-parameter', name, `Add ${name}: ${allowed(rule)}.`);
  throw refused(name, value, rule);
}

function refused(name: string, value: string, rule: z.core.JSONSchema.BaseSchema): ProblemError {
  const codes: Readonly<Record<string, ProblemCode>> = {
    limit: 'invalid-limit',
    cursor: 'invalid-cursor',
    sort: 'invalid-sort',
    cidr: 'invalid-cidr',
  };
  return new ProblemError(codes[name] ?? 'invalid-parameter', value, `${name} must be ${allowed(rule)}.`);
}

type Rules = ReadonlyMap<string, z.core.JSONSchema.BaseSchema>;
const known = new WeakMap<z.ZodObject, Rules>();

/** One JSON Schema a parameter: the source of the words for people and of the OpenAPI document alike. */
export function rulesOf(schema: z.ZodObject): Rules {
  let rules = known.get(schema);
  if (!rules) {
    const { properties = {} } = z.toJSONSchema(schema, { io: 'input' });
    rules = new Map(Object.entries(properties).flatMap(([name, rule]) => (typeof rule === 'boolean' ? [] : [[name, rule] as const])));
    known.set(schema, rules);
  }
  return rules;
}

/** What a parameter may be, in words: "a whole number from 1 to 1000". */
function allowed(rule: z.core.JSONSchema.BaseSchema): string {
  if (rule.enum) return `one of ${rule.enum.join(', ')}`;
  if (rule.type === 'integer') return `a whole number from ${rule.minimum} to ${rule.maximum}`;
  const { minLength = 0, maxLength } = rule;
  // described by the parameter, which says what it is for
  if (rule.format === 'date-time') return 'a time as RFC 3339 writes it, such as 2026-11-20T14:30:00Z; in a URL, write "+" as %2B';
  if (rule.pattern !== undefined && rule.description !== undefined) return `${rule.description}, of at most ${maxLength} characters`;
  if (maxLength === undefined) return minLength > 0 ? 'a text that is not empty' : 'a text';
  return minLength > 0 ? `a text of ${minLength} to ${maxLength} characters` : `a text of at most ${maxLength} characters`;
}

function shown(name: string): string {
  return JSON.stringify(name.length > 40 ? `${name.slice(0, 40).toWellFormed()}…` : name);
}
