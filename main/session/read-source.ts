import type { StatementLogEntry } from '#app/api';
import type { Reading } from '#app/catalog';
import { Failure } from '#main/platform/failure.ts';
import type { RightOfWay } from '#main/platform/right-of-way.ts';
import type { Work } from '#main/platform/work.ts';
import type { Shadow } from '#main/shadow/shadow.ts';
import type { CodeCache } from '#main/sources/code/cache/code-cache.ts';
import type { CodeInputs } from '#main/sources/code/code-inputs.ts';
import type { WarmCode } from '#main/sources/code/incremental/warm-code.ts';
import { codeLimits } from './code-limits.ts';
import type { Project } from './project.ts';
import { readDatabase } from './read-database.ts';
import type { Partings } from './reading-state.ts';
import type { ResolvedSource } from './resolve-source.ts';

export interface ReadSourceOptions {
  readonly shadow: Shadow;
  readonly codeCache: CodeCache | null;
  /** Whether a live database is asked, too, what it counted of the use of its tables. */
  readonly statistics: boolean;
  /** The project's former reading of code, in memory; `null` where none is kept. */
  readonly warm: WarmCode | null;
  readonly log: (entry: StatementLogEntry) => void;
  readonly partings: Partings;
  readonly rightOfWay: RightOfWay;
  /** Told what a reading of code was made of. */
  readonly onInputs: (inputs: CodeInputs) => void;
  readonly work: Work;
}

/** Reads whatever a name stood for. Each reader is loaded when it is first needed: a command needs one or two of them. */
export async function readSource(
  project: Project,
  resolved: ResolvedSource,
  { shadow, codeCache, warm, statistics, log, partings, rightOfWay, onInputs, work }: ReadSourceOptions,
): Promise<Reading> {
  const { source } = resolved;
  switch (resolved.how) {
    case 'code': {
      const { readCode } = await import('#main/sources/code/read-code.ts');
      const drizzle = drizzleOf(project);
      const onBundled = () => rightOfWay.giveBack();
      rightOfWay.take();
      const options = { cache: codeCache, warm, onBundled, onInputs, ...codeLimits(project) };
      return readCode(drizzle, work, options).finally(onBundled);
    }
    case 'migrations': {
      const { readMigrations } = await import('#main/sources/migrations/read-migrations.ts');
      const before = typeof project.config.shadow === 'object' ? project.config.shadow : {};
      return readMigrations({ root: project.root, folder: drizzleOf(project).out, shadow, work, before });
    }
    case 'database':
      return readDatabase(resolved, {
        migrations: async () => project.drizzle?.migrations ?? null,
        statistics,
        log,
        partings,
        rightOfWay,
        work,
      });
    case 'embedded': {
      const { readSqlFile } = await import('#main/sources/sql-file/read-sql-file.ts');
      const table = project.drizzle ? { migrationsTable: project.drizzle.migrations } : {};
      return readSqlFile(resolved.file, { shadow, source, asRole: resolved.role, root: project.root, work, ...table });
    }
    case 'sql': {
      const { readSqlFile } = await import('#main/sources/sql-file/read-sql-file.ts');
      return readSqlFile(resolved.file, { shadow, source, work });
    }
    case 'saved': {
      const { readSaved } = await import('./read-saved.ts');
      return readSaved(resolved.file, source);
    }
  }
}

function drizzleOf({ drizzle, root }: Project) {
  if (drizzle) return drizzle;
  throw new Failure({
    code: 'config-not-found',
    message: `No Drizzle project was found in ${root}.`,
    remedy: 'Open a folder that holds drizzle.config.ts.',
  });
}
