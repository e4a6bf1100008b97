import { USAGES } from '../facts/clients.ts';
import { plural } from '../facts/say.ts';
import { fileObject } from '../finding.ts';
import type { Rule } from '../rule.ts';

/** One page that tells how the database is restored is enough; whether it works, no file tells. */
export const backupNotDocumented: Rule = {
  id: 'backup-not-documented',
  title: 'No page tells how the database is restored',
  severity: 'low',
  dimension: 'operations',
  needs: USAGES,
  fix: [],
  evaluate(context) {
    const { project } = context;
    if (project === null) return { notEvaluated: 'The project’s pages were not looked through.' };
    if (project.restore.length > 0) return [];
    const looked =
      project.pages === 0
        ? 'The project has no page of documentation'
        : `None of the project’s ${plural(project.pages, 'page')} of documentation`;
    return [
      {
        object: fileObject('README.md'),
        message:
          project.pages === 0
            ? `${looked} that tells how the database is restored from a backup.`
            : `${looked} tells how the database is restored from a backup.`,
        evidence: [
          {
            text: 'Looked for in the pages of the project’s folder, of its workspace, and of their folders of documentation.',
          },
        ],
        origins: [],
      },
    ];
  },
};
