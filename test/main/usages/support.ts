import type { Reading } from '#app/catalog';
import type { Usages } from '#app/usages';
import { UNWATCHED } from '#main/platform/work.ts';
import { findDrizzleProject } from '#main/sources/code/drizzle-config.ts';
import { readCode } from '#main/sources/code/read-code.ts';
import { readUsages } from '#main/usages/read-usages.ts';
import type { UsageStore } from '#main/usages/usage-store.ts';

export async function readFolderUsages(root: string, store: UsageStore | null = null): Promise<Usages> {
  const project = await findDrizzleProject(root, { environment: {} });
  const reading: Reading = await readCode(project, UNWATCHED);
  return readUsages({ root, reading, without: [project.out], work: UNWATCHED, store });
}

/** One line per use, by place: `src/a.ts:3:9 select table:public.users`. */
export function linesOf(usages: Usages, file?: string): readonly string[] {
  return usages.usages
    .filter((usage) => file === undefined || usage.file === file)
    .toSorted((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.column - b.column))
    .map((usage) => {
      const { condition } = usage;
      const columns = condition?.columns.map((id) => id.slice(id.indexOf('.') + 1)).join(' ');
      const where =
        condition === undefined
          ? ''
          : condition === null
            ? ', all rows'
            : `, where ${columns}${condition.opaque ? ' and more' : ''}`;
      const notes = `${usage.via === 'sql' ? ' (sql)' : ''}${usage.wholeRow ? ', whole rows' : ''}${where}${usage.test ? ', test' : ''}`;
      return `${usage.file}:${usage.line}:${usage.column} ${usage.kind} ${usage.object}${notes}`;
    });
}
