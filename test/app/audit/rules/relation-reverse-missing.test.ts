import { describe, expect, it } from 'vitest';
import { relationReverseMissing } from '#app/audit/rules/relation-reverse-missing.ts';
import { codeOf, flaggedIn, relation } from '../readings.ts';

const tables = {
  clients: ['id uuid pk'],
  proposals: ['id uuid pk'],
  contracts: ['id uuid pk', 'proposal_id uuid -> proposals', 'client_id uuid -> clients'],
};
const client = relation('contracts.client_id -> clients.id', { name: 'client' });
const proposal = relation('contracts.proposal_id -> proposals.id', { name: 'proposal' });
const code = (...relations: readonly ReturnType<typeof relation>[]) => codeOf({ tables }, { relations });

const back = (name: string) => relation(`${name} -> contracts`, { name: 'contracts', cardinality: 'many' });

describe('relation-reverse-missing', () => {
  it('flags the table that does not answer, by the relation it leaves alone', () => {
    expect(flaggedIn(relationReverseMissing, [code(client, proposal, back('clients'))])).toEqual([
      'table:public.proposals#contracts.proposal',
    ]);
  });

  it('does not flag what is answered by either kind of side', () => {
    expect(flaggedIn(relationReverseMissing, [code(client, proposal, back('clients'), back('proposals'))])).toEqual([]);
    const one = relation('proposals.id -> contracts.proposal_id', { name: 'contract' });
    expect(flaggedIn(relationReverseMissing, [code(proposal, one)])).toEqual([]);
  });

  it('goes by the relationName where the other side says no columns', () => {
    const named = { ...proposal, relationName: 'main' };
    expect(flaggedIn(relationReverseMissing, [code(named, back('proposals'))])).toEqual([
      'table:public.proposals#contracts.proposal',
    ]);
    expect(flaggedIn(relationReverseMissing, [code(named, { ...back('proposals'), relationName: 'main' })])).toEqual(
      [],
    );
  });

  it('does not ask the tenant root or a person for all that is theirs', () => {
    const own = {
      companies: ['id uuid pk'],
      users: ['id uuid pk', 'company_id uuid ! -> companies'],
      events: ['id uuid pk', 'company_id uuid ! -> companies', 'created_by uuid -> users'],
    };
    const relations = [
      relation('events.company_id -> companies.id', { name: 'company' }),
      relation('events.created_by -> users.id', { name: 'creator' }),
    ];
    expect(flaggedIn(relationReverseMissing, [codeOf({ tables: own }, { relations })])).toEqual([]);
  });
});
