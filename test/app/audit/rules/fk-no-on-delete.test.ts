import { describe, expect, it } from 'vitest';
import { fkNoOnDelete } from '#app/audit/rules/fk-no-on-delete.ts';
import { audit, flagged } from '../audit.ts';

const users = ['id uuid pk'];
const code = { kind: 'code' } as const;

describe('fk-no-on-delete', () => {
  it('flags keys of the code that leave it to the default', () => {
    const tables = { users, notes: ['id uuid pk', 'user_id uuid -> users', 'editor_id uuid -> users set null'] };
    expect(flagged(fkNoOnDelete, { tables, server: null }, code)).toEqual([
      'foreign-key:public.notes.notes_user_id_fkey',
    ]);
  });

  it('is not evaluated without code: a server does not tell a default from a choice', () => {
    const { notEvaluated } = audit(fkNoOnDelete, { tables: { users, notes: ['id uuid pk', 'user_id uuid -> users'] } });
    expect(notEvaluated.map(({ rule }) => rule)).toEqual(['fk-no-on-delete']);
  });

  it('drafts what siblings do; else a required child keeps its parent, and another loses it', () => {
    const actions = (tables: Parameters<typeof audit>[1]) =>
      audit(fkNoOnDelete, tables, code).findings.map(
        ({ fix }) => fix?.edits[0] && 'attributes' in fix.edits[0] && fix.edits[0].attributes.onDelete,
      );
    expect(
      actions({ tables: { users, notes: ['id uuid pk', 'a uuid ! -> users', 'b uuid -> users'] }, server: null }),
    ).toEqual(['restrict', 'set null']);
    expect(
      actions({
        tables: {
          users,
          files: ['id uuid pk', 'u uuid ! -> users cascade'],
          notes: ['id uuid pk', 'a uuid ! -> users'],
        },
        server: null,
      }),
    ).toEqual(['cascade']);
  });
});
