import { cp, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { renderCatalog } from '#app/sql';
import { UNWATCHED } from '#main/platform/work.ts';
import { findDrizzleProject } from '#main/sources/code/drizzle-config.ts';
import { readCode } from '#main/sources/code/read-code.ts';
import { withEmbedded } from '#test/support/database/embedded.ts';
import { generateProject, withProjectFolder } from '#test/support/drizzle-kit/run.ts';

const fixture = fileURLToPath(new URL('../fixtures/code/beyond-kit', import.meta.url));

/** What drizzle-kit writes of the same code, line by line: none of it can run, or it runs and says something else. */
const LINES = [
  {
    line: '0.45',
    version: '0.45.4',
    writes: [
      `CHECK ("bound_values"."name" in ($1, $2, $3, $4, $5))`,
      '"nan" double precision DEFAULT null',
      '"blob" "bytea" DEFAULT [object Object]',
      '"spot" "point" DEFAULT 1,2',
      `"data" jsonb DEFAULT '{"quote":"it's"`,
      'CREATE SCHEMA "odd "schema"";',
      'USING ("bound_values"."name" = $1)',
    ],
    failures: ['there is no parameter $1', 'syntax error at or near "["', 'syntax error at or near "schema"'],
    never: 'false',
  },
  {
    line: '1.0',
    version: '1.0.0-rc.5',
    writes: [
      `CHECK ("at" < 'Wed Jan 02 2030 03:04:05 GMT+0000 (Coordinated Universal Time)')`,
      `CHECK ("small" --5 > 3.5)`,
      `CHECK ("words" @> 'x,y "z",')`,
      '"nan" double precision DEFAULT NaN',
      '"blob" bytea DEFAULT 1,171,255',
      `"slash" text DEFAULT 'one \\\\ slash'`,
      '{NULL,null,',
      'CREATE SCHEMA "odd "schema"";',
      'USING ("bound_values"."name" = $1)',
    ],
    failures: ['syntax error at or near "171"', 'syntax error at or near "schema"'],
    never: '(1 = 0)',
  },
] as const;

const CHECKS = `SELECT conname AS name, pg_get_expr(conbin, conrelid) AS text FROM pg_constraint
  WHERE contype = 'c' AND conrelid = 'bound_values'::regclass ORDER BY conname`;
const DEFAULTS = `SELECT attname AS name, pg_get_expr(adbin, adrelid) AS text FROM pg_attrdef
  JOIN pg_attribute ON attrelid = adrelid AND attnum = adnum ORDER BY attname`;
const EXPRESSIONS = `SELECT polname AS name, pg_get_expr(polqual, polrelid) AS text FROM pg_policy
  UNION ALL SELECT relname, coalesce(pg_get_expr(indpred, indrelid), pg_get_expr(indexprs, indrelid)) FROM pg_index
    JOIN pg_class ON pg_class.oid = indexrelid WHERE relname LIKE 'i_' ORDER BY 1`;

async function withLine<T>(version: string, use: (root: string) => Promise<T>): Promise<T> {
  const make = async (root: string) => {
    const folder = path.join(root, 'project');
    await cp(fixture, folder, { recursive: true });
    await writeFile(path.join(folder, 'package.json'), JSON.stringify({ dependencies: { 'drizzle-orm': version } }));
    return use(folder);
  };
  return withProjectFolder({}, make, version.startsWith('1') ? 1 : 0);
}

describe.each(LINES)(
  'what code of line $line says and drizzle-kit cannot write',
  ({ version, writes, failures, never }) => {
    it('is built as it was meant', async () => {
      await withLine(version, async (root) => {
        const reading = await readCode(await findDrizzleProject(root, { environment: {} }), UNWATCHED);
        expect(reading.code?.drizzleVersion).toBe(version);
        expect(reading.report.filter(({ effect }) => effect === 'unread')).toEqual([]);
        await withEmbedded(async (database) => {
          for (const { sql } of renderCatalog(reading.catalog)) await database.exec(sql);
          const ask = async (query: string) => {
            const { rows } = await database.query<{ name: string; text: string }>(query);
            return Object.fromEntries(rows.map(({ name, text }) => [name, text]));
          };
          expect(await ask(CHECKS)).toEqual({
            c01: `(name = ANY (ARRAY['a'::text, 'b''s'::text, 'c\\d'::text, '$1'::text, '"q"'::text]))`,
            c02: `(mood <> ALL (ARRAY['wild'::mood, 'sailor''s'::mood]))`,
            c03: '(open = true)',
            c04: "((small >= '-5'::integer) AND (small <= 10))",
            c05: "(big > '9007199254740993'::bigint)",
            c06: '(exact >= 1.50)',
            c07: "(at < '2030-01-02 03:04:05.678+00'::timestamp with time zone)",
            c08: `(data = '{"a": ["it''s", 1, null], "b": true}'::jsonb)`,
            c09: `(words @> '{x,"y \\"z\\"",""}'::text[])`,
            c10: "(name ~~ '%\\_%'::text)",
            c11: "((name <> ''::text) AND ((small IS NULL) OR (NOT (small = 3))))",
            c12: "(tags = 'a|b'::text)",
            c13: "(((small - '-5'::integer))::numeric > 3.5)",
            c14: `(words <> '{a,"b,c"}'::text[])`,
            c15: "(blob <> '\\x00ff'::bytea)",
            c16: "(at <> '2020-01-01 00:00:00+00'::timestamp with time zone)",
            c17: never,
            c18: "((exact <> 'NaN'::numeric) AND (exact < 'Infinity'::numeric))",
            c19: '(small = ANY (ARRAY[1, 2, 3]))',
            c20: '(COALESCE(small, NULL::integer) IS NOT NULL)',
          });
          expect(await ask(DEFAULTS)).toEqual({
            'a "column"': `'c''d'::"odd ""schema"""."odd ""kind"""`,
            blob: "'\\x01abff'::bytea",
            data: `'{"quote": "it''s", "slash": "\\\\"}'::jsonb`,
            days: "'{mon''day}'::text[]",
            endless: "'-Infinity'::double precision",
            nan: "'NaN'::double precision",
            nulls: `'{"NULL","null",it''s,"a\\\\b","{c}"}'::text[]`,
            slash: "'one \\ slash'::text",
            spot: "'(1,2)'::point",
            spots: `'{"(1,2)"}'::point[]`,
          });
          expect(await ask(EXPRESSIONS)).toEqual({
            i1: "(mood = 'calm'::mood)",
            i2: "COALESCE(name, 'it''s'::text)",
            p1: "(name = 'o''hara'::text)",
          });
        });
      });
    });

    it('fails where drizzle-kit writes it', async () => {
      const statements = await withLine(version, generateProject);
      for (const text of writes) expect(statements.join('\n')).toContain(text);
      const messages = await withEmbedded(async (database) => {
        const failed: string[] = [];
        for (const sql of statements) await database.exec(sql).catch((error: Error) => failed.push(error.message));
        return failed;
      });
      expect(messages).toEqual(expect.arrayContaining([...failures]));
    });
  },
);
