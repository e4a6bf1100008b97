import { type AuditInput, type AuditOptions, type Found, RULES, type Rule, type Run, runAudit } from '#app/audit';
import type { Catalog, Reading, SourceKind } from '#app/catalog';
import type { Difference } from '#app/compare';
import type { Usage, Usages } from '#app/usages';
import { type SchemaSpec, schemaOf } from '#test/support/catalog/schema-of.ts';

/** A reading of nothing but a catalog. */
export function readingOf(catalog: Catalog, kind: SourceKind = 'live'): Reading {
  return { source: { kind, label: kind }, catalog, report: [] };
}

export interface AuditSpec {
  readonly kind?: SourceKind;
  readonly options?: AuditOptions;
  readonly input?: Partial<AuditInput>;
}

/** One rule on one catalog, of a live database unless said otherwise. */
export function audit(rule: Rule, schema: SchemaSpec | Catalog, { kind, options, input }: AuditSpec = {}): Run {
  const catalog = 'objects' in schema ? schema : schemaOf(schema);
  return runAudit(
    { readings: [readingOf(catalog, kind)], ...(options ? { options } : {}), ...input },
    { rules: [rule], only: [rule.id] },
  );
}

/** The objects that it flags, with the discriminator where there is one. */
export function flagged(rule: Rule, schema: SchemaSpec | Catalog, spec: AuditSpec = {}): readonly string[] {
  return audit(rule, schema, spec).findings.map(({ key }) => key.slice(rule.id.length + 1));
}

/** @throws where there is no such rule. */
export function ruleCalled(id: string): Rule {
  const rule = RULES.find((one) => one.id === id);
  if (!rule) throw new Error(`There is no rule called ${id}`);
  return rule;
}

export type { Found };

/** A difference of which a test says no more than it needs. */
export function difference(object: string, kind: Difference['kind'], more: Partial<Difference> = {}): Difference {
  return {
    key: object,
    object,
    kind,
    attribute: null,
    class: 'drift',
    verdict: 'code-forgot',
    counts: true,
    summary: `${object} is on one side only`,
    reason: 'It counts.',
    states: {},
    destroyedBy: ['push'],
    kit: [],
    ...more,
  };
}

/** A use of an object, of which a test says no more than it needs. */
export type Use = Pick<Usage, 'object' | 'kind'> & Partial<Usage>;

/** Uses of a schema by code, each in a line of its own, with what no test asks about filled in. */
export function usagesOf(...usages: readonly Use[]): Usages {
  const whole = usages.map(
    (usage, at): Usage => ({
      via: 'drizzle',
      file: 'src/queries.ts',
      line: at + 1,
      column: 1,
      text: 'db.select()',
      test: false,
      ...usage,
    }),
  );
  return { schemaVersion: 1, complete: true, usages: whole, problems: [], files: { read: 1, using: 1 } };
}

/** A statement on a table that is restricted by some of its columns. */
export function query(table: string, columns: readonly string[], kind: Usage['kind'] = 'select') {
  const condition = { columns: columns.map((column) => `column:${table}.${column}`), opaque: false };
  return { object: `table:${table}`, kind, condition };
}
