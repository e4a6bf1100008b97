import { readFile } from 'node:fs/promises';
import { sayHazard } from '#app/plan';
import { Failure } from '#main/platform/failure.ts';
import type { Proof } from '#main/session/requests.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { type CommonOptions, runCommand } from './run.ts';
import type { Styles } from './terminal.ts';

export interface ProveOptions extends CommonOptions {
  readonly format: 'text' | 'json';
  /** The source that it is run on a clone of. */
  readonly on: string;
}

/** `raingauge prove <draft.sql> --on <source>`: what a written migration does, on a throw-away clone with rows. */
export function prove(root: string, file: string, options: ProveOptions): Promise<ExitCode> {
  return runCommand(options, root, async ({ session, terminal, work }) => {
    const sql = await readFile(file, 'utf8').catch((cause: unknown) => {
      throw new Failure({
        code: 'file-not-found',
        message: `${file} could not be read.`,
        remedy: 'Give the path of a file of SQL.',
        cause,
      });
    });
    const proof = await session.prove({ root, sql, on: options.on }, work);
    const text =
      options.format === 'json'
        ? `${JSON.stringify({ schemaVersion: 1, complete: true, unread: [], on: options.on, ...proof }, null, 2)}\n`
        : renderProof(proof, terminal.styles);
    await terminal.out(text);
    return proof.proven ? EXIT.none : EXIT.found;
  });
}

function renderProof({ steps, says, changed }: Proof, styles: Styles): string {
  const lines = steps.flatMap(({ sql, outcome, error, locks, rewrites, hazards }) => [
    `${outcome === 'failed' ? styles.red('✗') : styles.green('✓')} ${sql.split('\n')[0]}`,
    ...(error === null ? [] : [`    ${styles.red(error)}`]),
    ...locks
      .filter(({ mode }) => mode !== 'ACCESS SHARE' && mode !== 'ROW SHARE')
      .map(({ relation, mode }) => styles.dim(`    held ${mode} on ${relation}`)),
    ...rewrites.map((relation) => styles.yellow(`    wrote ${relation} anew`)),
    ...hazards
      .filter(({ kind }) => kind !== 'lock' && kind !== 'rewrite')
      .map((hazard) => styles.yellow(`    ${sayHazard(hazard)}`)),
  ]);
  const changes = Object.entries(changed).flatMap(([what, ids]) => ids.map((id) => `  ${what} ${id}`));
  return `${[...lines, '', ...(changes.length === 0 ? [] : [styles.bold('changes'), ...changes, '']), ...says].join('\n')}\n`;
}
