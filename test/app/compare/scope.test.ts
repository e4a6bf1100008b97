import { describe, expect, it } from 'vitest';
import type { CatalogObject } from '#app/catalog';
import { DEFAULT_MIGRATIONS_TABLE, managedSchemas, NO_ROLES, scopeOf } from '#app/compare';
import { kitLine } from '#app/kit';
import { createPushScope } from '#app/kit/push-scope.ts';

const THERE = ['public', 'bills', 'bills_old', 'people'];

function managed(schemaFilter: readonly string[] | null): readonly string[] {
  const scope = { readings: [], schemaFilter, tablesFilter: [], roles: NO_ROLES, migrations: DEFAULT_MIGRATIONS_TABLE };
  return THERE.filter(managedSchemas(scopeOf(scope)));
}

function seenByPush(schemaFilter: readonly string[], version: string): readonly string[] {
  const reason = createPushScope({ schemaFilter, tablesFilter: [], roles: NO_ROLES }, kitLine(version, null));
  return THERE.filter((name) => reason({ kind: 'schema', name } as CatalogObject) === null);
}

describe('the schemas of a project', () => {
  it('are what schemaFilter names', () => {
    expect(managed(null)).toEqual(['public']);
    expect(managed(['public', 'bills'])).toEqual(['public', 'bills']);
    expect(managed(['people'])).toEqual(['people']);
  });

  it('are what its globs match, as drizzle-kit 1.0 takes them', () => {
    expect(managed(['bills*'])).toEqual(['bills', 'bills_old']);
    expect(managed(['p{ublic,eople}', 'bills*', '!*_old'])).toEqual(['public', 'bills', 'people']);
    expect(managed(['!bills_old'])).toEqual(['public']);
  });

  it('are looked at by push of 1.0 by globs, and of 0.x by name', () => {
    expect(seenByPush(['bills*'], '1.0.0')).toEqual(['bills', 'bills_old']);
    expect(seenByPush(['!bills*'], '1.0.0')).toEqual(['public', 'people']);
    expect(seenByPush([], '1.0.0')).toEqual(THERE);
    expect(seenByPush(['bills*'], '0.31.11')).toEqual([]);
    expect(seenByPush([], '0.31.11')).toEqual(['public']);
  });
});
