import { FEW_ROWS } from '#app/plan';
import {
  appliedEvidence,
  byFile,
  type MarkedStatement,
  MIGRATIONS,
  markEvidence,
  marked,
  originOfMark,
  sayLines,
  sayMark,
  sayObject,
} from '../facts/migrations.ts';
import { plural } from '../facts/say.ts';
import { rowsOf, sizeFacts } from '../facts/statistics.ts';
import { fileObject } from '../finding.ts';
import { remedy } from '../remedy.ts';
import type { FindingDraft, Rule } from '../rule.ts';

/**
 * One finding for each file that is still to run: it is drafted in steps as a whole. Tables of the same file and tables that are
 * known to be small are locked for no time that anybody notices.
 */
export const migrationLocks: Rule = {
  id: 'migration-locks',
  title: 'A lock that others wait for while every row is read or written',
  severity: 'medium',
  dimension: 'operations',
  needs: MIGRATIONS,
  fix: ['sql'],
  evaluate(context) {
    const felt = marked(context, 'migration-locks').filter(({ mark: { table } }) => {
      const rows = table === null ? null : rowsOf(context, table);
      return rows === null || rows >= FEW_ROWS;
    });
    return byFile(felt).map(({ file, marks }): FindingDraft => {
      const tables = [...new Set(marks.flatMap(({ mark: { table } }) => (table === null ? [] : [table])))];
      const [table, ...others] = tables;
      return {
        object: fileObject(file.path),
        ...(table && others.length === 0 ? { table } : {}),
        message: sayFile(file.path, marks),
        evidence: [
          ...(marks.length > 1 ? markEvidence(marks) : []),
          ...tables.flatMap((one) => sizeFacts(context, one, sayObject(one))),
          ...appliedEvidence(file),
        ],
        origins: marks.slice(0, 1).map(originOfMark),
        remedy: remedy({
          title: 'Draft it in steps that let others work',
          advice:
            'raingauge draft --online: constraints come NOT VALID and are validated later, indexes are built CONCURRENTLY by hand.',
        }),
      };
    });
  },
};

function sayFile(path: string, marks: readonly MarkedStatement[]): string {
  const [first] = marks;
  if (first && marks.length === 1) {
    const { message } = first.mark;
    return `${sayMark(first)}: ${message.charAt(0).toLowerCase()}${message.slice(1)}`;
  }
  return `${path}: ${plural(marks.length, 'statement')} (${sayLines(marks)}) make others wait while every row is read or written.`;
}
