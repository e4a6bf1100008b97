import { describe, expect, it } from 'vitest';
import type { Reading } from '#app/catalog';
import { UNWATCHED } from '#main/platform/work.ts';
import { readCode } from '#main/sources/code/read-code.ts';
import { projectOf, withFiles } from './support.ts';

const IMPORT = `import { integer, pgTable, text } from 'drizzle-orm/pg-core';\n`;
const TABLE = `${IMPORT}export const things = pgTable('things', { id: integer('id') });\n`;

function read(files: Readonly<Record<string, string>>, schemaFiles = ['schema.ts'], folder = ''): Promise<Reading> {
  return withFiles(files, (root) => readCode(projectOf(`${root}${folder}`, schemaFiles), UNWATCHED));
}

const columns = ({ catalog }: Reading) => catalog.objects.column.map(({ table, name }) => `${table}.${name}`);
const tables = ({ catalog }: Reading) => catalog.objects.table.map(({ name }) => name);
const codes = ({ report }: Reading) => report.map(({ code, effect }) => `${effect} ${code}`);

const SHARED = `${IMPORT}export const shared = { shared: integer('shared') };\n`;
const using = (specifier: string) =>
  `${IMPORT}import { shared } from '${specifier}';\nexport const t = pgTable('t', { ...shared });\n`;

describe('packages of the workspace are found by name where nothing is installed', () => {
  const root = (json: string, more: Readonly<Record<string, string>> = {}) => ({
    'apps/web/schema.ts': using('@acme/shared/columns'),
    'packages/shared/src/columns.ts': SHARED,
    'packages/shared/package.json': json,
    ...more,
  });
  it.each([
    ['npm and yarn', { 'package.json': '{ "workspaces": ["packages/*"] }' }],
    ['yarn, in the long form', { 'package.json': '{ "workspaces": { "packages": ["packages/*"] } }' }],
    ['pnpm', { 'pnpm-workspace.yaml': 'packages:\n  - "packages/*"\n' }],
  ])('of %s, opened at the root or at the package', async (_name, more) => {
    const files = root('{ "name": "@acme/shared", "exports": { "./*": "./src/*.ts" } }', more);
    for (const [schema, folder] of [
      ['apps/web/schema.ts', ''],
      ['schema.ts', '/apps/web'],
    ] as const) {
      const reading = await read(files, [schema], folder);
      expect([codes(reading), columns(reading)]).toEqual([[], ['t.shared']]);
    }
  });

  it.each([
    ['a pattern to what is not built', '{ "./*": { "types": "./dist/*.d.ts", "import": "./dist/*.js" } }'],
    ['a subpath to what is not built', '{ ".": "./dist/index.js", "./columns": "./dist/columns.mjs" }'],
    [
      'an output in two folders',
      '{ "./columns": { "require": "./dist/cjs/columns.cjs", "default": "./dist/esm/columns.js" } }',
    ],
  ])('by %s: the sources are read, and it is said', async (_name, exports) => {
    const reading = await read(
      root(`{ "name": "@acme/shared", "exports": ${exports} }`, { 'package.json': '{ "workspaces": ["*/*"] }' }),
      ['apps/web/schema.ts'],
    );
    expect([codes(reading), columns(reading)]).toEqual([['note build-output-missing'], ['t.shared']]);
    expect(reading.report[0]?.message).toContain('packages/shared/src/columns.ts');
  });

  it.each([
    ['deep, without an ending', '@acme/shared/src/columns', '{ "name": "@acme/shared" }'],
    [
      'by a condition for sources',
      '@acme/shared/columns',
      '{ "name": "@acme/shared", "exports": { "./columns": { "source": "./src/columns.ts", "default": "./nope.js" } } }',
    ],
    ['by its main', '@acme/shared', '{ "name": "@acme/shared", "main": "src/columns" }'],
  ])('%s', async (_name, specifier, json) => {
    const reading = await read(
      { ...root(json, { 'package.json': '{ "workspaces": ["*/*"] }' }), 'apps/web/schema.ts': using(specifier) },
      ['apps/web/schema.ts'],
    );
    expect([codes(reading), columns(reading)]).toEqual([[], ['t.shared']]);
  });

  it('and a schema that is one line, the package’s own', async () => {
    const reading = await read({
      'package.json': '{ "workspaces": ["packages/*"] }',
      'schema.ts': `export * from '@acme/db/schema';`,
      'packages/db/package.json': '{ "name": "@acme/db", "exports": { "./schema": "./dist/schema/index.js" } }',
      'packages/db/src/schema/index.ts': `export * from './things.js';`,
      'packages/db/src/schema/things.ts': TABLE,
    });
    expect(tables(reading)).toEqual(['things']);
    expect(reading.catalog.objects.table[0]?.origins[0]?.file).toBe('packages/db/src/schema/things.ts');
  });
});

describe('aliases', () => {
  it.each([
    [
      'paths without baseUrl, with comments',
      '@/shared',
      { 'tsconfig.json': '{ // here\n "compilerOptions": { "paths": { "@/*": ["./lib/*"], }, }, }' },
    ],
    ['baseUrl alone', 'lib/shared', { 'tsconfig.json': '{ "compilerOptions": { "baseUrl": "." } }' }],
    [
      'paths of a referenced project',
      '@app/shared',
      {
        'tsconfig.json': '{ "files": [], "references": [{ "path": "./tsconfig.app.json" }] }',
        'tsconfig.app.json': '{ "compilerOptions": { "paths": { "@app/*": ["./lib/*"] } } }',
      },
    ],
    [
      'paths beside an extends that leads nowhere',
      '@/shared',
      {
        'tsconfig.json':
          '{ "extends": "@acme/tsconfig/base.json", "compilerOptions": { "paths": { "@/*": ["lib/*"] } } }',
      },
    ],
    ['imports of package.json', '#lib/shared', { 'package.json': '{ "imports": { "#lib/*": "./lib/*.ts" } }' }],
    ['a .js that means .ts', './lib/shared.js', {}],
  ])('%s', async (_name, specifier, more) => {
    const reading = await read({ 'schema.ts': using(specifier), 'lib/shared.ts': SHARED, ...more });
    expect([codes(reading), columns(reading)]).toEqual([[], ['t.shared']]);
  });

  it('imports of package.json that lead to what is not built are read from the sources', async () => {
    const files = {
      'schema.ts': using('#db/shared'),
      'src/shared.ts': SHARED,
      'package.json': '{ "imports": { "#db/*": "./dist/*.js" } }',
    };
    const reading = await read(files);
    expect([codes(reading), columns(reading)]).toEqual([['note build-output-missing'], ['t.shared']]);
  });

  it.each([
    ['$lib/shared', 'src/lib/shared.ts'],
    ['@/shared', 'src/shared.ts'],
    ['~/db/shared', 'src/db/shared.ts'],
    ['~/server/shared', 'server/shared.ts'],
  ])(
    '%s, which a framework defines in a file that it generates, is guessed, and it is said',
    async (specifier, file) => {
      const reading = await read({
        'schema.ts': using(specifier),
        [file]: SHARED,
        'tsconfig.json': '{ "extends": "./.svelte-kit/tsconfig.json" }',
      });
      expect([codes(reading), columns(reading)]).toEqual([['note alias-guessed'], ['t.shared']]);
    },
  );
});

describe('what is no module of a schema', () => {
  it('neither breaks the reading nor is said at length: styles, images, data, text', async () => {
    const reading = await read({
      'schema.ts': `${IMPORT}import './style.css'; import logo from './logo.svg?url'; import sqlText from './q.sql?raw';
import own from './schema-name.ts?raw'; import data from './data.json' with { type: 'json' };
export const t = pgTable(data.table, { [logo ? 'logo' : 'none']: integer('a'), b: text('b').default(sqlText.trim()), c: text('c').default(own) });`,
      'style.css': 'a { color: red }',
      'logo.svg': '<svg/>',
      'q.sql': 'select 1\n',
      'schema-name.ts': 'own text',
      'data.json': '{ "table": "from_json" }',
    });
    expect(codes(reading)).toEqual([]);
    expect(tables(reading)).toEqual(['from_json']);
    expect(reading.catalog.objects.column.map((column) => column.default)).toEqual([null, "'select 1'", "'own text'"]);
  });

  it('is a stand-in: components, modules of frameworks and runtimes, and packages that are not installed', async () => {
    const specifiers = [
      ...['./a.vue', './b.svelte', 'astro:content', '$env/static/private', '$app/environment', 'cloudflare:workers'],
      ...[
        'bun',
        'bun:sqlite',
        'server-only',
        'client-only',
        'node:crypto',
        'node:fs/promises',
        'stripe',
        'better-auth',
      ],
      ...['@clerk/nextjs/server', 'lucia', 'next/headers', 'react', 'effect', 'nanoid', '@paralleldrive/cuid2', 'ulid'],
    ];
    const imports = specifiers.map((specifier, index) => `import * as m${index} from '${specifier}';`).join('\n');
    const uses = specifiers.map((_, index) => `m${index}.default(m${index}.x)`).join(', ');
    const reading = await read({
      'schema.ts': `${IMPORT}${imports}\nexport const used = [${uses}];
export const t = pgTable('t', { id: text('id').$defaultFn(() => m19.nanoid()) });`,
      'a.vue': '<template></template>',
      'b.svelte': '<script></script>',
    });
    expect(tables(reading)).toEqual(['t']);
    expect(reading.report.every(({ code, effect }) => code === 'module-replaced' && effect === 'replaced')).toBe(true);
    for (const specifier of specifiers)
      expect(reading.report.map(({ message }) => message).join('\n')).toContain(specifier);
  });
});

describe('a stand-in survives what code does with it at load time', () => {
  it.each([
    ['called, constructed and chained', `inert().a.b(new inert.C(1).d).e[0].f;`],
    [
      'extended, with members of one’s own',
      `class X extends inert.Base<number>()('x', {}) { own = 1; hello() { return this.own; } static make() { return new this(); } }
if (X.make().hello() !== 1) throw new Error('own members are lost');
X.make().inherited().chained; super_(); function super_() { class Y extends inert { constructor() { super(1); this.z = 2; } } new Y().z; }`,
    ],
    [
      'iterated, spread and destructured',
      `for (const x of inert) throw x; [...inert]; Math.max(...inert); const { a, ...rest } = { ...inert }; const [b] = inert; const { c: { d } } = inert; new Map(inert); Object.entries(inert).map(([k]) => k); Array.from(inert);`,
    ],
    [
      'awaited',
      `await inert; await inert.connect(); (await inert.query()).rows; for await (const x of inert) throw x; await Promise.all([inert, inert.x]);`,
    ],
    [
      'used as a promise',
      `inert.connect().then((db) => db.query()).catch(() => {}).finally(() => {}); await new Promise((resolve) => inert.x.then(resolve)); inert.y.then(); inert.z.then(null, () => {});`,
    ],
    ['a tag of templates', `inert\`a\${1}b\`.x; inert.css\`a\`;`],
    [
      'printed, compared and counted with',
      `JSON.stringify({ inert, a: [inert] }); String(inert); \`\${inert}\`; inert + 1; +inert; inert == null; inert > 3; for (let i = 0; i < inert.length; i += 1) throw i; for (let i = 0; i < inert.size(); i += 1) throw i; Number(inert); typeof inert; inert instanceof inert; ({}) instanceof inert;`,
    ],
    ['a decorator', `@inert() class D { @inert({ a: 1 }) b = 1; @inert c() {} @inert.x static e = 2; } new D().b;`],
    [
      'frozen, defined on, assigned to and deleted from',
      `Object.freeze(inert.a); const f = Object.freeze(inert); f.x; f.name; f.length; f.prototype; inert.x = 1; inert.y.z = 2; delete inert.x; Object.defineProperty(inert.b, 'c', { value: 1 }).c; Object.assign(inert, { d: 1 }); 'x' in inert; Object.keys(inert.q); Reflect.ownKeys(inert.q);`,
    ],
    [
      'wrapped in proxies, bound and applied',
      `new Proxy(inert, {}).a.b(); new Proxy(new Proxy(inert.x, { get: (t, k) => t[k] }), {})(); inert.bind(null)(); inert.call(null, 1); inert.apply(null, []); Reflect.construct(inert, []); inert.map((x) => x).filter(Boolean).reduce((a, b) => a, {});`,
    ],
    [
      'given to what the language has',
      `new Set([inert]).has(inert); new WeakMap([[inert, 1]]); Object.create(inert.prototype); Symbol.for(inert); new Error(inert); new Date(inert); parseInt(inert); JSON.parse(JSON.stringify(inert)); structuredClone({ a: 1 }); Promise.resolve(inert);`,
    ],
  ])('%s', async (_name, text) => {
    const schema = `${TABLE}// @ts-nocheck\nimport inert from 'not-installed';\n${text}\n`;
    const reading = await read({ 'schema.ts': schema });
    expect([codes(reading), tables(reading)]).toEqual([['replaced module-replaced'], ['things']]);
  });

  it('and drizzle-zod and its like on a table', async () => {
    const reading = await read({
      'schema.ts': `${TABLE}import { createInsertSchema, createSelectSchema } from 'drizzle-zod';
import { createSelectSchema as typebox } from 'drizzle-typebox';
import { createInsertSchema as valibot } from 'drizzle-valibot';
import { z } from 'zod';
export const insert = createInsertSchema(things, { id: (schema) => schema.positive() }).omit({ id: true }).extend({ a: z.string().min(1) });
export const select = createSelectSchema(things).pick({ id: true }); export type Thing = z.infer<typeof select>;
export const others = [typebox(things), valibot(things)];
export const checked = insert.parse({ id: 1 });`,
    });
    expect(tables(reading)).toEqual(['things']);
    expect(reading.report.every(({ effect }) => effect === 'replaced')).toBe(true);
  });
});

describe('the language', () => {
  it('is TypeScript’s and JavaScript’s in full', async () => {
    const reading = await read({
      'package.json': '{}',
      'schema.ts': `${IMPORT}import { Kind, Names } from './kinds';
import legacy = require('./legacy.cjs');
import type { Nothing } from './nowhere';
const { deep } = await import('./deep.mjs');
const required = require('./legacy.cjs');
namespace Columns { export const a = () => integer('in_namespace'); }
abstract class Base<T> { declare x: T; constructor(private readonly prefix: string) {} name(this: Base<T>, n: string) { return this.prefix + n; } }
class Named extends Base<Nothing> { static #count = 0; static { Named.#count += 1; } accessor y = 1; }
export const t = pgTable(new Named('a_').name(Names.Table satisfies string as string), {
  a: Columns.a(), b: text(legacy.column), c: text(required.other!), d: text(deep), [Kind.One]: integer(\`kind_\${Kind.One}\`),
} as const);`,
      'kinds.ts': `export const enum Kind { One = 'one' } export enum Names { Table = 'table' }`,
      'legacy.cjs': `exports.column = 'from_cjs'; module.exports.other = 'required';`,
      'deep.mjs': `export const deep = await Promise.resolve('from_dynamic_import');`,
    });
    expect(codes(reading)).toEqual([]);
    expect(columns(reading)).toEqual(
      ['in_namespace', 'from_cjs', 'required', 'from_dynamic_import', 'kind_one'].map((name) => `a_table.${name}`),
    );
  });

  it('may print: that is a note, with its first line, and never on our own output', async () => {
    const reading = await read({
      'schema.ts': `${TABLE}console.log('loading', { a: 1 }); process.stdout.write('more');`,
    });
    expect(reading.report).toMatchObject([
      {
        code: 'output-while-loading',
        effect: 'note',
        message: 'Schema files printed 2 lines at load time: loading {"a":1}',
      },
    ]);
  });
});
