import { type Comparison, type Found, type Rule, runAudit } from '#app/audit';
import {
  type CodeFacts,
  type MigrationFacts,
  type MigrationFile,
  type MigrationStatement,
  objectId,
  type Problem,
  type Reading,
  type Relation,
  type StatementMark,
} from '#app/catalog';
import type { Client, ProjectFacts, Usage, Usages } from '#app/usages';
import { type SchemaSpec, schemaOf } from '#test/support/catalog/schema-of.ts';
import { readingOf } from './audit.ts';

/** `orders.customer_id -> customers.id`: from columns to columns, in `public`; a side may leave its columns out. */
export function relation(text: string, rest: Partial<Relation> & Pick<Relation, 'name'>): Relation {
  const [from = '', to = ''] = text.split('->').map((part) => part.trim());
  const end = (words: string) => {
    const [table = '', columns] = words.split('.');
    return { schema: 'public', table, columns: columns === undefined ? [] : columns.split(',') };
  };
  return {
    export: `${end(from).table}Relations`,
    cardinality: 'one',
    from: end(from),
    to: end(to),
    relationName: null,
    origin: { source: 'code', file: 'src/relations.ts', line: 1 },
    ...rest,
  };
}

/** A reading of code: its catalog, and what only code knows. */
export function codeOf(schema: SchemaSpec, facts: Partial<CodeFacts> = {}): Reading {
  const catalog = schemaOf({ ...schema, server: null });
  return {
    ...readingOf(catalog, 'code'),
    code: {
      drizzleVersion: '0.45.1',
      configFile: 'drizzle.config.ts',
      files: ['src/schema.ts'],
      casing: null,
      relations: [],
      docs: [],
      types: [],
      exports: [],
      exported: [],
      columnKeys: [],
      missingEnvironment: [],
      ...facts,
    },
  };
}

/** Marks of a table that the code no longer wants. */
export function deprecated(...tables: readonly string[]): Pick<CodeFacts, 'docs'> {
  return {
    docs: tables.map((table) => ({ object: objectId('table', 'public', table), text: '@deprecated', deprecated: '' })),
  };
}

export interface FileSpec extends Partial<MigrationFile> {
  readonly runs?: readonly (Partial<MigrationStatement> & { readonly marked?: readonly Partial<StatementMark>[] })[];
}

/** A reading of migrations: file by tag, with its statements. */
export function migrationsOf(
  files: Readonly<Record<string, FileSpec>>,
  {
    schema = { tables: {} },
    problems = [],
    ...facts
  }: Partial<MigrationFacts> & { readonly schema?: SchemaSpec; readonly problems?: readonly Partial<Problem>[] } = {},
): Reading {
  const entries = Object.entries(files).map(([tag, spec]) => ({ path: `drizzle/${tag}.sql`, tag, spec }));
  return {
    ...readingOf(schemaOf(schema), 'migrations'),
    report: problems.map((problem) => ({
      code: 'statement-failed',
      effect: 'note',
      message: 'It is so.',
      remedy: null,
      object: null,
      origin: null,
      cause: null,
      ...problem,
    })),
    migrations: {
      layout: 'journal',
      folder: 'drizzle',
      files: entries.map(({ path, tag, spec: { runs: _, ...rest } }) => ({
        path,
        tag,
        when: 1,
        statements: 1,
        hash: tag,
        state: null,
        applied: null,
        ...rest,
      })),
      statements: entries.flatMap(({ path, spec }) =>
        (spec.runs ?? []).map(({ marked = [], ...rest }, index) => ({
          origin: { source: 'migrations' as const, file: path, line: index + 1, column: 1, statement: index + 1 },
          command: 'ALTER TABLE',
          objects: [],
          outcome: 'ran' as const,
          outsideTransaction: false,
          flags: [],
          marks: marked.map((mark) => ({
            rule: '',
            line: index + 1,
            column: 1,
            message: 'It is so.',
            table: null,
            ...mark,
          })),
          ...rest,
        })),
      ),
      journal: null,
      database: null,
      appliedOnly: [],
      ...facts,
    },
  };
}

/** A live database that has a table of migrations with these rows: hash and time. */
export function liveWith(
  rows: readonly (readonly [hash: string, time: number])[] | null,
  schema: SchemaSpec = { tables: {} },
): Reading {
  return {
    ...readingOf(schemaOf(schema)),
    ...(rows === null
      ? { appliedState: 'missing' as const }
      : { appliedState: 'read' as const, applied: rows.map(([hash, createdAt]) => ({ hash, createdAt })) }),
  };
}

export interface UsagesSpec {
  readonly usages?: readonly (Partial<Usage> & Pick<Usage, 'object' | 'kind'>)[];
  readonly clients?: readonly (Partial<Client> & Pick<Client, 'maker'>)[];
  readonly project?: Partial<ProjectFacts>;
}

export function usagesOf({ usages = [], clients = [], project }: UsagesSpec): Usages {
  return {
    schemaVersion: 1,
    complete: true,
    usages: usages.map((usage) => ({
      via: 'drizzle',
      file: 'src/queries.ts',
      line: 1,
      column: 1,
      text: '…',
      test: false,
      ...usage,
    })),
    clients: clients.map((client) => ({
      from: client.maker === 'drizzle' ? 'drizzle-orm/postgres-js' : client.maker,
      file: 'src/db.ts',
      line: 1,
      column: 1,
      text: '…',
      test: false,
      schema: null,
      migratesOnly: false,
      options: {},
      opaque: false,
      address: null,
      ...client,
    })),
    project: { serverless: null, pages: 0, restore: [], ...project },
    problems: [],
    files: { read: 1, using: 1 },
  };
}

/** What one rule finds in some readings. */
export function found(
  rule: Rule,
  readings: readonly Reading[],
  usages: Usages | null = null,
  comparisons: readonly Comparison[] = [],
): readonly Found[] {
  return runAudit({ readings, usages, comparisons }, { rules: [rule], only: [rule.id] }).findings;
}

/** The keys of what it finds, without the rule. */
export function flaggedIn(...given: Parameters<typeof found>): readonly string[] {
  return found(...given).map(({ key }) => key.slice(given[0].id.length + 1));
}

/** Whether it says that these readings do not tell. */
export function unevaluated(rule: Rule, readings: readonly Reading[]): boolean {
  return runAudit({ readings }, { rules: [rule], only: [rule.id] }).notEvaluated.length === 1;
}
