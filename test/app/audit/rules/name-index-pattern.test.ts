import { describe, expect, it } from 'vitest';
import { nameIndexPattern } from '#app/audit/rules/name-index-pattern.ts';
import type { TableSpec } from '#test/support/catalog/schema-of.ts';
import { audit, flagged } from '../audit.ts';

const columns = ['id uuid pk', 'a text', 'b text', 'c text', 'd text', 'e text', 'f text'];
const usual = { idx_t_a: 'a', idx_t_b: 'b', idx_t_c: 'c', idx_t_d: 'd', idx_t_e: 'e' };
const run = (table: Partial<TableSpec>, patterns = {}) =>
  flagged(nameIndexPattern, { tables: { t: { columns, ...table } } }, { options: { patterns } });

describe('name-index-pattern', () => {
  it('flags the index that departs from the others, and drafts its name', () => {
    const t = { columns, indexes: { ...usual, t_f_index: 'f' } };
    const { findings } = audit(nameIndexPattern, { tables: { t } });
    expect(findings.map(({ object, fix }) => [object, fix?.edits])).toEqual([
      ['index:public.t_f_index', [{ edit: 'rename', id: 'index:public.t_f_index', name: 'idx_t_f' }]],
    ]);
  });

  it('lets columns be abbreviated', () => {
    expect(run({ indexes: { ...usual, idx_t_first: 'f' } })).toEqual([]);
  });

  it('takes what PostgreSQL cuts of a name that it makes for its own', () => {
    const table = 'client_metrics_env_variants_daily';
    const named = (...names: readonly string[]) => ({
      [table]: { columns, uniques: Object.fromEntries(names.map((name, at) => [name, [columns[at]?.[0] ?? 'a']])) },
    });
    const most = ['a', 'b', 'c', 'd'].map((name) => `${table}_${name}_key`);
    const flags = (name: string) => flagged(nameIndexPattern, { tables: named(...most, name) });
    expect(flags('client_metrics_env_variants_d_feature_name_app_name_enviro1_key')).toEqual([]);
    expect(flags('metrics_feature_name_app_name_environment_and_so_on_for_all_key')).toHaveLength(1);
  });

  it('sees no pattern in a few names, or where there is no majority', () => {
    expect(run({ indexes: { idx_t_a: 'a', b_index: 'b' } })).toEqual([]);
    expect(
      run({ indexes: { idx_t_a: 'a', idx_t_b: 'b', idx_t_c: 'c', t_d_index: 'd', t_e_index: 'e', t_f_index: 'f' } }),
    ).toEqual([]);
  });

  it('does as the configuration says', () => {
    expect(run({ indexes: { idx_t_a: 'a' } }, { names: { index: '{table}_{columns}_idx' } })).toEqual([
      'index:public.idx_t_a',
    ]);
  });

  it('lets a constraint say what it is for, and not follow another form', () => {
    const uniques = { t_a_key: ['a'], t_b_key: ['b'], t_c_key: ['c'], t_d_key: ['d'], t_e_key: ['e'] };
    expect(run({ uniques: { ...uniques, t_one_per_day: ['f'] } })).toEqual([]);
    expect(run({ uniques: { ...uniques, t_f_unique: ['f'] } })).toEqual(['unique:public.t.t_f_unique']);
    expect(run({ uniques: { ...uniques, once: ['f'] } })).toEqual(['unique:public.t.once']);
  });
});
