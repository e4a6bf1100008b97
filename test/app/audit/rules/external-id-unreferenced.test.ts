import { describe, expect, it } from 'vitest';
import { externalIdUnreferenced } from '#app/audit/rules/external-id-unreferenced.ts';
import { flagged } from '../audit.ts';

describe('external-id-unreferenced', () => {
  it('flags ids of services, and of what services keep', () => {
    const mails = [
      'id uuid pk',
      'stripe_customer_id text',
      'campaign_id uuid',
      'template_id text',
      'external_id text !',
    ];
    expect(flagged(externalIdUnreferenced, { tables: { mails } })).toEqual([
      'column:public.mails.campaign_id',
      'column:public.mails.external_id',
      'column:public.mails.stripe_customer_id',
      'column:public.mails.template_id',
    ]);
  });

  it.each([
    ['ids that trace a request', ['request_id uuid', 'trace_id text', 'session_id text']],
    ['what has a table, whatever its first word is', ['template_id text']],
    ['a name of the system alone', ['provider text', 'stripe text', 'provider_id text']],
    ['a flag or a time', ['stripe_connected_id boolean']],
  ])('does not flag %s', (_, columns) => {
    expect(
      flagged(externalIdUnreferenced, {
        tables: { mail_templates: ['id uuid pk'], mails: ['id uuid pk', ...columns] },
      }),
    ).toEqual([]);
  });

  it('does not flag what is a key together with the system’s name', () => {
    const accounts = {
      columns: ['id uuid pk', 'provider text !', 'provider_account_id text !'],
      uniques: { accounts_key: ['provider', 'provider_account_id'] },
    };
    expect(flagged(externalIdUnreferenced, { tables: { accounts } })).toEqual([]);
  });
});
