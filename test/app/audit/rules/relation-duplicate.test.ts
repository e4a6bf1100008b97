import { describe, expect, it } from 'vitest';
import { relationDuplicate } from '#app/audit/rules/relation-duplicate.ts';
import { codeOf, flaggedIn, relation } from '../readings.ts';

const tables = {
  clients: ['id uuid pk'],
  proposals: ['id uuid pk'],
  contracts: ['id uuid pk', 'proposal_id uuid -> proposals', 'client_id uuid -> clients'],
};
const client = relation('contracts.client_id -> clients.id', { name: 'client' });
const proposal = relation('contracts.proposal_id -> proposals.id', { name: 'proposal' });
const code = (...relations: readonly ReturnType<typeof relation>[]) => codeOf({ tables }, { relations });

const other = (file: string) => ({ origin: { source: 'code' as const, file, line: 9 } });

describe('relation-duplicate', () => {
  it('flags a relation that two files declare, with both places', () => {
    expect(flaggedIn(relationDuplicate, [code(client, { ...client, ...other('src/b.ts') })])).toEqual([
      'table:public.contracts#client',
    ]);
  });

  it('flags one name under two exports of one file', () => {
    const twin = { ...client, export: 'moreContractsRelations', ...other('src/relations.ts') };
    expect(flaggedIn(relationDuplicate, [code(client, twin)])).toEqual(['table:public.contracts#client']);
  });

  it('does not flag relations of one table that are spread over files', () => {
    expect(flaggedIn(relationDuplicate, [code(client, { ...proposal, ...other('src/b.ts') })])).toEqual([]);
  });

  it('does not flag the same name on two tables', () => {
    expect(flaggedIn(relationDuplicate, [code(client, relation('proposals -> clients', { name: 'client' }))])).toEqual(
      [],
    );
  });
});
