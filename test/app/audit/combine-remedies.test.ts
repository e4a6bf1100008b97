import { describe, expect, it } from 'vitest';
import { applyEdits, combineRemedies, RULES, runAudit } from '#app/audit';
import type { Catalog } from '#app/catalog';
import { eventsSchema } from '#test/support/catalog/events-schema.ts';
import { schemaOf } from '#test/support/catalog/schema-of.ts';
import { readingOf } from './audit.ts';

const inputOf = (catalog: Catalog) => ({ readings: [readingOf(catalog)] });
const findingsIn = (catalog: Catalog) => runAudit(inputOf(catalog), { rules: RULES }).findings;

describe('the remedies of several findings', () => {
  it('are one after the other where they are of one object, so that none undoes another', () => {
    const using = "(company_id = (current_setting('app.company_id'))::uuid)";
    const catalog = schemaOf({
      tables: {
        companies: ['id uuid pk'],
        events: ['id uuid pk', 'company_id uuid ! -> companies'],
        guests: { columns: ['id uuid pk', 'company_id uuid ! -> companies'], rls: 'on', policies: [{ using }] },
      },
    });
    const findings = findingsIn(catalog).filter(({ rule }) => rule.startsWith('rls-'));
    const keys = findings.map(({ key }) => key);
    expect(keys).toContain('rls-setting-unsafe policy:public.guests.tenant_isolation');
    expect(keys).toContain('rls-policy-per-row-call policy:public.guests.tenant_isolation');
    const { edits, ended, left } = combineRemedies(inputOf(catalog), findings, keys);
    expect({ ended, left }).toEqual({ ended: keys, left: [] });
    const still = findingsIn(applyEdits(catalog, edits)).map(({ key }) => key);
    expect(still.filter((key) => keys.includes(key))).toEqual([]);
  });

  it('end, on a schema of forty tables, every finding that has one', () => {
    const catalog = eventsSchema(true);
    const findings = findingsIn(catalog).filter(({ fix }) => fix !== null && fix.edits.length > 0);
    const keys = findings.map(({ key }) => key);
    const { edits, left } = combineRemedies(inputOf(catalog), findings, keys);
    expect(left).toEqual([]);
    const hasRename = edits.some(({ edit }) => edit === 'rename');
    const still = findingsIn(applyEdits(catalog, edits)).map(({ key }) => key);
    expect(hasRename ? [] : still.filter((key) => keys.includes(key))).toEqual([]);
  });

  it('leave what has none', () => {
    expect(combineRemedies(inputOf(eventsSchema(true)), [], ['x table:public.a'])).toMatchObject({ edits: [] });
  });

  it('put right what they bring about: a key that carries the tenant wants no second look', () => {
    const catalog = schemaOf({
      tables: {
        companies: ['id uuid pk'],
        guests: ['id uuid pk', 'company_id uuid !'],
        seats: ['id uuid pk', 'company_id uuid !', 'guest_id uuid !'],
      },
    });
    const findings = findingsIn(catalog);
    const [missing] = findings.filter(({ rule }) => rule === 'fk-missing');
    const { edits, brought } = combineRemedies(inputOf(catalog), findings, [missing?.key ?? '']);
    expect(brought.map(({ rule }) => rule)).toContain('tenant-foreign-key-crosses');
    const before = new Set(findings.map(({ key }) => key));
    const made = findingsIn(applyEdits(catalog, edits)).filter(({ key }) => !before.has(key));
    expect(made.map(({ key }) => key)).toEqual([]);
    const accepted = combineRemedies(inputOf(catalog), findings, [missing?.key ?? ''], { isAccepted: () => true });
    expect(accepted.brought).toEqual([]);
  });
});
