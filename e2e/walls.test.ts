import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { importsOf } from './walls/imports.ts';
import { judge } from './walls/judge.ts';

const root = new URL('..', import.meta.url).pathname;
const files = globSync('{client,server,shared,e2e/chaos,e2e/gallery}/**/*.{ts,tsx}', { cwd: root }).filter(
  (file) => !file.endsWith('.d.ts'),
);

describe('the walls between the rooms', () => {
  it.each(files.sort())('%s imports what its room may', (file) => {
    expect(judge(file, readFileSync(`${root}${file}`, 'utf8'))).toEqual([]);
  });

  it('looks at the rooms that there are', () => {
    for (const room of ['shared/net/', 'shared/wire/', 'server/store/', 'client/']) {
      expect(files.some((file) => file.startsWith(room))).toBe(true);
    }
  });

  it.each([
    ['shared/net/x.ts', "import { z } from 'zod';", 'zod'],
    ['shared/net/x.ts', "import { pool } from '../wire/pools.ts';", 'shared/wire/pools.ts'],
    ['shared/wire/x.ts', "import { isIP } from 'node:net';", 'node:net'],
    ['server/store/x.ts', "import { Model } from '../model/model.ts';", 'server/model/model.ts'],
    ['server/model/x.ts', "import { pool } from '../../shared/wire/pools.ts';", 'shared/wire/pools.ts'],
    ['server/model/x.ts', "import express from 'express';", 'express'],
    ['server/model/x.ts', "export { Agent } from 'undici';", 'undici'],
    ['server/http/x.ts', "import { KubeConfig } from '@kubernetes/client-node';", '@kubernetes/client-node'],
    ['server/http/x.ts', "import { startReading } from '../kubernetes/reading.ts';", 'server/kubernetes/reading.ts'],
    ['server/kubernetes/x.ts', "const demo = await import('../demo/main.ts');", 'server/demo/main.ts'],
    ['server/app.ts', "import { startDemo } from './demo/demo.ts';", 'server/demo/demo.ts'],
    ['server/demo/x.ts', "import { decode } from '../kubernetes/decode.ts';", 'server/kubernetes/decode.ts'],
    ['server/demo/x.ts', "import protobuf from 'protobufjs';", 'protobufjs'],
    ['client/draw/x.ts', "import { useState } from 'react';", 'react'],
    ['client/data/x.ts', "import { pool } from '../../shared/wire/pools.ts';", 'shared/wire/pools.ts'],
    ['client/data/x.ts', "import { type Pool } from '../../shared/wire/pools.ts';", 'shared/wire/pools.ts'],
    ['client/features/map/x.tsx', "import { hierarchy } from 'd3-hierarchy';", 'd3-hierarchy'],
    ['client/features/map/x.tsx', "import { Row } from '../nodes/Row.tsx';", 'client/features/nodes/Row.tsx'],
    ['client/features/map/x.tsx', "import type { Store } from '../../../server/store/store.ts';", 'the types of server/store/store.ts'],
    ['client/features/map/x.tsx', "type P = import('../../../server/model/model.ts').Model;", 'the types of server/model/model.ts'],
    ['client/main.tsx', "export * from '../server/records/records.ts';", 'server/records/records.ts'],
    ['e2e/gallery/x.ts', "import { cellAt } from '../../client/features/map/scene.ts';", 'client/features/map/scene.ts'],
    ['client/x.test.tsx', "import { Store } from '../server/store/store.ts';", 'server/store/store.ts'],
  ])('%s may not say %s', (file, text, named) => {
    expect(judge(file, text)).toHaveLength(1);
    expect(judge(file, text)[0]).toContain(`imports ${named}`);
  });

  it.each([
    ['server/model/x.ts', "import type { Pool } from '../../shared/wire/pools.ts';"],
    ['server/model/findings/x.ts', "import { parseCidr } from '../../../shared/net/cidr.ts'; import { sort } from '../order.ts';"],
    ['server/http/x.ts', "import express from 'express'; import { pool } from '../../shared/wire/pools.ts';"],
    ['server/kubernetes/x.ts', "import protobuf from 'protobufjs/light.js'; import type { Store } from '../store/store.ts';"],
    ['client/draw/x.ts', "import { scaleLinear } from 'd3-scale';"],
    [
      'client/features/map/x.tsx',
      "import type { Cell } from '../../../shared/wire/map.ts'; import { y } from './y.ts'; const z = <div />;",
    ],
    ['server/store/x.test.ts', "import { Model } from '../model/model.ts'; import fc from 'fast-check';"],
  ])('%s may say %s', (file, text) => {
    expect(judge(file, text)).toEqual([]);
  });

  it('a file outside the table is a fault', () => {
    expect(judge('server/extra/x.ts', '')).toEqual(['server/extra/x.ts lies in no room of the table']);
  });
});

describe('importsOf', () => {
  it('finds every way to import, and knows which are erased', () => {
    const text = `import a from 'a'; import type b from 'b'; import { type c } from 'c'; export * from 'd'; export type * from 'e';
      export { f } from 'f'; import 'g'; const h = () => import('h'); type I = import('i').I; import j = require('j'); export const k = 1;`;
    expect(importsOf('x.ts', text)).toEqual([
      { specifier: 'a', typeOnly: false },
      { specifier: 'b', typeOnly: true },
      { specifier: 'c', typeOnly: false },
      { specifier: 'd', typeOnly: false },
      { specifier: 'e', typeOnly: true },
      { specifier: 'f', typeOnly: false },
      { specifier: 'g', typeOnly: false },
      { specifier: 'h', typeOnly: false },
      { specifier: 'i', typeOnly: true },
      { specifier: 'j', typeOnly: false },
    ]);
  });

  it('refuses an import() that names no literal', () => {
    expect(() => importsOf('x.ts', 'await import(name)')).toThrow('not a literal');
  });

  it('refuses a text that does not parse', () => {
    expect(() => importsOf('x.ts', 'import {')).toThrow(SyntaxError);
  });
});
