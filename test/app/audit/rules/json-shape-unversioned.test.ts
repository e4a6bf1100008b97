import { describe, expect, it } from 'vitest';
import { runAudit } from '#app/audit';
import { jsonShapeUnversioned } from '#app/audit/rules/json-shape-unversioned.ts';
import { codeOf, flaggedIn, migrationsOf, usagesOf } from '../readings.ts';

const code = codeOf({ tables: { customers: ['id uuid pk', 'address jsonb'] } });
const migrations = migrationsOf({ '0000_a': {} });
const shape = {
  object: 'column:public.customers.address',
  file: 'src/schema.ts',
  line: 9,
  before: '{street1:string}',
  now: '{line1:string}',
  since: 'abc',
};

describe('json-shape-unversioned', () => {
  it('flags a column whose type is another than at the newest migration', () => {
    const usages = usagesOf({ project: { shapes: [shape] } });
    expect(flaggedIn(jsonShapeUnversioned, [code, migrations], usages)).toEqual([shape.object]);
  });

  it('does not flag where nothing changed', () => {
    expect(flaggedIn(jsonShapeUnversioned, [code, migrations], usagesOf({ project: { shapes: [] } }))).toEqual([]);
  });

  it('is not evaluated where no history tells', () => {
    const usages = usagesOf({ project: { shapes: null } });
    const rules = { rules: [jsonShapeUnversioned], only: [jsonShapeUnversioned.id] };
    expect(runAudit({ readings: [code, migrations], usages }, rules).notEvaluated).toHaveLength(1);
  });
});
