import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  Composer,
  type CST,
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  type Node,
  type Pair,
  Parser,
} from 'yaml';
import { faultText, type OutsideRange, readRangesFile } from '../../shared/wire/rangesFile.ts';

/** Bytes of a file that is read at all: 10,000 ranges with a line of note each take half of it. */
const mostBytes = 4 * 1024 * 1024;
/** Faults that are named; how many more there are is said. */
const mostFaults = 50;
/** How often aliases may stand for what an anchor holds: each range may have one or two; a few lines can ask for billions. */
const mostAliases = 20_000;

/** Ten thousand ranges of five fields have two thirds of these; nodes within nodes as the parser counts them. */
const mostLexemes = 800_000;
const mostLevels = 64;
/** Lexemes that are read in one go: a few milliseconds. */
const turn = 2000;

/** What is wrong with a file of ranges: the message names the file and every fault in it, one a line where they are several. */
export class RangesFileError extends Error {
  override readonly name = 'RangesFileError';
}

/** What a file declares, and which file it was: another text where its content may be another. */
export interface RangesRead {
  readonly ranges: readonly OutsideRange[];
  readonly version: string;
}

/** Reads a file of ranges. Throws a RangesFileError. */
export async function readRanges(file: string): Promise<RangesRead> {
  const { text, version } = await textOf(file);
  return { ranges: await rangesIn(text, file), version };
}

/** Changes with the file: what it is, when it was written, how long it is. Undefined where there is none. */
export async function versionOf(file: string): Promise<string | undefined> {
  try {
    return await withFile(file, async (_, version) => version);
  } catch {
    return undefined;
  }
}

async function textOf(file: string): Promise<{ readonly text: string; readonly version: string }> {
  try {
    return await withFile(file, async (handle, version) => ({ text: decode(await handle.readFile(), file), version }));
  } catch (error) {
    if (error instanceof RangesFileError) throw error;
    throw new RangesFileError(`${shown(file)} ${whyNot(error)}`);
  }
}

type Handle = Awaited<ReturnType<typeof open>>;

/** Without waiting for a writer, should it be a pipe. */
async function withFile<T>(file: string, then: (handle: Handle, version: string) => Promise<T>): Promise<T> {
  const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const stat = await handle.stat({ bigint: true });
    if (!stat.isFile()) throw new RangesFileError(`${shown(file)} is ${stat.isDirectory() ? 'a folder' : 'no file'}: name a YAML file`);
    if (stat.size > mostBytes) throw new RangesFileError(`${shown(file)} has ${stat.size} bytes; at most ${mostBytes} are read`);
    const { dev, ino, mtimeNs, ctimeNs, size } = stat;
    return await then(handle, [dev, ino, mtimeNs, ctimeNs, size].join(' '));
  } finally {
    await handle.close();
  }
}

function decode(bytes: Buffer, file: string): string {
  let text: string | undefined;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {} // said below
  if (text === undefined || text.includes('\0')) throw new RangesFileError(`${shown(file)} is no text in UTF-8: name a YAML file`);
  return text;
}

function whyNot(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 'is not there';
  if (code === 'EACCES' || code === 'EPERM') return 'may not be read by this user';
  return `cannot be read: ${error instanceof Error ? error.message : String(error)}`;
}

async function rangesIn(text: string, file: string): Promise<readonly OutsideRange[]> {
  const lines = new LineCounter();
  const document = await parsed(text, lines, file);
  const lineAt = (offset: number) => lines.linePos(offset).line;
  const broken = [...document.errors, ...document.warnings];
  if (broken.length > 0)
    throw faulty(
      file,
      broken.map(({ message, pos }) => `line ${lineAt(pos[0])}: ${message}`),
    );
  // Each step takes some tenths of a second of thousands of ranges: others get their turn in between.
  await nextTurn();
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: mostAliases });
  } catch (error) {
    throw faulty(file, [error instanceof Error ? error.message : String(error)]);
  }
  if (value === null) throw faulty(file, ['it is empty: it begins with "ranges:", and "ranges: []" declares none']);
  await nextTurn();
  const read = readRangesFile(value);
  await nextTurn();
  if (read.ok) return read.ranges;
  throw faulty(
    file,
    read.faults.map((fault) => faultText(fault, lineAt(offsetOf(document, fault.keys)))),
  );
}

/** The one document of a file. Throws a RangesFileError. */
async function parsed(text: string, lines: LineCounter, file: string): Promise<Document.Parsed> {
  const composer = new Composer({ prettyErrors: false, logLevel: 'error' });
  const documents: Document.Parsed[] = [];
  try {
    const tokens = await tokensOf(text, lines);
    await nextTurn();
    for (const document of composer.compose(tokens, true, text.length)) documents.push(document as Document.Parsed);
  } catch (error) {
    throw faulty(file, [error instanceof Error ? error.message : String(error)]);
  }
  const [document, second] = documents;
  if (second) throw faulty(file, [`line ${lines.linePos(second.range[0]).line}: a second document begins; write one`]);
  return document as Document.Parsed;
}

/** Ends where a text is not the list that it has to be, long before it has taken all memory. Others get their turn meanwhile. */
async function tokensOf(text: string, lines: LineCounter): Promise<CST.Token[]> {
  lines.addNewLine(0);
  const parser = new Parser(lines.addNewLine);
  const tokens: CST.Token[] = [];
  let count = 0;
  for (const lexeme of new Lexer().lex(text)) {
    tokens.push(...parser.next(lexeme));
    if (parser.stack.length > mostLevels) throw new Error(`line ${lines.linePos(parser.offset).line}: it is nested too deeply`);
    if (++count > mostLexemes) throw new Error(`line ${lines.linePos(parser.offset).line}: it goes on for longer than 10000 ranges could`);
    if (count % turn === 0) await nextTurn();
  }
  tokens.push(...parser.end());
  return tokens;
}

function faulty(file: string, faults: readonly string[]): RangesFileError {
  const [only] = faults;
  if (faults.length === 1) return new RangesFileError(`${shown(file)}: ${only}`);
  const more = faults.length > mostFaults ? [`and ${faults.length - mostFaults} more`] : [];
  return new RangesFileError([`${shown(file)} has ${faults.length} faults`, ...faults.slice(0, mostFaults), ...more].join('\n  '));
}

/** Where in the text a path leads; of what is not there, where the nearest thing around it begins. */
function offsetOf(document: Document, keys: readonly (string | number)[]): number {
  let node: Node | null | undefined = document.contents;
  let offset = node?.range?.[0] ?? 0;
  for (const key of keys) {
    if (isAlias(node)) node = node.resolve(document);
    const next: Found = isMap(node) ? fieldOf(node.items as Pair[], key) : isSeq(node) ? { node: nodeOf(node.items[Number(key)]) } : {};
    if (next.node === undefined && next.at === undefined) break;
    offset = next.at ?? next.node?.range?.[0] ?? offset;
    node = next.node;
  }
  return offset;
}

interface Found {
  readonly node?: Node | undefined;
  /** Where its key stands. */
  readonly at?: number | undefined;
}

function fieldOf(items: readonly Pair[], key: string | number): Found {
  const pair = items.find((one) => isScalar(one.key) && String(one.key.value) === String(key));
  return pair ? { node: nodeOf(pair.value), at: nodeOf(pair.key)?.range?.[0] } : {};
}

function nodeOf(value: unknown): Node | undefined {
  return isNode(value) ? value : undefined;
}

function shown(file: string): string {
  return `--ranges: ${JSON.stringify(file)}`;
}
