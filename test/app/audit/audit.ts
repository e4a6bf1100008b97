import { type AuditInput, type AuditOptions, type Found, RULES, type Rule, type Run, runAudit } from '#app/audit';
import type { Catalog, Reading, SourceKind } from '#app/catalog';
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
