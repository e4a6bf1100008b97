import {
  appliedEvidence,
  byFile,
  MIGRATIONS,
  markEvidence,
  marked,
  originOfMark,
  sayLines,
} from '../facts/migrations.ts';
import { plural } from '../facts/say.ts';
import { fileObject } from '../finding.ts';
import { remedy } from '../remedy.ts';
import type { Rule } from '../rule.ts';

/** One finding for each file. Files that the database ran are left alone: they do not run again, and must not be edited. */
export const migrationNotIdempotent: Rule = {
  id: 'migration-not-idempotent',
  title: 'Statements that fail when they are run again',
  severity: 'low',
  dimension: 'operations',
  needs: MIGRATIONS,
  fix: ['sql'],
  evaluate(context) {
    return byFile(marked(context, 'migration-not-idempotent')).map(({ file, marks }) => ({
      object: fileObject(file.path),
      message: `${file.path} has ${plural(marks.length, 'statement')} that ${marks.length === 1 ? 'fails' : 'fail'} when run again, at ${sayLines(marks)}.`,
      evidence: [...markEvidence(marks), ...appliedEvidence(file)],
      origins: marks.slice(0, 1).map(originOfMark),
      remedy: remedy({
        title: 'Guard them with IF [NOT] EXISTS or OR REPLACE',
        advice:
          'Where PostgreSQL has no such form, drop what is there first (IF EXISTS), or catch duplicate_object in a DO block.',
      }),
    }));
  },
};
