import { expect, it } from 'vitest';
import type { Reading } from '#app/catalog';
import { mostKnowing, rolesOfInterest } from '#renderer/lib/acting-roles.ts';
import { schemaOf } from '#test/support/catalog/schema-of.ts';

const CATALOG = schemaOf({
  tables: {
    guests: {
      columns: ['id uuid pk', 'company_id uuid !'],
      rls: 'on',
      policies: [
        { roles: ['staff'] },
        { name: 'open', roles: ['public'] },
        { name: 'jobs', roles: ['worker', 'current_user'] },
      ],
    },
  },
  bypassRoles: ['worker'],
});

it('are those that policies name, who bypasses them last, and nobody who is whoever asks', () => {
  expect(rolesOfInterest(CATALOG)).toEqual(['staff', 'worker']);
});

it('are asked of the database where there is one, else of the migrations', () => {
  const of = (kind: Reading['source']['kind']): Reading => ({
    source: { kind, label: kind },
    catalog: CATALOG,
    report: [],
  });
  const [code, migrations, live] = [of('code'), of('migrations'), of('live')];
  expect(
    mostKnowing(
      new Map([
        ['code', code],
        ['live', live],
        ['migrations', migrations],
      ]),
      code,
    ),
  ).toBe(live);
  expect(
    mostKnowing(
      new Map([
        ['code', code],
        ['migrations', migrations],
      ]),
      code,
    ),
  ).toBe(migrations);
  expect(mostKnowing(new Map([['code', code]]), code)).toBe(code);
});
