import { parseSync } from 'vite';

/** One import: what it names, and whether TypeScript erases it. */
export interface Import {
  readonly specifier: string;
  /** `import type`, `export type … from`, `import('…').T`. Not `import { type T }`: verbatimModuleSyntax keeps that one's module. */
  readonly typeOnly: boolean;
}

/**
 * Every import of a source text: static, re-exported, dynamic and in types, in the order they stand.
 * Throws a SyntaxError where the text does not parse, or where a dynamic import names no literal: no wall could judge that.
 */
export function importsOf(file: string, text: string): Import[] {
  const { program, errors } = parseSync(file, text, { lang: file.endsWith('x') ? 'tsx' : 'ts' });
  if (errors[0]) throw new SyntaxError(`${file}: ${errors[0].message}`);
  const found: Import[] = [];
  visit(program, (node) => {
    const source = sourceOf(node);
    if (source === undefined) return;
    const specifier = literal(source);
    if (specifier === undefined) throw new SyntaxError(`${file}: import() of something that is not a literal`);
    found.push({ specifier, typeOnly: node.type === 'TSImportType' || node.importKind === 'type' || node.exportKind === 'type' });
  });
  return found;
}

interface Node {
  readonly type: string;
  readonly [field: string]: unknown;
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value;

function visit(node: object, tell: (node: Node) => void): void {
  if (isNode(node)) tell(node);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) visit(child, tell);
  }
}

function sourceOf(node: Node): Node | undefined {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'ExportNamedDeclaration':
    case 'ImportExpression':
    case 'TSImportType':
      return isNode(node.source) ? node.source : undefined; // an export without "from" has none
    case 'TSExternalModuleReference': // import x = require('…')
      return isNode(node.expression) ? node.expression : undefined;
    default:
      return undefined;
  }
}

function literal(node: Node): string | undefined {
  return node.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined;
}
