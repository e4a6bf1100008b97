import { z } from 'zod';
import { type ObjectId, objectId, objectIdSchema, originSchema, parseObjectId, quoteIdent } from '#app/catalog';
import { DIMENSIONS, LIKELIHOODS, SEVERITIES } from './severity.ts';

/** A fact that shows a finding. */
export const evidenceSchema = z
  .object({
    /** One sentence. */
    text: z.string(),
    object: objectIdSchema.optional(),
    origin: originSchema.optional(),
  })
  .readonly();
export type Evidence = z.infer<typeof evidenceSchema>;

export const AUDIT_SOURCES = ['live', 'migrations', 'code'] as const;
/** Sources by their part in an audit, the strongest first. Databases, `.sql` files and saved catalogs of them are `live`. */
export const auditSourceSchema = z.enum(AUDIT_SOURCES);
export type AuditSource = z.infer<typeof auditSourceSchema>;

/** Why somebody accepts a finding. */
export const findingWaiverSchema = z
  .object({
    /** `deferred`: it is to be put right later. */
    kind: z.enum(['by-design', 'deferred']),
    reason: z.string(),
    owner: z.string().nullable(),
    /** The last day on which it holds, as `YYYY-MM-DD`. */
    expires: z.string().nullable(),
  })
  .readonly();
export type FindingWaiver = z.infer<typeof findingWaiverSchema>;

/** Something a rule found wrong with one object. */
export const findingSchema = z
  .object({
    /** Stable over runs: `<rule> <object>`, and `#<discriminator>` where one object can have several. */
    key: z.string(),
    rule: z.string(),
    severity: z.enum(SEVERITIES),
    dimension: z.enum(DIMENSIONS),
    /** A catalog object; or, where it is about a file of the project and no object, `file:` and its path ({@link fileObject}). */
    object: objectIdSchema,
    /** The table it is about; `null` where it is about none. */
    table: objectIdSchema.nullable(),
    /** One sentence: what is wrong. */
    message: z.string(),
    evidence: z.array(evidenceSchema).readonly(),
    /** Where it was made or last changed, code first. */
    origins: z.array(originSchema).readonly(),
    /** The sources that have the fault. */
    sources: z.array(auditSourceSchema).readonly(),
    /** `null` where there are neither statistics nor usages. */
    likelihood: z.enum(LIKELIHOODS).nullable(),
    /** What puts it right, in words, and whether it can be drafted as SQL, or as an edit of TypeScript alone. */
    remedy: z
      .object({ title: z.string(), sql: z.boolean(), code: z.boolean(), advice: z.string().nullable() })
      .readonly()
      .nullable(),
    /** `waived` by the project's configuration. */
    status: z.enum(['open', 'waived']),
    waiver: findingWaiverSchema.nullable(),
    /** Whether the baseline lacks it; `null` without a baseline. */
    isNew: z.boolean().nullable(),
  })
  .readonly();
export type Finding = z.infer<typeof findingSchema>;

/** `<rule> <object>#<discriminator>`. */
export function findingKey(rule: string, object: string, discriminator?: string): string {
  return `${rule} ${object}${discriminator === undefined ? '' : `#${discriminator}`}`;
}

/** A finding's key in its parts; the object goes with its discriminator. */
export function splitKey(key: string): { readonly rule: string; readonly object: string } {
  const end = key.indexOf(' ');
  return { rule: key.slice(0, end), object: key.slice(end + 1) };
}

/** The tables that it is about: what is told of a schema once is about every table that shows it. */
export function tablesOf({
  table,
  object,
  evidence,
}: Pick<Finding, 'table' | 'object' | 'evidence'>): readonly ObjectId[] {
  if (table !== null) return [table];
  if (!isOfSchema(object)) return [];
  const tables = evidence.flatMap((fact) => {
    if (fact.object === undefined || isOfSchema(fact.object) || filePathOf(fact.object) !== null) return [];
    const [schema = '', name] = parseObjectId(fact.object).parts;
    return name === undefined ? [] : [objectId('table', schema, name)];
  });
  return [...new Set(tables)];
}

/** Whether something is said of a whole schema: one decision, whose evidence are the objects it concerns. */
export function isOfSchema(object: ObjectId): boolean {
  return object.startsWith('schema:');
}

/** What is told once of a schema, by object: each can be accepted by itself. */
export function partsOf({ object, evidence }: Pick<Finding, 'object' | 'evidence'>): readonly ObjectId[] {
  if (!isOfSchema(object)) return [];
  const [schema] = parseObjectId(object).parts;
  const parts = evidence.flatMap((fact) => {
    if (fact.object === undefined || isOfSchema(fact.object) || filePathOf(fact.object) !== null) return [];
    return parseObjectId(fact.object).parts[0] === schema ? [fact.object] : [];
  });
  return [...new Set(parts)];
}

/** What stands for a file of the project where a finding is about no object: `file:"drizzle/0001_init.sql"`. */
export function fileObject(path: string): ObjectId {
  return `${FILE}${quoteIdent(path)}`;
}

/** The path of a file that a finding is about; `null` for an object of a catalog. */
export function filePathOf(object: ObjectId): string | null {
  if (!object.startsWith(FILE)) return null;
  const name = object.slice(FILE.length);
  return name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name;
}

const FILE = 'file:';
