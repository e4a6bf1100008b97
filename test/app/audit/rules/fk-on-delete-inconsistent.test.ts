import { describe, expect, it } from 'vitest';
import { fkOnDeleteInconsistent } from '#app/audit/rules/fk-on-delete-inconsistent.ts';
import { audit, flagged } from '../audit.ts';

const users = ['id uuid pk'];
const child = (rest: string) => ['id uuid pk', `user_id uuid ${rest}`];
const three = { a: child('! -> users cascade'), b: child('! -> users cascade'), c: child('! -> users cascade') };

describe('fk-on-delete-inconsistent', () => {
  it('flags the child that goes another way than most of its kind', () => {
    const tables = { users, ...three, invoices: child('! -> users restrict') };
    expect(flagged(fkOnDeleteInconsistent, { tables })).toEqual(['foreign-key:public.invoices.invoices_user_id_fkey']);
    expect(audit(fkOnDeleteInconsistent, { tables }).findings[0]?.message).toBe(
      'invoices.user_id is ON DELETE RESTRICT, while 3 of 4 required references to users are ON DELETE CASCADE.',
    );
  });

  it('does not hold optional references to what required ones do', () => {
    expect(flagged(fkOnDeleteInconsistent, { tables: { users, ...three, d: child('-> users set null') } })).toEqual([]);
  });

  it.each([
    [
      'too few to have a custom',
      { a: child('! -> users cascade'), b: child('! -> users cascade'), c: child('! -> users restrict') },
    ],
    ['no majority', { ...three, d: child('! -> users restrict'), e: child('! -> users restrict') }],
    [
      'RESTRICT and NO ACTION',
      {
        a: child('! -> users restrict'),
        b: child('! -> users restrict'),
        c: child('! -> users restrict'),
        d: child('! -> users'),
      },
    ],
  ])('does not flag %s', (_, children) => {
    expect(flagged(fkOnDeleteInconsistent, { tables: { users, ...children } })).toEqual([]);
  });

  it('leaves what the code does not say to fk-no-on-delete', () => {
    const tables = { users, ...three, d: child('! -> users') };
    expect(flagged(fkOnDeleteInconsistent, { tables, server: null }, { kind: 'code' })).toEqual([]);
    expect(flagged(fkOnDeleteInconsistent, { tables })).toHaveLength(1);
  });
});
