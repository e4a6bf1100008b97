import { describe, expect, it } from 'vitest';
import { applyEdits, PRIORITIES, planRemedies, RULES, runAudit } from '#app/audit';
import type { Catalog } from '#app/catalog';
import { eventsSchema } from '#test/support/catalog/events-schema.ts';
import { schemaOf } from '#test/support/catalog/schema-of.ts';
import { readingOf } from './audit.ts';

const inputOf = (catalog: Catalog) => ({ readings: [readingOf(catalog)] });
const findingsIn = (catalog: Catalog) => runAudit(inputOf(catalog), { rules: RULES }).findings;
const planOf = (catalog: Catalog, only: (rule: string) => boolean = () => true) => {
  const findings = findingsIn(catalog);
  const keys = findings.filter(({ rule }) => only(rule)).map(({ key }) => key);
  return { findings, keys, plan: planRemedies(inputOf(catalog), findings, keys) };
};

describe('a plan of remedies', () => {
  const catalog = eventsSchema(true);
  const { findings, keys, plan } = planOf(catalog);

  it('has a migration for each priority and subject, the worst first and the names last', () => {
    const others = plan.migrations.filter(({ about }) => about !== 'names');
    const order = others.map(({ priority }) => PRIORITIES.indexOf(priority));
    expect(order).toEqual([...order].sort());
    expect(others.length).toBeGreaterThan(2);
    expect(new Set(plan.migrations.map(({ id }) => id)).size).toBe(plan.migrations.length);
    expect(plan.migrations.slice(0, -1).every(({ about }) => about !== 'names')).toBe(true);
    for (const { id, priority, about } of plan.migrations) expect(id).toBe(`${priority.toLowerCase()}-${about}`);
  });

  it('has a place for every finding, and for none two', () => {
    const placed = [...plan.migrations.flatMap(({ ended }) => ended), ...plan.code, ...plan.person];
    expect(placed.toSorted()).toEqual([...keys].sort());
  });

  it('leads, one migration after the other, to a schema without what it ends', () => {
    let current = catalog;
    const gone = new Set<string>();
    for (const { edits, ended, about } of plan.migrations) {
      if (about === 'names') continue;
      current = applyEdits(current, edits);
      for (const key of ended) gone.add(key);
      const still = findingsIn(current).filter(({ key }) => gone.has(key));
      expect(still.map(({ key }) => key)).toEqual([]);
    }
    const known = new Set(findings.map(({ key }) => key));
    const made = findingsIn(current).filter(({ key, fix, dimension }) => {
      return !known.has(key) && (fix?.edits.length ?? 0) > 0 && dimension !== 'convention';
    });
    expect(made.map(({ key }) => key)).toEqual([]);
  });

  it('leaves to code what is code’s, and to a person what nothing can be drafted for', () => {
    const small = schemaOf({ tables: { user: ['id uuid pk', 'email text !'] } });
    const { plan: own } = planOf(small, (rule) => rule === 'name-reserved-word' || rule === 'email-unchecked');
    expect(own.migrations.map(({ id }) => id)).toEqual(['p3-integrity']);
    expect(own.person).toEqual(['name-reserved-word table:public."user"']);
    expect(planRemedies({ readings: [] }, [], ['x'])).toEqual({ migrations: [], code: [], person: [] });
  });
});
