import { describe, expect, it } from 'vitest';
import { primaryKeyMissing } from '#app/audit/rules/primary-key-missing.ts';
import { audit, usagesOf } from './audit.ts';

const tables = { orders: ['note text'], drafts: ['note text'] };
const likelihoods = (usages: ReturnType<typeof usagesOf> | null) =>
  audit(primaryKeyMissing, { tables }, { input: { usages } }).findings.map(({ object, likelihood }) => [
    object,
    likelihood,
  ]);

describe('how likely a fault does harm', () => {
  it('comes of how much the code uses the table', () => {
    expect(likelihoods(usagesOf({ object: 'table:public.orders', kind: 'insert' }))).toEqual([
      ['table:public.drafts', 'unlikely'],
      ['table:public.orders', 'possible'],
    ]);
  });

  it('is not known where no code was searched, or what was searched uses no table at all', () => {
    const unknown = [
      ['table:public.drafts', null],
      ['table:public.orders', null],
    ];
    expect(likelihoods(null)).toEqual(unknown);
    expect(likelihoods(usagesOf({ object: 'table:public.orders', kind: 'definition' }))).toEqual(unknown);
  });
});
