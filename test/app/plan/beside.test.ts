import { describe, expect, it } from 'vitest';
import { buildCatalog, type Catalog, type ObjectId } from '#app/catalog';
import { planBeside, withSaidOwners } from '#app/plan';
import { schemaOf } from '#test/support/catalog/schema-of.ts';

const SCHEMA = schemaOf({ tables: { users: ['id uuid pk'], posts: ['id uuid pk'] } });

function ownedBy(
  owners: Readonly<Record<string, string | null>>,
  flavour: 'postgresql' | 'pglite' = 'postgresql',
): Catalog {
  const table = SCHEMA.objects.table.map((one) => ({ ...one, owner: owners[one.name] ?? null }));
  const server = { major: 18, version: '18.0', flavour };
  return buildCatalog({ ...SCHEMA, server, objects: { ...SCHEMA.objects, table } });
}

const sqlOf = (from: Catalog, to: Catalog, made: readonly ObjectId[] = []) =>
  planBeside({ from, to, made: new Set(made), owners: true }).last.map(({ sql }) => sql);

describe('owners of a draft', () => {
  const app = ownedBy({ users: 'app', posts: 'app' });

  it('change where both sources name one, and are nobody’s matter where the target does not', () => {
    expect(sqlOf(app, ownedBy({ users: 'other', posts: 'app' }))).toEqual(['ALTER TABLE public.users OWNER TO other']);
    expect(sqlOf(app, ownedBy({}))).toEqual([]);
    expect(planBeside({ from: app, to: ownedBy({ users: 'other' }), made: new Set() }).last).toEqual([]);
  });

  it('come back to what is made anew', () => {
    const made: readonly ObjectId[] = ['table:public.users' as ObjectId];
    expect(sqlOf(app, ownedBy({}), made)).toEqual(['ALTER TABLE public.users OWNER TO app']);
    expect(sqlOf(ownedBy({}), ownedBy({}), made)).toEqual([]);
  });

  it('are not told of what the embedded PostgreSQL built for want of anybody else', () => {
    const built = ownedBy({ users: 'postgres', posts: 'app' }, 'pglite');
    expect(withSaidOwners(built).objects.table.map(({ name, owner }) => [name, owner])).toEqual(
      built.objects.table.map(({ name }) => [name, name === 'users' ? null : 'app']),
    );
    const live = ownedBy({ users: 'postgres' });
    expect(withSaidOwners(live)).toBe(live);
  });
});
