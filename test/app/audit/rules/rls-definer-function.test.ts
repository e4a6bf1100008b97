import { describe, expect, it } from 'vitest';
import { applyEdits, set } from '#app/audit';
import { rlsDefinerFunction } from '#app/audit/rules/rls-definer-function.ts';
import { schemaOf } from '#test/support/catalog/schema-of.ts';
import { audit, flagged } from '../audit.ts';

const TENANT = "company_id = ( SELECT NULLIF(current_setting('app.company_id', true), '')::uuid)";
const companies = ['id uuid pk', 'name text !'];
const scoped = ['id uuid pk', 'company_id uuid ! -> companies', 'name text'];
const held = { columns: scoped, rls: 'forced', policies: [{ using: TENANT }] } as const;

describe('rls-definer-function', () => {
  const definer = (body: string, config: readonly string[] = []) => {
    const catalog = schemaOf({ tables: { companies, guests: held, events: scoped }, functions: { f: body } });
    const [routine] = catalog.objects.function;
    if (!routine) throw new Error('no function');
    return applyEdits(catalog, [set(routine, { securityDefiner: true, config })]);
  };

  it('flags a search_path that the caller decides, and reading past row security', () => {
    expect(flagged(rlsDefinerFunction, definer('SELECT count(*) FROM guests'))).toEqual([
      'function:public.f()#reads',
      'function:public.f()#search_path',
    ]);
  });

  it('takes a trigger’s function for less: nobody is given what it reads', () => {
    const catalog = definer('INSERT INTO guests DEFAULT VALUES', ['search_path=public']);
    const [routine] = catalog.objects.function;
    if (!routine) throw new Error('no function');
    const severities = (of: typeof catalog) => audit(rlsDefinerFunction, of).findings.map(({ severity }) => severity);
    expect(severities(catalog)).toEqual(['medium']);
    expect(severities(applyEdits(catalog, [set(routine, { returns: 'trigger' })]))).toEqual(['low']);
  });

  it('does not flag a function with a search_path that reads nothing protected, nor one that runs as its caller', () => {
    expect(flagged(rlsDefinerFunction, definer('SELECT count(*) FROM events', ['search_path=public']))).toEqual([]);
    expect(
      flagged(rlsDefinerFunction, {
        tables: { companies, guests: held },
        functions: { f: 'SELECT count(*) FROM guests' },
      }),
    ).toEqual([]);
  });
});
