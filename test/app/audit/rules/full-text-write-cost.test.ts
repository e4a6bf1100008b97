import { describe, expect, it } from 'vitest';
import { fullTextWriteCost } from '#app/audit/rules/full-text-write-cost.ts';
import type { IndexSpec } from '#test/support/catalog/schema-of.ts';
import { audit, flagged, usagesOf } from '../audit.ts';

const busy = 'updated_at timestamp with time zone';
const run = (index: IndexSpec, ...columns: readonly string[]) =>
  flagged(fullTextWriteCost, {
    tables: { customers: { columns: ['id uuid pk', 'name text', ...columns], indexes: { customers_search: index } } },
  });
const words = { keys: "to_tsvector('english', name)", method: 'gin' };

describe('full-text-write-cost', () => {
  it('flags full-text indexes of tables that are written to', () => {
    expect(run(words, busy)).toEqual(['index:public.customers_search']);
    expect(run({ keys: 'search', method: 'gin' }, 'search tsvector', busy)).toHaveLength(1);
  });

  it('says what an index of trigrams holds', () => {
    const index = { keys: 'lower(name) gin_trgm_ops', method: 'gin' };
    const tables = { customers: { columns: ['id uuid pk', 'name text', busy], indexes: { customers_search: index } } };
    expect(audit(fullTextWriteCost, { tables }).findings.map(({ message }) => message)).toEqual([
      expect.stringContaining('groups of three letters'),
    ]);
  });

  it.each<[string, IndexSpec, string]>([
    ['of what nobody writes to', words, 'city text'],
    ['that are no full-text indexes', { keys: 'tags', method: 'gin' }, busy],
    ['of another method', { keys: 'name' }, busy],
  ])('does not flag indexes %s', (_, index, column) => {
    expect(run(index, column, 'tags text[]')).toEqual([]);
  });

  it('believes the code where it is known', () => {
    const tables = { words: { columns: ['id uuid pk', 'name text'], indexes: { words_search: words } } };
    const usages = usagesOf({ object: 'table:public.words', kind: 'insert' });
    const { findings } = audit(fullTextWriteCost, { tables }, { input: { usages } });
    expect(findings.map(({ table, evidence }) => [table, evidence[1]?.text])).toEqual([
      ['table:public.words', 'The code writes to it in 1 place.'],
    ]);
  });
});
