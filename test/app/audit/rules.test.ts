import { existsSync, readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits, type Needs, RULES, type Rule, type RunOptions, runAudit } from '#app/audit';
import { emptyCatalog } from '#app/catalog';
import { anyCatalog } from '#test/support/catalog/arbitrary-catalog.ts';
import { eventsSchema } from '#test/support/catalog/events-schema.ts';
import { type IndexSpec, type PolicySpec, schemaOf, type TableSpec } from '#test/support/catalog/schema-of.ts';
import { seed } from '#test/support/seed.ts';
import { readingOf, ruleCalled } from './audit.ts';
import { CATALOGUE, type Promised } from './catalogue.ts';
import { RULES_FOLDER, readDoc, SECTIONS } from './docs.ts';
import { PENDING } from './pending.ts';
import { howOf, REMEDIES } from './remedies.ts';

const ids = RULES.map(({ id }) => id);

describe('the rules', () => {
  it('are those of the catalogue, but for the pending ones, in its order', () => {
    const written = CATALOGUE.map(({ id }) => id).filter((id) => !PENDING.includes(id));
    expect(ids).toEqual(written);
    expect(PENDING.filter((id) => !CATALOGUE.some((one) => one.id === id))).toEqual([]);
  });

  it('have each a file, a doc and a test, and nothing else is there', () => {
    const files = readdirSync(RULES_FOLDER).sort();
    expect(files).toEqual(ids.flatMap((id) => [`${id}.md`, `${id}.ts`]).sort());
    const untested = ids.filter((id) => !existsSync(new URL(`rules/${id}.test.ts`, import.meta.url)));
    expect(untested).toEqual([]);
  });

  it.each(RULES.map((rule) => [rule.id, rule] as const))('%s is what the catalogue promises', (id, rule) => {
    const promised = CATALOGUE.find((one) => one.id === id) as Promised;
    const { severity, dimension, fix } = rule;
    const said = fix.map((how) => (how === 'sql' ? 'S' : 'E')).join('');
    expect({ severity, dimension, fix: said }).toEqual({
      severity: promised.severity,
      dimension: promised.dimension,
      fix: promised.fix,
    });
    expect(unmetNeeds(rule.needs, promised.needs)).toEqual([]);
  });

  it.each(ids)('%s says in its doc what it flags, why, what to do and when to waive, with examples', (id) => {
    const doc = readDoc(id);
    expect(doc.heading).toBe(id);
    expect(doc.summary).not.toBe('');
    expect([...doc.sections.keys()]).toEqual(SECTIONS);
    expect(doc.flagged.length).toBeGreaterThan(0);
    expect(doc.fine.length).toBeGreaterThan(0);
  });
});

describe('the remedies', () => {
  it('are each of one class, and each class has a test that looks for them', () => {
    expect(Object.keys(REMEDIES).sort()).toEqual([...ids].sort());
    for (const { id, fix } of RULES) {
      const how = howOf(id);
      // A file of migrations is its author's text: what is wrong with it is told as SQL to write, and written by nobody else.
      const isOfFiles = id.startsWith('migration-') && how === 'by-hand';
      const promised = fix.includes('sql') ? 'sql' : fix.includes('code') ? 'code' : 'by-hand';
      expect(isOfFiles ? 'by-hand' : promised, id).toBe(how);
    }
  });

  it.each(ids.filter((id) => howOf(id) === 'by-hand'))('say why nobody but a person can put %s right', (id) => {
    const own = REMEDIES[id];
    expect(typeof own === 'object' ? own.byHand : '').toMatch(/^.{20,}\.$/);
    expect(readDoc(id).sections.get('How to fix')).not.toMatch(/Raingauge (drafts|writes)/);
  });
});

/** Sources that the catalogue names and no alternative of the rule does. */
function unmetNeeds(needs: Needs, promised: string): readonly string[] {
  const named = new Set(needs.flat());
  const anyCatalog = /C or L/.test(promised);
  const expected = anyCatalog
    ? ['catalog', ...(/U/.test(promised) ? ['usages'] : [])]
    : (['code', 'migrations', 'live', 'usages'] as const).filter((one) =>
        new RegExp(`\\b${one[0]?.toUpperCase()}\\b`).test(promised.replace(/\(C where.*/, '')),
      );
  return expected.filter((one) => !named.has(one as never));
}

describe('every rule', () => {
  const sources = (catalog: ReturnType<typeof emptyCatalog>) =>
    (['code', 'migrations', 'live'] as const).map((kind) => readingOf(catalog, kind));

  const run = (rules: readonly Rule[], catalog: ReturnType<typeof emptyCatalog>) =>
    runAudit({ readings: sources(catalog) }, { rules, only: rules.map(({ id }) => id) });

  it('finds nothing in an empty catalog and does not fail on one', () => {
    const { findings, failed } = run(RULES, emptyCatalog());
    expect(failed).toEqual([]);
    expect(findings).toEqual([]);
  });

  it('fails on no catalog, whatever is in it', () => {
    fc.assert(
      fc.property(anyCatalog, (catalog) => {
        expect(run(RULES, catalog).failed).toEqual([]);
      }),
      { seed, numRuns: 60 },
    );
  });

  it('says the same each time, and gives every finding a key of its own', () => {
    const catalog = eventsSchema(true);
    const [one, other] = [run(RULES, catalog), run(RULES, catalog)];
    expect(one.failed).toEqual([]);
    expect(one.findings).toEqual(other.findings);
    expect(new Set(one.findings.map(({ key }) => key)).size).toBe(one.findings.length);
  });

  it('gives remedies that end what they are for', () => {
    const catalog = eventsSchema(true);
    const left = run(RULES, catalog).findings.flatMap(({ key, rule, fix }) => {
      if (!fix || fix.edits.length === 0) return [];
      const own = RULES.filter(({ id }) => id === rule);
      const after = run(own, applyEdits(catalog, fix.edits)).findings;
      return after.some((finding) => finding.key === key) ? [key] : [];
    });
    expect(left).toEqual([]);
  });
});

describe('a rule that yields to another', () => {
  const [predicate, tenant] = [ruleCalled('rls-predicate-not-indexed'), ruleCalled('tenant-index-missing')];
  const using = "company_id = ( SELECT NULLIF(current_setting('app.company_id', true), '')::uuid)";
  const held = (indexes: Readonly<Record<string, IndexSpec>> = {}, ...more: readonly PolicySpec[]) =>
    ({
      columns: ['id uuid pk', 'company_id uuid ! -> companies', 'user_id uuid !'],
      indexes,
      rls: 'forced',
      policies: [{ using }, ...more],
    }) as const;
  const keysOf = (guests: TableSpec, options: Partial<RunOptions> = {}) => {
    const catalog = schemaOf({ tables: { companies: ['id uuid pk'], guests } });
    return runAudit({ readings: [readingOf(catalog)] }, { rules: [predicate, tenant], ...options }).findings.map(
      ({ key }) => key,
    );
  };
  const TENANT = 'tenant-index-missing column:public.guests.company_id';
  const PREDICATE = 'rls-predicate-not-indexed column:public.guests.company_id';

  it('tells one fault of one column once, in whichever order they ran', () => {
    expect(keysOf(held())).toEqual([TENANT]);
    expect(keysOf(held(), { rules: [tenant, predicate] })).toEqual([TENANT]);
  });

  it('tells it where the other one does not: asked for alone, with the other switched off, or weaker', () => {
    expect(keysOf(held(), { only: [predicate.id] })).toEqual([PREDICATE]);
    expect(keysOf(held(), { severities: { [tenant.id]: 'off' } })).toEqual([PREDICATE]);
    expect(keysOf(held(), { severities: { [tenant.id]: 'low' } })).toEqual([PREDICATE, TENANT]);
  });

  it('tells another column of the same table beside it', () => {
    expect(keysOf(held({}, { name: 'own', permissive: false, using: 'user_id = auth.uid()' }))).toEqual([
      'rls-predicate-not-indexed column:public.guests.user_id',
      TENANT,
    ]);
  });

  it.each([
    ['has an index', { keys: 'company_id' }],
    ['has one that leaves out only rows of nobody', { keys: 'company_id', where: 'company_id IS NOT NULL' }],
  ])('is as silent as the other where the column %s', (_, index) => {
    expect(keysOf(held({ of_company: index }))).toEqual([]);
  });

  it('speaks with the other of an index that leaves out rows of the tenant', () => {
    expect(keysOf(held({ late: { keys: 'company_id', where: 'id IS NOT NULL' } }))).toEqual([TENANT]);
  });

  it('names a rule that there is, and that yields to none itself', () => {
    const yielding = RULES.filter(({ yieldsTo }) => yieldsTo !== undefined);
    expect(yielding).not.toEqual([]);
    for (const { yieldsTo } of yielding) expect(ruleCalled(yieldsTo ?? '').yieldsTo).toBeUndefined();
  });
});
