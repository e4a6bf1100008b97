import { describe, expect, it } from 'vitest';
import { fkSetNullOnRequired } from '#app/audit/rules/fk-set-null-on-required.ts';
import { audit, flagged } from '../audit.ts';

const users = ['id uuid pk'];

describe('fk-set-null-on-required', () => {
  it('flags SET NULL on a column that may not be NULL, as a key may not', () => {
    const tables = {
      users,
      notes: ['id uuid pk', 'user_id uuid ! -> users set null'],
      seats: ['user_id uuid pk -> users set null'],
    };
    expect(flagged(fkSetNullOnRequired, { tables })).toEqual([
      'foreign-key:public.notes.notes_user_id_fkey',
      'foreign-key:public.seats.seats_user_id_fkey',
    ]);
  });

  it.each(['uuid -> users set null', 'uuid ! -> users cascade', 'uuid ! -> users set default'])(
    'does not flag %s',
    (column) => {
      expect(flagged(fkSetNullOnRequired, { tables: { users, notes: ['id uuid pk', `user_id ${column}`] } })).toEqual(
        [],
      );
    },
  );

  it('drafts what happens today, said plainly', () => {
    const [finding] = audit(fkSetNullOnRequired, {
      tables: { users, notes: ['id uuid pk', 'user_id uuid ! -> users set null'] },
    }).findings;
    expect(finding?.fix?.edits).toEqual([
      expect.objectContaining({ attributes: { onDelete: 'restrict', onDeleteColumns: [] } }),
    ]);
  });
});
