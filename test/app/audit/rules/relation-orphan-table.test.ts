import { describe, expect, it } from 'vitest';
import { relationOrphanTable } from '#app/audit/rules/relation-orphan-table.ts';
import { codeOf, deprecated, flaggedIn, relation } from '../readings.ts';

const tables = {
  clients: ['id uuid pk'],
  proposals: ['id uuid pk'],
  contracts: ['id uuid pk', 'proposal_id uuid -> proposals', 'client_id uuid -> clients'],
};
const client = relation('contracts.client_id -> clients.id', { name: 'client' });
const proposal = relation('contracts.proposal_id -> proposals.id', { name: 'proposal' });
const code = (...relations: readonly ReturnType<typeof relation>[]) => codeOf({ tables }, { relations });

describe('relation-orphan-table', () => {
  it('flags a table with a reference and no relation', () => {
    const more = { ...tables, notes: ['id uuid pk', 'contract_id uuid -> contracts'] };
    expect(flaggedIn(relationOrphanTable, [codeOf({ tables: more }, { relations: [client, proposal] })])).toEqual([
      'table:public.notes',
    ]);
  });

  it('flags one whose reference is in its name alone', () => {
    const more = { ...tables, notes: ['id uuid pk', 'contract_id uuid'] };
    expect(flaggedIn(relationOrphanTable, [codeOf({ tables: more }, { relations: [client, proposal] })])).toEqual([
      'table:public.notes',
    ]);
  });

  it('does not flag a table that stands alone, a deprecated one, and any where no relation is declared', () => {
    const more = { ...tables, rates: ['code text pk'], old: ['id uuid pk', 'client_id uuid -> clients'] };
    expect(
      flaggedIn(relationOrphanTable, [
        codeOf({ tables: more }, { relations: [client, proposal], ...deprecated('old') }),
      ]),
    ).toEqual([]);
    expect(flaggedIn(relationOrphanTable, [codeOf({ tables: more })])).toEqual([]);
  });

  it('does not flag the junction of a many-to-many', () => {
    const through = { schema: 'public', table: 'contracts', fromColumns: ['client_id'], toColumns: ['proposal_id'] };
    const many = relation('clients.id -> proposals.id', { name: 'proposals', cardinality: 'many', through });
    expect(flaggedIn(relationOrphanTable, [code(many)])).toEqual([]);
  });
});
