import { Composer, type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, Parser } from 'yaml';
import type { Remark } from './remark.ts';

export interface Source {
  readonly name: string;
  readonly text: string;
}

export type Path = readonly (string | number)[];
export type Fields = Readonly<Record<string, unknown>>;

/** One Kubernetes object of a manifest, and on which line each of its fields stands. */
export interface Manifest {
  readonly source: string;
  readonly line: number;
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** Undefined where none is written. */
  readonly namespace: string | undefined;
  readonly value: Fields;
  /** The line of a field; of one that is not there, that of the nearest thing around it. */
  readonly lineOf: (path: Path) => number;
}

/** A value as an object; undefined for everything else. */
export function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

/** Text of "spec.ipFamilies[0]". */
export function pathText(path: Path): string {
  return path.reduce<string>((text, part) => (typeof part === 'number' ? `${text}[${part}]` : text === '' ? part : `${text}.${part}`), '');
}

/**
 * Reads YAML of any number of documents, JSON, and kinds that are lists, one step a document, so that a caller may pause. What cannot be
 * read, and what is no Kubernetes object, comes as a remark in its place.
 */
export function* readManifests({ name: source, text }: Source): Generator<Manifest | Remark, void, undefined> {
  const lines = new LineCounter();
  // In JSON a tab may stand wherever a blank may; YAML has it otherwise.
  const plain = /^\s*[{[]/.test(text) ? text.replaceAll('\t', ' ') : text;
  const parser = new Parser(lines.addNewLine);
  const composer = new Composer({ merge: true, prettyErrors: false });
  for (const document of composer.compose(parser.parse(plain))) yield* manifestsOf(document as Document.Parsed, source, lines);
}

function* manifestsOf(document: Document.Parsed, source: string, lines: LineCounter): Generator<Manifest | Remark, void, undefined> {
  const lineAt = (offset: number) => Math.max(1, lines.linePos(offset).line);
  const said = (line: number, code: string, words: string): Remark => ({
    severity: 'critical',
    code,
    source,
    line,
    object: '',
    field: null,
    text: words,
  });
  if (document.errors.length > 0) {
    for (const error of document.errors.slice(0, 20)) yield said(lineAt(error.pos[0]), 'syntax', syntaxText(error.message));
    return;
  }
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    yield said(lineAt(document.range[0]), 'syntax', `It cannot be read: ${error instanceof Error ? error.message : String(error)}.`);
    return;
  }
  if (value === null || value === undefined) return;
  const lineOf = (path: Path) => lineAt(offsetOf(document, path));
  yield* objectsOf(value, [], lineOf, source);
}

function* objectsOf(value: unknown, path: Path, lineOf: (path: Path) => number, source: string): Generator<Manifest | Remark> {
  const fields = fieldsOf(value);
  const apiVersion = fields?.apiVersion;
  const kind = fields?.kind;
  if (!fields || typeof apiVersion !== 'string' || typeof kind !== 'string') {
    const found = Array.isArray(value) ? 'a list' : fields ? 'an object without apiVersion and kind' : 'a plain text';
    const text = `This is no Kubernetes object: it is ${found}.`;
    yield { severity: 'warning', code: 'not-kubernetes', source, line: lineOf(path), object: '', field: null, text };
    return;
  }
  if (kind.endsWith('List') && Array.isArray(fields.items)) {
    for (const [at, item] of fields.items.entries()) {
      // Items of a ServiceList need not say again what they are.
      const own = fieldsOf(item);
      const whole = own && kind !== 'List' ? { apiVersion, kind: kind.slice(0, -'List'.length), ...own } : item;
      yield* objectsOf(whole, [...path, 'items', at], lineOf, source);
    }
    return;
  }
  const metadata = fieldsOf(fields.metadata);
  const text = (field: unknown) => (typeof field === 'string' || typeof field === 'number' ? String(field) : undefined);
  yield {
    source,
    line: lineOf(path),
    apiVersion,
    kind,
    name: text(metadata?.name) ?? text(metadata?.generateName) ?? '',
    namespace: text(metadata?.namespace) || undefined,
    value: fields,
    lineOf: (inside) => lineOf([...path, ...inside]),
  };
}

/** Where a path leads in the text, as far as it leads. */
function offsetOf(document: Document.Parsed, path: Path): number {
  let node = document.contents as Node | null;
  let offset = startOf(node) ?? document.range[0];
  for (const part of path) {
    if (isAlias(node)) node = (node.resolve(document) ?? null) as Node | null;
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(part));
      if (!pair) return offset;
      offset = startOf(pair.key as Node) ?? offset;
      node = pair.value as Node | null;
    } else if (isSeq(node)) {
      const item = node.items[Number(part)] as Node | undefined;
      if (!item) return offset;
      offset = startOf(item) ?? offset;
      node = item;
    } else return offset;
  }
  return offset;
}

function startOf(node: Node | null): number | undefined {
  return node?.range?.[0];
}

function syntaxText(message: string): string {
  const first = message.split('\n')[0] ?? message;
  return `It is neither YAML nor JSON here: ${first.replace(/[.:]$/, '')}.`;
}
