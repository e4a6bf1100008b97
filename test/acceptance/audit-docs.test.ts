import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyEdits, type CatalogEdit, type Found, RULES, type Rule, runAudit } from '#app/audit';
import type { Catalog, Reading } from '#app/catalog';
import { careForRows, planChanges } from '#app/plan';
import { readDependencies } from '#main/prove/read-dependencies.ts';
import { readingOf } from '#test/app/audit/audit.ts';
import { type ExampleFile, readDoc } from '#test/app/audit/docs.ts';
import { howOf } from '#test/app/audit/remedies.ts';
import { majorInTurn, sliceFor } from '#test/support/slices.ts';
import { PGLITE, type RoundTripDatabase, readCatalog, realServer } from './round-trip-databases.ts';

const RESET = `
DO $$ DECLARE name text; BEGIN
  FOR name IN SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' LOOP
    EXECUTE format('DROP SCHEMA %I CASCADE', name);
  END LOOP;
  FOR name IN SELECT rolname FROM pg_roles WHERE rolname !~ '^pg_' AND rolname <> current_user LOOP
    EXECUTE format('DROP OWNED BY %I', name);
    EXECUTE format('DROP ROLE %I', name);
  END LOOP;
END $$;
CREATE SCHEMA public;
SET search_path = public;
`;

/** What a database tells only when it is used: as the docs say it beside their SQL. */
const BESIDE: Readonly<Record<string, (isFine: boolean) => Pick<Reading, 'statistics'>>> = {
  'index-unused': (isFine) => ({
    statistics: {
      tables: [{ table: 'table:public.orders', rowEstimate: 1e6, bytes: 1e8, sequentialScans: 0, indexScans: 12_000 }],
      indexes: [
        { index: 'index:public.orders_note_idx', bytes: 4e6, scans: isFine ? 900 : 0, rowsRead: 0, lastScan: null },
      ],
      since: '2024-01-01 00:00:00',
    },
  }),
  'sequence-near-end': (isFine) => ({
    statistics: {
      tables: [],
      sequences: [
        {
          sequence: 'sequence:public.calls_id_seq',
          column: 'column:public.calls.id',
          lastValue: '1900000000',
          limit: isFine ? '9223372036854775807' : '2147483647',
          used: isFine ? 0 : 0.88,
        },
      ],
    },
  }),
};

/** Rules whose examples are databases. */
const ON_DATABASE = RULES.filter(
  ({ id }) => id in BESIDE || readDoc(id).flagged.every(({ file, language }) => file === null && language === 'sql'),
);
const sqlOf = (files: readonly ExampleFile[]) => files.filter(({ language }) => language === 'sql');
/** Those that the embedded PostgreSQL drafts and runs the remedies of as well; the others are applied to the catalog only. */
const DRAFTED = sliceFor(null, ON_DATABASE, 6);

/** The embedded PostgreSQL has every example, one real server a slice (RAINGAUGE_MATRIX: each of them all). */
const RUNS = [
  { server: PGLITE, rules: ON_DATABASE, drafted: DRAFTED },
  ...majorInTurn().map((major) => {
    const rules = sliceFor(null, ON_DATABASE, 9);
    return { server: realServer(major), rules, drafted: rules };
  }),
].map(({ server, rules, drafted }) => ({ server, name: server.name, rules, drafted: new Set(drafted) }));

/** The first major that can be fine as the doc says: before it there is no `security_invoker`, and no remedy. */
const FINE_SINCE: Readonly<Record<string, number>> = { 'rls-view-bypass': 15 };

describe.each(RUNS)('on $name, the example in the doc of', ({ server, rules, drafted }) => {
  let database: RoundTripDatabase;
  beforeAll(async () => {
    database = await server.create();
  });
  afterAll(() => database.close());

  async function build(sql: string): Promise<Catalog> {
    await database.exec(RESET);
    await database.exec(sql);
    return readCatalog(database);
  }

  /** The remedy's draft, run where the catalog was read. */
  async function run(from: Catalog, edits: readonly CatalogEdit[]): Promise<Catalog> {
    const query = async (sql: string) => (await database.exec(sql))[0]?.rows ?? [];
    const dependencies = await readDependencies({ query, queryAll: (all) => Promise.all(all.map(query)) });
    const to = applyEdits(from, edits);
    for (const { sql } of careForRows(planChanges({ from, to, dependencies }), from, to)) await database.exec(sql);
    return readCatalog(database);
  }

  const audit = (rule: Rule, catalog: Catalog, isFine = false) => {
    const readings = [{ ...readingOf(catalog), ...BESIDE[rule.id]?.(isFine) }];
    return runAudit({ readings }, { rules: [rule], only: [rule.id] });
  };

  it.each(rules.map((rule) => [rule.id, rule] as const))(
    '%s is flagged, and fine as the doc says',
    async (id, rule) => {
      const { flagged, fine } = readDoc(id);
      let offered = 'by-hand';
      for (const { text } of sqlOf(flagged)) {
        const catalog = await build(text);
        const { findings, failed, notEvaluated } = audit(rule, catalog);
        expect({ failed, notEvaluated }).toEqual({ failed: [], notEvaluated: [] });
        expect(findings.length, text).toBeGreaterThan(0);
        const fixed = findings.filter(({ fix }) => fix && fix.edits.length > 0);
        if (fixed.length > 0) offered = 'sql';
        for (const { key, fix } of fixed) {
          const after = audit(rule, applyEdits(catalog, fix?.edits ?? [])).findings.map((finding) => finding.key);
          expect(after, `${key} after its remedy`).not.toContain(key);
        }
        if (!drafted.has(rule)) continue;
        // What is renamed goes by hints, which the drafts of findings are tested with.
        for (const [at, { key, fix }] of fixed.filter(isWithoutNames).entries()) {
          if (at > 0) await build(text);
          const left = audit(rule, await run(catalog, fix?.edits ?? [])).findings.map((finding) => finding.key);
          expect(left, `${key} after its draft`).not.toContain(key);
        }
      }
      expect(offered, 'what the examples are offered').toBe(server.major < (FINE_SINCE[id] ?? 0) ? offered : howOf(id));
      if (server.major < (FINE_SINCE[id] ?? 0)) return;
      for (const { text } of sqlOf(fine)) {
        const { findings } = audit(rule, await build(text), true);
        expect(
          findings.map(({ message }) => message),
          text,
        ).toEqual([]);
      }
    },
  );
});

function isWithoutNames({ fix }: Found): boolean {
  return fix?.edits.every(({ edit }) => edit !== 'rename') ?? false;
}
