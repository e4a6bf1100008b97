import { describe, expect, it } from 'vitest';
import type { Reading } from '#app/catalog';
import { searchEntries } from '#renderer/features/search/entries.ts';
import { isScattered, rankEntries } from '#renderer/features/search/rank.ts';
import { processorTime } from '#test/support/processor-time.ts';
import { madeUpCatalog } from '../../harness/made-up-catalog.ts';

function readingOf(copies: number): Reading {
  return {
    source: { kind: 'code', label: 'code' },
    catalog: madeUpCatalog('code', copies),
    report: [],
    code: {
      drizzleVersion: '0.45.4',
      configFile: null,
      files: [],
      casing: null,
      relations: [],
      docs: [],
      types: [],
      exports: [{ object: 'table:public.audit_log', name: 'auditTrail' }],
      exported: [],
      columnKeys: [],
      missingEnvironment: [],
    },
  };
}

const ENTRIES = searchEntries(readingOf(1));
const find = (query: string) => rankEntries(ENTRIES, query, 20).map(({ entry }) => entry.id);

describe('search', () => {
  it('finds nothing for no words', () => {
    expect(find('')).toEqual([]);
    expect(find('   ')).toEqual([]);
  });

  it('puts the object of that very name first, tables before what belongs to them', () => {
    expect(find('guests')[0]).toBe('table:public.guests');
    expect(find('email')[0]).toMatch(/^column:public\.(guests|users)\.email$/);
  });

  it('puts names that begin so before names that contain it', () => {
    const found = find('ticket');
    expect(found[0]).toBe('table:public.tickets');
    expect(found.indexOf('table:public.tickets')).toBeLessThan(found.indexOf('column:public.order_items.ticket_id'));
  });

  it('understands table.column', () => {
    expect(find('guests.email')[0]).toBe('column:public.guests.email');
  });

  it('takes several words in any order', () => {
    expect(find('email guests')[0]).toBe('column:public.guests.email');
  });

  it('finds scattered letters, after everything closer', () => {
    expect(find('ordits')[0]).toBe('table:public.order_items');
  });

  it('tells names that hold the words from those with their letters only', () => {
    const scattered = (query: string) => rankEntries(ENTRIES, query, 1).map((first) => isScattered(first, query));
    expect([scattered('ordits'), scattered('order items'), scattered('audittrail')]).toEqual([
      [true],
      [false],
      [false],
    ]);
  });

  it('finds a table by its name in the code', () => {
    expect(find('auditTrail')[0]).toBe('table:public.audit_log');
  });

  it('finds nothing where a word is nowhere', () => {
    expect(find('guests zzzz')).toEqual([]);
  });

  it('says the same for the same, whatever the order of the entries', () => {
    expect(rankEntries([...ENTRIES].reverse(), 'id', 20)).toEqual(rankEntries(ENTRIES, 'id', 20));
  });

  // The benchmark holds what a key takes; this finds what hangs, on any machine.
  it('keeps up with typing over a schema of three thousand tables', () => {
    const entries = searchEntries(readingOf(215));
    expect(entries.length).toBeGreaterThan(20_000);
    expect(processorTime(() => rankEntries(entries, 'guest em', 60))).toBeLessThan(1_000);
  });
});
