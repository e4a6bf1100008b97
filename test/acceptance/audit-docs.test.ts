import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyEdits, RULES, type Rule, runAudit } from '#app/audit';
import type { Catalog } from '#app/catalog';
import { readingOf } from '#test/app/audit/audit.ts';
import { readDoc } from '#test/app/audit/docs.ts';
import { PGLITE, type RoundTripDatabase, readCatalog } from './round-trip-databases.ts';

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

/** Rules whose examples are databases. */
const ON_DATABASE = RULES.filter(({ id }) =>
  readDoc(id).flagged.every(({ file, language }) => file === null && language === 'sql'),
);

describe('the example in the doc of', () => {
  let database: RoundTripDatabase;
  beforeAll(async () => {
    database = await PGLITE.create();
  });
  afterAll(() => database.close());

  async function build(sql: string): Promise<Catalog> {
    await database.exec(RESET);
    await database.exec(sql);
    return readCatalog(database);
  }

  const audit = (rule: Rule, catalog: Catalog) =>
    runAudit({ readings: [readingOf(catalog)] }, { rules: [rule], only: [rule.id] });

  it.each(ON_DATABASE.map((rule) => [rule.id, rule] as const))(
    '%s is flagged, and fine as the doc says',
    async (id, rule) => {
      const { flagged, fine } = readDoc(id);
      for (const { text } of flagged) {
        const catalog = await build(text);
        const { findings, failed, notEvaluated } = audit(rule, catalog);
        expect({ failed, notEvaluated }).toEqual({ failed: [], notEvaluated: [] });
        expect(findings.length, text).toBeGreaterThan(0);
        for (const { key, fix } of findings) {
          if (!fix || fix.edits.length === 0) continue;
          const after = audit(rule, applyEdits(catalog, fix.edits)).findings.map((finding) => finding.key);
          expect(after, `${key} after its remedy`).not.toContain(key);
        }
      }
      for (const { text } of fine) {
        const { findings } = audit(rule, await build(text));
        expect(
          findings.map(({ message }) => message),
          text,
        ).toEqual([]);
      }
    },
  );
});
