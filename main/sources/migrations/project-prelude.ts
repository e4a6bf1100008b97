import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Problem, quoteIdent, type Source } from '#app/catalog';
import { messageOf } from '#main/platform/failure.ts';
import { type Prelude, placed } from '#main/sources/sql-file/prelude/prelude.ts';
import { inFile, migrationProblem } from './migration-problem.ts';
import { type ReplayStatement, statementsOf } from './statements-of.ts';

export interface PreludeConfig {
  /** Files of SQL, relative to the project. */
  readonly prelude?: readonly string[] | undefined;
  /** Extensions that are there before anything else. */
  readonly extensions?: readonly string[] | undefined;
}

const CONFIG = 'raingauge.config.json';

/** What the project itself says is there before its migrations (`shadow` in raingauge.config.json). */
export async function projectPrelude(
  root: string,
  { prelude = [], extensions = [] }: PreludeConfig,
  source: Source,
): Promise<Prelude> {
  const statements: ReplayStatement[] = extensions.map((name, index) =>
    placed(`CREATE EXTENSION IF NOT EXISTS ${quoteIdent(name)}`, {
      source: source.kind,
      file: CONFIG,
      line: 1,
      statement: index + 1,
    }),
  );
  const problems: Problem[] = [];
  for (const path of prelude) {
    try {
      const text = (await readFile(join(root, path), 'utf8')).replace(/^\uFEFF/, '');
      const own = await statementsOf({ path, tag: path, when: null, text, hash: '' }, 0, source);
      statements.push(...own.statements);
      problems.push(...own.problems);
    } catch (error) {
      const message = `The prelude file ${path}, which ${CONFIG} names, could not be read.`;
      const remedy = 'Correct "shadow.prelude".';
      problems.push(
        migrationProblem('prelude-missing', message, {
          effect: 'unread',
          remedy,
          origin: inFile(CONFIG),
          cause: messageOf(error),
        }),
      );
    }
  }
  return { statements, problems };
}
