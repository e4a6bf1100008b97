import type { AuditResult, Finding } from '#app/api';
import { auditSourceOf } from '#app/audit';
import { type Catalog, type CatalogObject, compareText, KINDS, type Kind, type Reading } from '#app/catalog';
import type { Usages } from '#app/usages';
import { byStrength } from './coverage.ts';
import type { AnalysedFile, Figure } from './report-model.ts';

/** Kinds that are counted even where there is none: their absence says something. */
const ALWAYS: readonly Kind[] = ['table', 'column', 'foreign-key', 'index', 'policy', 'check', 'unique'];
const LEFT_OUT: readonly Kind[] = ['schema', 'grant', 'default-privilege', 'role'];
const WORDS: Readonly<Partial<Record<Kind, string>>> = {
  'foreign-key': 'Foreign keys',
  index: 'Indexes',
  policy: 'Policies',
  'primary-key': 'Primary keys',
  unique: 'Unique constraints',
  check: 'Check constraints',
  exclusion: 'Exclusion constraints',
  'materialized-view': 'Materialized views',
};

/** The schema in figures: a column for each source, the strongest first. */
export function figuresOf(readings: readonly Reading[]): readonly Figure[] {
  const ordered = byStrength(readings);
  const row = (what: string, figure: (reading: Reading) => number | null): Figure => ({
    what,
    counts: ordered.map(figure),
  });
  const kinds = KINDS.filter(
    (kind) =>
      !LEFT_OUT.includes(kind) &&
      (ALWAYS.includes(kind) || ordered.some(({ catalog }) => catalog.objects[kind].length > 0)),
  );
  const isCode = (reading: Reading) => auditSourceOf(reading) === 'code';
  return [
    ...kinds.map((kind) => row(WORDS[kind] ?? wordOf(kind), ({ catalog }) => catalog.objects[kind].length)),
    row('Tables with row-level security', ({ catalog }) => tablesWith(catalog, 'rowSecurity')),
    row('Tables that force it', (reading) =>
      isCode(reading) ? null : tablesWith(reading.catalog, 'forceRowSecurity'),
    ),
    row('Drizzle relations', ({ code }) => code?.relations.length ?? null),
    row('Schema files', ({ code }) => code?.files.length ?? null),
    row('Migrations', ({ migrations }) => migrations?.files.length ?? null),
    row('Statements in migrations', ({ migrations }) => migrations?.statements.length ?? null),
  ].filter(({ counts }) => counts.some((count) => count !== null));
}

function wordOf(kind: Kind): string {
  const words = `${kind.replaceAll('-', ' ')}s`;
  return `${words[0]?.toUpperCase() ?? ''}${words.slice(1)}`;
}

function tablesWith(catalog: Catalog, attribute: 'rowSecurity' | 'forceRowSecurity'): number {
  return catalog.objects.table.filter((table) => table[attribute] === true).length;
}

/** Every file that was read, by its part, with how much of the schema, its use and the findings is in it. */
export function filesOf(
  result: AuditResult,
  readings: readonly Reading[],
  usages: Usages | null,
): readonly AnalysedFile[] {
  const used = countBy(usages?.usages ?? [], ({ file }) => file);
  const found = new Map<string, number>();
  for (const finding of result.findings)
    for (const file of filesIn(finding)) found.set(file, (found.get(file) ?? 0) + 1);
  const files = new Map<string, AnalysedFile>();
  const add = (path: string, role: AnalysedFile['role'], objects: number | null) => {
    if (files.has(path)) return;
    files.set(path, { path, role, objects, usages: used.get(path) ?? 0, findings: found.get(path) ?? 0 });
  };
  for (const { code, catalog, migrations } of readings) {
    const declared = countBy(
      KINDS.flatMap((kind) => catalog.objects[kind] as readonly CatalogObject[]).flatMap(({ origins }) => origins),
      ({ file }) => file ?? '',
    );
    for (const path of code?.files ?? []) add(path, 'schema', declared.get(path) ?? 0);
    for (const { path, statements } of migrations?.files ?? []) add(path, 'migration', statements);
  }
  for (const path of used.keys()) add(path, 'usage', null);
  const roles = ['schema', 'migration', 'usage'];
  return [...files.values()].sort(
    (a, b) => roles.indexOf(a.role) - roles.indexOf(b.role) || compareText(a.path, b.path),
  );
}

/** A finding counts once in each file it names. */
function filesIn({ origins }: Finding): ReadonlySet<string> {
  return new Set(origins.flatMap(({ file }) => (file === undefined ? [] : [file])));
}

function countBy<T>(values: readonly T[], keyOf: (value: T) => string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) {
    const key = keyOf(value);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
