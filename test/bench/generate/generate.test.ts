import { describe, expect, it } from 'vitest';
import { factsOfStatements } from '#test/support/database/embedded.ts';
import { differenceOfFacts } from '#test/support/database/facts.ts';
import { exportProject, withProjectFolder } from '#test/support/drizzle-kit/run.ts';
import { generateSchemaCode } from './schema-code.ts';
import { generateSchemaSql } from './schema-sql.ts';

describe('the generated benchmark schema', () => {
  it('is described alike by its SQL and by what drizzle-kit exports from its code', async () => {
    const fromSql = await factsOfStatements([generateSchemaSql(30)]);
    for (const files of [1, 4]) {
      const exported = await withProjectFolder(generateSchemaCode(30, { files }), exportProject);
      expect(differenceOfFacts(fromSql, await factsOfStatements([exported]))).toEqual([]);
    }
  });

  it('has the shape the benchmarks promise', async () => {
    const facts = await factsOfStatements([generateSchemaSql(120)]);
    const count = (kind: string) => [...facts.keys()].filter((id) => id.startsWith(`${kind}:`)).length;
    expect(count('table')).toBe(120);
    expect(count('column') / 120).toBeGreaterThan(10.5);
    expect(count('column') / 120).toBeLessThan(13);
    expect(count('index') / 120).toBeGreaterThan(2);
    expect(count('index') / 120).toBeLessThan(3);
    expect(count('policy') / 120).toBeCloseTo(0.7, 2);
    expect(count('foreign-key')).toBeGreaterThan(2 * 100);
    expect(count('unique')).toBe(40);
    expect(count('check')).toBe(30);
    expect(count('enum')).toBe(10);
  });

  it('gives every table the same text in a schema of any size', () => {
    const small = generateSchemaSql(50).split('\n');
    const large = new Set(generateSchemaSql(500).split('\n'));
    expect(small.filter((line) => !large.has(line))).toEqual([]);
    expect(generateSchemaCode(500)).toEqual(generateSchemaCode(500));
  });
});
