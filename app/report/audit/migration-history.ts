import type { Finding } from '#app/api';
import {
  type Kind,
  type MigrationFacts,
  type MigrationFile,
  type MigrationStatement,
  parseObjectId,
} from '#app/catalog';
import type { MigrationEntry } from './report-model.ts';
import { count, list } from './words.ts';

/** Every migration in its order: what it did, whether the database has it, and what is wrong with it. */
export function migrationHistory(facts: MigrationFacts, findings: readonly Finding[]): readonly MigrationEntry[] {
  const byFile = new Map<string, MigrationStatement[]>();
  for (const statement of facts.statements) {
    const file = statement.origin.file ?? '';
    const own = byFile.get(file);
    if (own) own.push(statement);
    else byFile.set(file, [statement]);
  }
  return facts.files.map((file) => {
    const statements = byFile.get(file.path) ?? [];
    return {
      tag: file.tag,
      path: file.path,
      day: file.when === null ? null : new Date(file.when).toISOString().slice(0, 10),
      statements: file.statements,
      purpose: purposeOf(statements),
      state: file.state,
      flags: flagsOf(file, statements, findings),
    };
  });
}

/** What is named in the purpose, in this order; what a table brings with it is not. */
const NAMED: readonly (readonly [Kind, string, string])[] = [
  ['schema', 'schema', 'schemas'],
  ['extension', 'extension', 'extensions'],
  ['role', 'role', 'roles'],
  ['table', 'table', 'tables'],
  ['column', 'column', 'columns'],
  ['enum', 'enum', 'enums'],
  ['domain', 'domain', 'domains'],
  ['foreign-key', 'foreign key', 'foreign keys'],
  ['unique', 'unique constraint', 'unique constraints'],
  ['check', 'check', 'checks'],
  ['index', 'index', 'indexes'],
  ['view', 'view', 'views'],
  ['materialized-view', 'materialized view', 'materialized views'],
  ['function', 'function', 'functions'],
  ['trigger', 'trigger', 'triggers'],
  ['policy', 'policy', 'policies'],
  ['grant', 'grant', 'grants'],
];
/** A list up to here is told by names. */
const BY_NAME = 3;
/** Their names say no more than their number. */
const COUNTED = new Set(['grant', 'index', 'foreign key', 'unique constraint', 'check']);
const DML = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE', 'TRUNCATE', 'COPY']);

function purposeOf(statements: readonly MigrationStatement[]): string {
  const made = ofKind(statements, 'made');
  const dropped = ofKind(statements, 'dropped');
  const parts: string[] = [];
  const tables = made.get('table') ?? new Set();
  for (const [verb, objects] of [
    ['creates', made],
    ['drops', dropped],
  ] as const) {
    const said = NAMED.flatMap(([kind, word, words]) => {
      const ids = [...(objects.get(kind) ?? [])].filter(
        (id) => !belongsTo(id, verb === 'creates' ? tables : dropped.get('table')),
      );
      return ids.length === 0 ? [] : [sayObjects(ids, word, words)];
    });
    if (said.length > 0) parts.push(`${verb} ${list(said)}`);
  }
  const changed = new Set([...(ofKind(statements, 'changed').get('table') ?? [])].filter((id) => !tables.has(id)));
  if (parts.length === 0 && changed.size > 0) parts.push(`changes ${sayObjects([...changed], 'table', 'tables')}`);
  if (statements.some(({ command }) => DML.has(command))) parts.push('moves or fills data');
  const [first = 'changes nothing that the catalog shows', ...rest] = parts;
  const sentence = [first, ...rest].join('; ');
  return `${sentence[0]?.toUpperCase() ?? ''}${sentence.slice(1)}`;
}

function ofKind(
  statements: readonly MigrationStatement[],
  did: 'made' | 'changed' | 'dropped',
): ReadonlyMap<Kind, Set<string>> {
  const found = new Map<Kind, Set<string>>();
  for (const { objects } of statements) {
    for (const object of objects) {
      // Privileges on it are noted of the schema that every database has.
      if (object.did !== did || object.was !== undefined || object.object === 'schema:public') continue;
      const { kind } = parseObjectId(object.object);
      found.set(kind, (found.get(kind) ?? new Set()).add(object.object));
    }
  }
  return found;
}

const PARTS: ReadonlySet<string> = new Set(['column', 'unique', 'check']);

/** A table's own columns and constraints come with it. */
function belongsTo(id: string, tables: ReadonlySet<string> | undefined): boolean {
  const { kind, parts } = parseObjectId(id);
  return PARTS.has(kind) && tables !== undefined && [...tables].some((table) => sameTable(table, parts));
}

function sameTable(table: string, [schema, name]: readonly string[]): boolean {
  const { parts } = parseObjectId(table);
  return parts[0] === schema && parts[1] === name;
}

function sayObjects(ids: readonly string[], word: string, words: string): string {
  if (ids.length > BY_NAME || COUNTED.has(word)) return count(ids.length, word, words);
  const names = ids.map((id) => nameIn(id));
  return `${ids.length === 1 ? word : words} ${list(names)}`;
}

/** Columns and policies mean little without their table. */
function nameIn(id: string): string {
  const { kind, parts } = parseObjectId(id);
  return (kind === 'column' || kind === 'policy' ? parts.slice(-2) : parts.slice(-1)).join('.');
}

function flagsOf(
  file: MigrationFile,
  statements: readonly MigrationStatement[],
  findings: readonly Finding[],
): readonly string[] {
  const flags: string[] = [];
  const failed = statements.filter(({ outcome }) => outcome === 'failed').length;
  if (failed > 0) flags.push(`${count(failed, 'statement')} failed`);
  if (file.state === 'edited' || file.edited === true) flags.push('edited after it was applied');
  if (file.state === 'not-applied') flags.push('not applied');
  if (file.state === 'will-be-skipped') flags.push('will be skipped');
  if (statements.some(({ outsideTransaction }) => outsideTransaction)) flags.push('cannot run in a transaction');
  const without = statements.filter(({ outcome }) => outcome === 'no-effect').length;
  if (without > 0) flags.push(`${count(without, 'statement')} without effect`);
  const rules = new Set(
    findings
      .filter(
        ({ rule, severity, origins }) =>
          rule.startsWith('migration-') &&
          severity !== 'low' &&
          severity !== 'info' &&
          origins.some((origin) => origin.file === file.path),
      )
      .map(({ rule }) => rule),
  );
  return [...flags, ...[...rules].sort()];
}
