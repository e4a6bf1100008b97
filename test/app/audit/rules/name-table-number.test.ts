import { describe, expect, it } from 'vitest';
import { nameTableNumber } from '#app/audit/rules/name-table-number.ts';
import { flagged } from '../audit.ts';

const tables = (...names: readonly string[]) => ({
  tables: Object.fromEntries(names.map((name) => [name, ['id uuid pk']])),
});

describe('name-table-number', () => {
  it('flags the names that depart from most', () => {
    expect(flagged(nameTableNumber, tables('users', 'teams', 'order_lines', 'notes', 'invoice'))).toEqual([
      'table:public.invoice',
    ]);
    expect(flagged(nameTableNumber, tables('user', 'team', 'order_line', 'note', 'invoices'))).toEqual([
      'table:public.invoices',
    ]);
  });

  it('does not flag words that have no plural, or look like one', () => {
    expect(
      flagged(
        nameTableNumber,
        tables(
          'users',
          'teams',
          'notes',
          'files',
          'tasks',
          'inventory',
          'notes_daily',
          'waivers_signed',
          'user_settings',
          'media',
          'order_status',
          'categories',
          'availability',
          'waivers_signed',
        ),
      ),
    ).toEqual([]);
  });

  it('does as the configuration says, and sees no custom in a few tables', () => {
    expect(flagged(nameTableNumber, tables('user', 'teams'))).toEqual([]);
    expect(
      flagged(nameTableNumber, tables('user', 'teams'), { options: { patterns: { tableNumber: 'singular' } } }),
    ).toEqual(['table:public.teams']);
  });
});
