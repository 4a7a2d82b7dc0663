import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { alone, type Row } from '../table.ts';

const assets = new URL('../../../dist/assets/', import.meta.url);

/** Script of the built page as it comes over the wire: what the first load brings, and each part that comes later. */
export async function sizes(): Promise<Row[]> {
  const html = readFileSync(new URL('../index.html', assets), 'utf8');
  const first = new Set([...html.matchAll(/assets\/([^"]+\.js)"/g)].map(([, name]) => name ?? ''));
  // What a script of the first load imports without being asked comes with it.
  for (const name of first) {
    const text = readFileSync(new URL(name, assets), 'utf8');
    for (const [, other] of text.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)) if (other) first.add(other);
  }
  const kilobytes = (name: string) => gzipSync(readFileSync(new URL(name, assets)), { level: 9 }).length / 1000;
  const total = [...first].reduce((sum, name) => sum + kilobytes(name), 0);
  const rows: Row[] = [alone('script of the first load, gzip', 'kB', total, { mostFigure: 200, counts: `${first.size} files` })];
  const later = readdirSync(assets).filter((name) => name.endsWith('.js') && !first.has(name));
  for (const name of later.toSorted((a, b) => kilobytes(b) - kilobytes(a))) {
    rows.push(alone(`later: ${name.replace(/-[\w-]{8}\.js$/, '')}, gzip`, 'kB', kilobytes(name)));
  }
  return rows;
}
