import { z } from 'zod';
import { type AddressRange, parseAddressRange, whyNotAddressRange } from '../net/addressRange.ts';
import type { OutsideKind } from '../plan/outsideHome.ts';
import { outsideKind } from './ranges.ts';

/** One range that a cluster cannot know of: an office network, a peered VPC, what another team was promised. */
export interface OutsideRange {
  readonly range: AddressRange;
  readonly owner: string;
  readonly note: string | null;
  /** Null where the file does not say. */
  readonly kind: OutsideKind | null;
  /** Whether the cluster's own ranges are meant to lie in it; null where the file does not say: then its kind decides. */
  readonly contains: boolean | null;
}

/** What is wrong with a ranges file, and where: "ranges[2].range" or '' for all of it. */
export interface RangesFileFault {
  readonly path: string;
  /** By which a parser finds the line. */
  readonly keys: readonly (string | number)[];
  readonly why: string;
}

export type RangesFileRead =
  | { readonly ok: true; readonly ranges: readonly OutsideRange[] }
  | { readonly ok: false; readonly faults: readonly RangesFileFault[] };

/** Ranges in one file. */
const mostRanges = 10_000;

const text = (most: number) => z.string().trim().min(1, 'it is empty').max(most, `it is longer than ${most} characters`);

const rangesFile = z.strictObject({
  ranges: z
    .array(
      z.strictObject({
        range: z
          .string()
          .trim()
          .superRefine((value, context) => {
            if (!parseAddressRange(value))
              context.addIssue({ code: 'custom', message: `${JSON.stringify(value)}: ${whyNotAddressRange(value)}` });
          })
          .describe('A CIDR, a-b, or one address'),
        owner: text(200).describe('Whose it is'),
        note: text(1000).optional(),
        kind: outsideKind.optional(),
        contains: z.boolean().describe('Whether the cluster is meant to lie in it').optional(),
      }),
    )
    .max(mostRanges, `there are more than ${mostRanges} ranges`),
});

const fields = ['range', 'owner', 'note', 'kind', 'contains'];

/**
 * Reads what a ranges file holds, once a YAML parser made a value of it: `ranges:`, each with `range`, `owner` and maybe `note`,
 * `kind` and `contains`. Every fault is named, not just the first.
 */
export function readRangesFile(value: unknown): RangesFileRead {
  const result = rangesFile.safeParse(value);
  if (result.success) {
    return {
      ok: true,
      ranges: result.data.ranges.map(({ range, owner, note = null, kind = null, contains = null }) => ({
        range: parseAddressRange(range) as AddressRange,
        owner,
        note,
        kind,
        contains,
      })),
    };
  }
  return {
    ok: false,
    faults: result.error.issues.flatMap((issue) => {
      const keys = issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key));
      const faultAt = (at: readonly (string | number)[], why: string) => ({ path: pathText(at), keys: at, why });
      if (issue.code !== 'unrecognized_keys') return [faultAt(keys, whyOf(issue, valueAt(value, keys)))];
      const known = keys.length === 0 ? 'the file has one field, ranges' : `a range has ${fields.join(', ')}`;
      return issue.keys.map((key) => faultAt([...keys, key], `there is no such field: ${known}`));
    }),
  };
}

const words: Readonly<Record<string, string>> = {
  string: 'a text',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping of fields',
};

function whyOf(issue: z.core.$ZodIssue, given: unknown): string {
  if (issue.code === 'invalid_value') return `${shown(given)} is none of ${issue.values.join(', ')}`;
  if (issue.code !== 'invalid_type') return issue.message;
  return given === undefined || given === null
    ? `it is missing: write ${words[issue.expected] ?? issue.expected}`
    : `${shown(given)} is not ${words[issue.expected] ?? issue.expected}`;
}

function shown(given: unknown): string {
  if (Array.isArray(given)) return 'a list';
  if (typeof given === 'object') return 'a mapping';
  const text = JSON.stringify(given) ?? String(given);
  return text.length > 60 ? `${text.slice(0, 60).toWellFormed()}…` : text;
}

function valueAt(value: unknown, keys: readonly (string | number)[]): unknown {
  return keys.reduce<unknown>((at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined), value);
}

/** Where in the file, and what: one line for the terminal; the line where somebody knows it. */
export function faultText({ path, why }: RangesFileFault, line?: number): string {
  const where = [line === undefined ? '' : `line ${line}`, path].filter((part) => part !== '').join(', ');
  return where === '' ? why : `${where}: ${why}`;
}

function pathText(keys: readonly (string | number)[]): string {
  return keys.map((key, i) => (typeof key === 'number' ? `[${key}]` : i === 0 ? key : `.${key}`)).join('');
}
