import { describe, expect, it } from 'vitest';
import { applyEdits } from '#app/audit';
import { fkNotValidated } from '#app/audit/rules/fk-not-validated.ts';
import { schemaOf } from '#test/support/catalog/schema-of.ts';
import { audit, flagged } from '../audit.ts';

const catalog = schemaOf({
  tables: { users: ['id uuid pk'], notes: ['id uuid pk', 'a uuid -> users', 'b uuid -> users'] },
});
const id = 'foreign-key:public.notes.notes_a_fkey';
const left = (attributes: object) => applyEdits(catalog, [{ edit: 'set', id, attributes: { ...attributes } }]);

describe('fk-not-validated', () => {
  it('flags what was left NOT VALID', () => {
    expect(flagged(fkNotValidated, left({ validated: false }))).toEqual([id]);
    expect(flagged(fkNotValidated, catalog)).toEqual([]);
  });

  it('does not flag NOT ENFORCED, which checks nothing on purpose', () => {
    expect(flagged(fkNotValidated, left({ validated: false, enforced: false }))).toEqual([]);
  });

  it('is not evaluated without the live database', () => {
    expect(audit(fkNotValidated, left({ validated: false }), { kind: 'code' }).notEvaluated).toHaveLength(1);
  });
});
