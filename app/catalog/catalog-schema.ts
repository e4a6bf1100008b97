import { z } from 'zod';
import { objectIdSchema } from './base.ts';
import { CATALOG_VERSION } from './catalog.ts';
import { KINDS, type Kind, type ObjectOf } from './kinds.ts';
import { objectSchemas } from './object-schemas.ts';
import { problemSchema, sourceSchema } from './problem.ts';

/** Something that exists and that the model has no words for. Named, so that nothing is dropped in silence. */
export const unmodelledSchema = z
  .object({
    /** PostgreSQL's name of the class: `operator`, `cast`, `text search configuration` … */
    what: z.string(),
    name: z.string(),
    schema: z.string().nullable(),
  })
  .readonly();
export type Unmodelled = z.infer<typeof unmodelledSchema>;

/** An object that an extension owns: folded away from the lists by kind. */
export const extensionMemberSchema = z.object({ id: objectIdSchema, extension: z.string() }).readonly();
export type ExtensionMember = z.infer<typeof extensionMemberSchema>;

/** The server whose rules the texts follow. */
export const serverSchema = z
  .object({
    /** `server_version_num / 10000`. */
    major: z.int(),
    /** `server_version`: `16.4`. */
    version: z.string(),
    flavour: z.enum(['postgresql', 'pglite']),
  })
  .readonly();
export type Server = z.infer<typeof serverSchema>;

const listSchemas = Object.fromEntries(
  KINDS.map((kind) => [kind, z.array(objectSchemas[kind]).readonly()]),
) as unknown as {
  [K in Kind]: z.ZodType<readonly ObjectOf<K>[]>;
};

const catalogShape = {
  catalogVersion: z.literal(CATALOG_VERSION),
  server: serverSchema.nullable(),
  objects: z.object(listSchemas).readonly(),
  unmodelled: z.array(unmodelledSchema).readonly(),
  extensionMembers: z.array(extensionMemberSchema).readonly(),
};

export const catalogSchema = z.object(catalogShape).readonly();

const savedSchema = z.object({
  ...catalogShape,
  /** Where it was read. */
  source: sourceSchema,
  /** False where something of the source could not be read; `report` says what. */
  complete: z.boolean(),
  report: z.array(problemSchema).readonly(),
});

/** What `raingauge inspect` prints. */
export const savedCatalogSchema = savedSchema.readonly();

/** What is accepted where a source may be a saved catalog: one that another program made may have no report. */
export const acceptedCatalogSchema = savedSchema.partial({ source: true, complete: true, report: true }).readonly();
