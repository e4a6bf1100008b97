import { describe, expect, it } from 'vitest';
import { relationSelfUnnamed } from '#app/audit/rules/relation-self-unnamed.ts';
import { codeOf, flaggedIn, relation } from '../readings.ts';

const tables = {
  users: ['id uuid pk'],
  messages: ['id uuid pk', 'sender_id uuid -> users', 'receiver_id uuid -> users'],
  steps: ['id uuid pk', 'yes_id uuid -> steps', 'no_id uuid -> steps'],
};
const sender = relation('messages.sender_id -> users.id', { name: 'sender' });
const receiver = relation('messages.receiver_id -> users.id', { name: 'receiver' });
const steps = ['yes', 'no'].map((name) => relation(`steps.${name}_id -> steps.id`, { name, relationName: name }));
const code = (relations: readonly ReturnType<typeof relation>[], version = '0.45.1') =>
  codeOf({ tables }, { relations, drizzleVersion: version });

describe('relation-self-unnamed', () => {
  it('flags two relations between the same tables without names', () => {
    expect(flaggedIn(relationSelfUnnamed, [code([...steps, sender, receiver])])).toEqual([
      'table:public.messages#table:public.users',
    ]);
  });

  it('flags one without a name beside a named one, where the other side looks for it', () => {
    const named = { ...receiver, relationName: 'received' };
    const many = relation('users -> messages', { name: 'messages', cardinality: 'many' });
    expect(flaggedIn(relationSelfUnnamed, [code([...steps, sender, named, many])])).toEqual([
      'table:public.messages#table:public.users',
    ]);
    expect(flaggedIn(relationSelfUnnamed, [code([...steps, sender, named])])).toEqual([]);
  });

  it('flags a table that refers to itself twice and declares neither', () => {
    expect(flaggedIn(relationSelfUnnamed, [code([{ ...sender, relationName: 'sent' }])])).toEqual([
      'table:public.steps#table:public.steps',
    ]);
  });

  it('does not flag named ones, one alone, and those of 1.0, which name the columns of both sides', () => {
    const named = [sender, receiver].map((one) => ({ ...one, relationName: one.name }));
    expect(flaggedIn(relationSelfUnnamed, [code([...steps, ...named])])).toEqual([]);
    expect(flaggedIn(relationSelfUnnamed, [code([...steps, sender])])).toEqual([]);
    expect(flaggedIn(relationSelfUnnamed, [code([...steps, sender, receiver], '1.0.0-rc.5')])).toEqual([]);
  });
});
