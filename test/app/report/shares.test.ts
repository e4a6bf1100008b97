import { describe, expect, it } from 'vitest';
import { foreignKeyCoverage, rlsCoverage } from '#app/coverage';
import { coverageShares } from '#app/report';
import { readingOf } from '#test/app/audit/audit.ts';
import { eventsSchema } from '#test/support/catalog/events-schema.ts';

describe('the coverage of an audit', () => {
  const catalog = eventsSchema(true);
  const shares = coverageShares({ readings: [readingOf(catalog)], options: {}, result: { findings: [] } });

  it('has the numbers that the graph shows', () => {
    const { totals } = rlsCoverage(catalog, { source: 'live' });
    expect(shares?.rowSecurity).toMatchObject({
      covered: totals.protected,
      all: totals.tenantTables,
      percent: totals.protectedPercent,
    });
    const edges = foreignKeyCoverage([{ name: 'live', catalog }]).totals;
    expect(shares?.references).toMatchObject({ covered: edges.sound, all: edges.edges, percent: edges.soundPercent });
    expect(edges.edges).toBeGreaterThan(0);
  });

  it('adds up over schemas, and over modules', () => {
    for (const { covered, all, bySchema, byModule } of [shares?.rowSecurity, shares?.references].flatMap(
      (one) => one ?? [],
    )) {
      for (const groups of [bySchema, byModule]) {
        expect(groups.reduce((sum, group) => sum + group.all, 0)).toBe(all);
        expect(groups.reduce((sum, group) => sum + group.covered, 0)).toBe(covered);
      }
    }
  });

  it('is not told of nothing', () => {
    expect(coverageShares({ readings: [], options: {}, result: { findings: [] } })).toBeNull();
  });
});
