/** The child of propose.ts: drizzle-kit ends its process where it wants to ask, so it has one of its own. */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import type { PushCase } from './propose.ts';

interface Input {
  readonly root: string;
  readonly line: 0 | 1;
  readonly schema: string;
  readonly script: string;
  readonly cases: readonly PushCase[];
  readonly pglite: string;
  readonly data: string;
}

interface Chunk {
  readonly value: string | readonly string[];
}

const input = JSON.parse(await text(process.stdin)) as Input;
const { root, line } = input;
const require = createRequire(path.join(root, 'here.js'));
const { PGlite } = (await import(pathToFileURL(input.pglite).href)) as typeof import('@electric-sql/pglite');
const schema = (await import(pathToFileURL(path.join(root, input.schema)).href)) as Record<string, unknown>;
const database = await PGlite.create({ loadDataDir: new Blob([readFileSync(input.data)]) });
await database.exec(input.script);

const shared = globalThis as unknown as { kitEntities?: unknown; kitTables?: unknown };
const write = process.stdout.write.bind(process.stdout);
const silent = (() => true) as typeof process.stdout.write;
process.stdout.write = silent;
console.log = () => {};
console.error = () => {};
const exit = process.exit;
process.exit = ((code?: number) => {
  throw new Error(`exit ${code}`);
}) as typeof process.exit;

const instance = {
  execute: ({ queryChunks }: { readonly queryChunks: readonly (string | Chunk)[] }, values?: unknown[]) =>
    database.query(
      queryChunks.map((chunk) => (typeof chunk === 'string' ? chunk : [chunk.value].flat().join(''))).join(''),
      values,
    ),
};

const push = line === 0 ? zero() : one();
const answers: unknown[] = [];
for (const each of input.cases) {
  await database.exec('BEGIN');
  await database.exec(each.sql);
  try {
    answers.push({ statements: await push(each), asks: false });
  } catch (error) {
    if (isQuestion(error)) answers.push({ statements: [], asks: true });
    else if (each.mayFail) answers.push({ statements: [], asks: false, failure: firstLine(error) });
    else throw error;
  }
  await database.exec('ROLLBACK');
}
write(`@@@${JSON.stringify(answers)}@@@`, () => exit(0));

type Push = (each: PushCase) => Promise<readonly string[]>;

function zero(): Push {
  let source = readFileSync(require.resolve('drizzle-kit/api'), 'utf8');
  const replace = (before: RegExp, after: string) => {
    const replaced = source.replaceAll(before, after);
    if (replaced === source) throw new Error(`This drizzle-kit has another door: ${before} is not there`);
    source = replaced;
  };
  replace(/drizzleInstance\.execute\((sql\d*)\.raw\(query\)\)/g, 'drizzleInstance.execute($1.raw(query), params)');
  // Before 0.27 there was nothing to give back.
  if (source.includes('indPolicyResolver'))
    replace(
      /schemaFilters \?\? \["public"\],\n {4}void 0\n {2}\);\n {2}const validatedPrev = (pgSchema\d*)\.parse\(prev\)/g,
      'schemaFilters ?? ["public"],\n    globalThis.kitEntities,\n    cur\n  );\n  const validatedPrev = $1.parse(prev)',
    );
  // Its programmatic door of then had no filter of tables, its command had.
  source = source.replace(/(pgPushIntrospect\(\s+db,\s+)\[\]/g, '$1globalThis.kitTables ?? []');
  // Older releases wait for an answer for ever where 0.31.9 refuses to ask.
  source = source.replaceAll(
    /(function render\d*\((\w+)\) \{)\s+const \{ stdin, stdout, closable \}/g,
    `$1 if (typeof $2 !== 'string') return Promise.reject(new Error('Interactive prompts require a TTY'));
     const { stdin, stdout, closable }`,
  );
  writeFileSync(path.join(root, 'kit-api.cjs'), source);
  const api = require('./kit-api.cjs');
  return async ({ schemaFilter, tablesFilter, roles }) => {
    shared.kitEntities = roles === undefined ? undefined : { roles };
    shared.kitTables = tablesFilter;
    const { statementsToExecute } = await api.pushSchema(schema, instance, schemaFilter ?? ['public'], tablesFilter);
    return statementsToExecute;
  };
}

function one(): Push {
  const api = require('drizzle-kit/api-postgres');
  return async ({ schemaFilter, tablesFilter, roles }) => {
    const filters = {
      schemas: schemaFilter ?? [],
      tables: tablesFilter ?? [],
      extensions: [],
      entities: roles === undefined ? undefined : { roles },
    };
    const hints: unknown[] = [];
    for (;;) {
      try {
        return (await api.pushSchema(schema, instance, filters, undefined, { hints })).sqlStatements;
      } catch (error) {
        const missing = (
          error as {
            readonly missingHints?: readonly {
              readonly type: string;
              readonly kind: string;
              readonly entity: unknown;
            }[];
          }
        ).missingHints;
        if (!missing?.every(({ type }) => type === 'confirm_data_loss')) throw error;
        hints.push(...missing.map(({ type, kind, entity }) => ({ type, kind, entity })));
      }
    }
  };
}

function firstLine(error: unknown): string {
  const { issues } = error as {
    readonly issues?: readonly { readonly path: readonly string[]; readonly message: string }[];
  };
  const [issue] = issues ?? [];
  if (issue) return `${issue.path.join('.')}: ${issue.message}`;
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}

function isQuestion(error: unknown): boolean {
  const message = error instanceof Error ? error.message : String(error);
  return /Interactive prompts require/.test(message) || /rename of a deleted/.test(message);
}
