import { describe, expect, it } from 'vitest';
import { relationWithoutKey } from '#app/audit/rules/relation-without-key.ts';
import { schemaOf } from '#test/support/catalog/schema-of.ts';
import { readingOf } from '../audit.ts';
import { codeOf, flaggedIn, relation } from '../readings.ts';

const tables = {
  clients: ['id uuid pk'],
  proposals: ['id uuid pk'],
  contracts: ['id uuid pk', 'proposal_id uuid -> proposals', 'client_id uuid -> clients'],
};
const client = relation('contracts.client_id -> clients.id', { name: 'client' });
const proposal = relation('contracts.proposal_id -> proposals.id', { name: 'proposal' });
const code = (...relations: readonly ReturnType<typeof relation>[]) => codeOf({ tables }, { relations });

const bare = { ...tables, contracts: ['id uuid pk', 'proposal_id uuid', 'client_id uuid -> clients'] };

describe('relation-without-key', () => {
  it('flags a relation over columns without a foreign key', () => {
    expect(flaggedIn(relationWithoutKey, [codeOf({ tables: bare }, { relations: [client, proposal] })])).toEqual([
      'column:public.contracts.proposal_id#proposal',
    ]);
  });

  it('does not flag where the migrations or the database have the key', () => {
    const withoutKey = codeOf({ tables: bare }, { relations: [client, proposal] });
    expect(flaggedIn(relationWithoutKey, [withoutKey, readingOf(schemaOf({ tables }), 'migrations')])).toEqual([]);
    expect(flaggedIn(relationWithoutKey, [withoutKey, readingOf(schemaOf({ tables }), 'live')])).toEqual([]);
  });

  it('does not flag the answering side, relations to views, and a key that takes the tenant along', () => {
    const many = relation('proposals -> contracts', { name: 'contracts', cardinality: 'many' });
    const back = relation('proposals.id -> contracts.proposal_id', { name: 'contract' });
    expect(flaggedIn(relationWithoutKey, [code(proposal, many, back)])).toEqual([]);
    const view = relation('contracts.client_id -> totals.id', { name: 'total' });
    expect(
      flaggedIn(relationWithoutKey, [codeOf({ tables, views: { totals: 'SELECT 1' } }, { relations: [view] })]),
    ).toEqual([]);
  });
});
