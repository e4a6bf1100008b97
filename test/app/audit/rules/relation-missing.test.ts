import { describe, expect, it } from 'vitest';
import { relationMissing } from '#app/audit/rules/relation-missing.ts';
import { schemaOf } from '#test/support/catalog/schema-of.ts';
import { readingOf } from '../audit.ts';
import { codeOf, flaggedIn, relation } from '../readings.ts';

const tables = {
  clients: ['id uuid pk'],
  proposals: ['id uuid pk'],
  contracts: ['id uuid pk', 'proposal_id uuid -> proposals', 'client_id uuid -> clients'],
};
const client = relation('contracts.client_id -> clients.id', { name: 'client' });
const code = (...relations: readonly ReturnType<typeof relation>[]) => codeOf({ tables }, { relations });

describe('relation-missing', () => {
  it('flags a foreign key that no relation follows, by its column', () => {
    expect(flaggedIn(relationMissing, [code(client)])).toEqual(['column:public.contracts.proposal_id']);
  });

  it('flags keys that only the migrations or the database have', () => {
    const without = { ...tables, contracts: ['id uuid pk', 'proposal_id uuid', 'client_id uuid -> clients'] };
    const bare = codeOf({ tables: without }, { relations: [client] });
    expect(flaggedIn(relationMissing, [bare])).toEqual([]);
    expect(flaggedIn(relationMissing, [bare, readingOf(schemaOf({ tables }), 'migrations')])).toEqual([
      'column:public.contracts.proposal_id',
    ]);
  });

  it('does not flag a project that declares no relation, and keys to tables that the code does not declare', () => {
    expect(flaggedIn(relationMissing, [code()])).toEqual([]);
    const auth = {
      clients: ['id uuid pk', 'auth_id uuid -> auth.users.id'],
      other: ['id uuid pk', 'client_id uuid -> clients'],
    };
    const relations = [relation('other.client_id -> clients.id', { name: 'client' })];
    expect(flaggedIn(relationMissing, [codeOf({ tables: auth }, { relations })])).toEqual([]);
  });

  it('takes the side of 1.0 that names its columns, and a junction, for the relation', () => {
    const back = relation('proposals.id -> contracts.proposal_id', { name: 'contracts', cardinality: 'many' });
    expect(flaggedIn(relationMissing, [code(client, back)])).toEqual([]);
    const through = { schema: 'public', table: 'contracts', fromColumns: ['client_id'], toColumns: ['proposal_id'] };
    const many = relation('clients.id -> proposals.id', { name: 'proposals', cardinality: 'many', through });
    expect(flaggedIn(relationMissing, [code(many)])).toEqual([]);
  });

  it('does not take the other direction without columns for it', () => {
    const many = relation('proposals -> contracts', { name: 'contracts', cardinality: 'many' });
    expect(flaggedIn(relationMissing, [code(client, many)])).toEqual(['column:public.contracts.proposal_id']);
  });
});
