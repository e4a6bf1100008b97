import { expect } from 'vitest';
import type { IsolationResult } from '#app/api';
import type { Catalog } from '#app/catalog';
import { UNWATCHED } from '#main/platform/work.ts';
import { proveIsolation } from '#main/prove/isolation/isolation.ts';
import type { Shadow } from '#main/shadow/shadow.ts';
import { readLive } from '#main/sources/live/read-live.ts';
import { splitSql } from '#main/sources/sql-file/split-sql.ts';
import type { IsolationCase } from './cases.ts';

/** Builds a case's schema on the shadow and reads it, roles and grants included. */
export async function readCase(shadow: Shadow, sql: string): Promise<Catalog> {
  const statements = await splitSql(Buffer.from(sql));
  return shadow.build(
    { statements, mode: 'each' },
    async (session, { failures }) => {
      expect(failures).toEqual([]);
      const source = { kind: 'sql', label: 'case' } as const;
      return (await readLive(session, { source, statistics: false, work: UNWATCHED })).catalog;
    },
    UNWATCHED,
  );
}

export async function proveCase(shadow: Shadow, each: IsolationCase): Promise<IsolationResult> {
  return proveCatalog(shadow, await readCase(shadow, each.sql), each);
}

export async function proveCatalog(
  shadow: Shadow,
  catalog: Catalog,
  { role, settings, platformRoles = [] }: Pick<IsolationCase, 'role' | 'settings' | 'platformRoles'> = {},
): Promise<IsolationResult> {
  return proveIsolation(catalog, {
    shadow,
    source: 'case',
    isCode: false,
    tenant: {},
    role: role ?? null,
    sessionSettings: settings ?? null,
    prelude: [],
    platformRoles,
    unread: [],
    work: UNWATCHED,
  });
}

/** The verdict has to be right on every object: what a case does not list keeps tenants apart. */
export function expectVerdicts(result: IsolationResult, { verdicts, kinds = [], says }: IsolationCase): void {
  const wrong = result.objects.flatMap(({ object, verdict, reasons }) => {
    const wanted = verdicts[object];
    const isFine = wanted === undefined ? verdict === 'isolated' || verdict === 'exempt' : verdict === wanted;
    return isFine ? [] : [{ object, verdict, reasons }];
  });
  expect(wrong).toEqual([]);
  const [first = ''] = Object.keys(verdicts);
  const own = result.objects.find(({ object }) => object === first);
  expect(own, first).toBeDefined();
  for (const kind of kinds) expect(own?.leaks.map((leak) => leak.kind)).toContain(kind);
  if (says !== undefined) expect(own?.reasons.join('\n')).toContain(says);
}
