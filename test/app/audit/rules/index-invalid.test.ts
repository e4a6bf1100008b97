import { describe, expect, it } from 'vitest';
import { indexInvalid } from '#app/audit/rules/index-invalid.ts';
import { audit, flagged } from '../audit.ts';

const t = (invalid: boolean) => ({ columns: ['id uuid pk', 'a uuid'], indexes: { t_a: { keys: 'a', invalid } } });

describe('index-invalid', () => {
  it('flags what a failed build left', () => {
    expect(flagged(indexInvalid, { tables: { t: t(true) } })).toEqual(['index:public.t_a']);
    expect(flagged(indexInvalid, { tables: { t: t(false) } })).toEqual([]);
  });

  it('says of a partitioned table what is missing', () => {
    const [finding] = audit(indexInvalid, { tables: { t: { ...t(true), partitionKey: 'HASH (id)' } } }).findings;
    expect(finding?.message).toContain('some partition has no index');
  });

  it('is not evaluated without the live database', () => {
    expect(audit(indexInvalid, { tables: { t: t(true) } }, { kind: 'code' }).notEvaluated).toHaveLength(1);
  });
});
