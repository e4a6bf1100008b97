import { describe, expect, it } from 'vitest';
import { backupNotDocumented } from '#app/audit/rules/backup-not-documented.ts';
import { codeOf, flaggedIn, usagesOf } from '../readings.ts';

const code = codeOf({ tables: {} });
const flags = (project: Parameters<typeof usagesOf>[0]['project'] & object) =>
  flaggedIn(backupNotDocumented, [code], usagesOf({ project }));

describe('backup-not-documented', () => {
  it('flags a project none of whose pages tells how to restore', () => {
    expect(flags({ pages: 3 })).toEqual(['file:"README.md"']);
    expect(flags({ pages: 0 })).toEqual(['file:"README.md"']);
  });

  it('does not flag one with such a page', () => {
    expect(flags({ pages: 3, restore: [{ file: 'docs/ops.md', line: 4 }] })).toEqual([]);
  });

  it('is not evaluated where nobody looked', () => {
    expect(flaggedIn(backupNotDocumented, [code])).toEqual([]);
  });
});
