import { describe, expect, it } from 'vitest';
import { ddlOf, ddlSubject } from '#renderer/features/drift/ddl.ts';
import { madeUpCatalog } from '../../harness/made-up-catalog.ts';

const code = madeUpCatalog('code');
const live = madeUpCatalog('live');

describe('the DDL that tells a difference', () => {
  it("is the table's for everything that belongs to a table", () => {
    expect(ddlSubject('policy:public.guests.tenant_isolation', [code, live])).toBe('table:public.guests');
    expect(ddlSubject('column:public.guests.email', [null, live])).toBe('table:public.guests');
  });

  it('is its own for everything else, and where no side has the table', () => {
    expect(ddlSubject('enum:public.plan', [code, live])).toBe('enum:public.plan');
    expect(ddlSubject('column:public.gone.a', [code, live])).toBe('column:public.gone.a');
  });

  it('is empty for what a catalog has not', () => {
    expect(ddlOf(code, 'table:public.gone')).toBe('');
    expect(ddlOf(code, 'table:public.guests')).toContain('CREATE TABLE public.guests');
  });
});
