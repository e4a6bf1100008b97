import { z } from 'zod';
import { savedViewSchema, tableNoteSchema } from '#app/api';
import { SESSION_ATTRIBUTES } from '#main/sources/live/address/address.ts';
import { SSL_MODES } from '#main/sources/live/address/tls.ts';

const fromEnvironmentSchema = z
  .strictObject({ env: z.string().min(1).describe('The environment variable that holds it, from the shell or .env.') })
  .describe('A value that an environment variable holds.');
const textFieldSchema = z.union([z.string().min(1), fromEnvironmentSchema]);

const environmentUrlSchema = z
  .strictObject({
    url: z.strictObject({ env: z.string().min(1).describe('The environment variable that holds the URL.') }),
  })
  .describe('A database whose URL is in an environment variable or in .env.');

const sslSchema = z
  .strictObject({
    mode: z.enum(SSL_MODES).optional().describe('libpq’s sslmode.'),
    negotiation: z.enum(['postgres', 'direct']).optional().describe('libpq’s sslnegotiation.'),
    rootCert: textFieldSchema.optional().describe('The authority’s certificate, a file; "system" for the system’s.'),
    cert: textFieldSchema.optional().describe('The client’s certificate, a file.'),
    key: textFieldSchema.optional().describe('The key of the client’s certificate, a file.'),
    keyPassword: fromEnvironmentSchema.optional(),
  })
  .describe('TLS. Paths are relative to the project.');

const environmentFieldsSchema = z
  .strictObject({
    url: z
      .never({ error: 'the address is not written here, only the variable that holds it: {"env": "NAME"}' })
      .optional(),
    service: textFieldSchema.optional().describe('A service of pg_service.conf; other fields go before it.'),
    serviceFile: textFieldSchema.optional().describe('Its file, relative to the project; else the usual ones.'),
    host: textFieldSchema.optional().describe('A host, the folder of a Unix socket, or several separated by commas.'),
    port: z.union([z.int().min(1).max(65535), z.string().min(1), fromEnvironmentSchema]).optional(),
    database: textFieldSchema.optional(),
    user: textFieldSchema.optional(),
    password: fromEnvironmentSchema.optional().describe('By variable only; else PGPASSWORD or the password file.'),
    ssl: z.union([z.enum(SSL_MODES), sslSchema]).optional(),
    connectTimeout: z.int().positive().optional().describe('Seconds.'),
    targetSessionAttributes: z.enum(SESSION_ATTRIBUTES).optional().describe('libpq’s target_session_attrs.'),
  })
  .describe('A database by its parts. What is left out comes from PGHOST, PGPORT and the like.');

const environmentSqlSchema = z
  .strictObject({
    sql: z.string().min(1).describe('A .sql file, relative to the project, built in the embedded PostgreSQL.'),
    role: z.string().min(1).optional().describe('The role that reads it; the file must create it.'),
  })
  .describe('An embedded live database, built from a file.');

const waiverSchema = z.strictObject({
  rule: z.string().min(1).describe('A rule of the audit, "*" for any, or "drift" for differences.'),
  object: z.string().min(1).describe('An object identity, e.g. table:public.guests, or a key; * stands for any text.'),
  reason: z.string().min(1),
  owner: z.string().optional(),
  expires: z.iso.date().optional(),
  deferred: z.boolean().optional().describe('To be put right later; else it is so by design.'),
});

const renameSchema = z
  .string()
  .regex(/.->./, 'is written as "old->new"')
  .describe('"public.users->public.accounts", with the kind before it where the names alone do not tell: "enum:…".');

const shadowSchema = z
  .strictObject({
    url: z
      .strictObject({ env: z.string().min(1).describe('The environment variable that holds the URL.') })
      .optional()
      .describe('A real server, for exact versions and for extensions that the embedded one has not; not a live one.'),
    prelude: z
      .array(z.string().min(1))
      .optional()
      .describe('.sql files, relative to the project, that run before the migrations.'),
    extensions: z
      .array(z.string().min(1))
      .optional()
      .describe('Extensions that are there before the first migration runs.'),
  })
  .describe('What the throw-away PostgreSQL is, and what it holds before anything is built in it.');

const namesSchema = z.array(z.string().min(1)).optional();
const namedSchema = z.enum(['primary-key', 'unique', 'foreign-key', 'check', 'index', 'unique-index']);

const patternsSchema = z
  .strictObject({
    softDeleteColumns: namesSchema.describe('Columns that mark a row as deleted.'),
    appendOnlyTables: namesSchema.describe('Tables whose rows are made and never changed.'),
    notAppendOnlyTables: namesSchema.describe('Tables that look append-only and are none.'),
    membershipTables: namesSchema.describe('Tables that say which users belong to which tenants.'),
    userTables: namesSchema.describe('Tables with one row per person.'),
    names: z
      .partialRecord(namedSchema, z.string().min(1))
      .optional()
      .describe('How keys and indexes are named: "idx_{table}_{columns}".'),
    nameCase: z.enum(['snake_case', 'camelCase']).optional(),
    tableNumber: z.enum(['singular', 'plural']).optional(),
  })
  .describe('What the schema’s tables are, where detection gets it wrong. Tables as "name" or "schema.name".');

const limitsSchema = z
  .strictObject({
    codeSeconds: z.number().positive().optional().describe('What evaluating the schema files may take; by default 30.'),
  })
  .describe('When something is given up.');

/** `raingauge.config.json`. Every key is optional; unknown keys are problems, since they are usually misspelt. */
export const projectConfigSchema = z.strictObject({
  $schema: z.string().optional(),
  drizzleConfig: z.string().min(1).optional().describe('Which drizzle config, relative to the project.'),
  environments: z
    .record(z.string().min(1), z.union([environmentUrlSchema, environmentSqlSchema, environmentFieldsSchema]))
    .optional()
    .describe('Named databases. The one named "live" is the live database.'),
  tenant: z
    .strictObject({
      columns: z.array(z.string().min(1)).optional().describe('Names of the columns that hold the tenant.'),
      root: z.string().min(1).optional().describe('The tenants table, schema.name.'),
    })
    .optional(),
  applicationRole: z.string().min(1).optional().describe('The role that the application connects as.'),
  sessionSettings: z
    .record(z.string().min(1), z.string())
    .optional()
    .describe('Settings the application makes per request, e.g. "app.tenant_id".'),
  schemas: z.array(z.string().min(1)).optional().describe('Schemas that are managed beside those of the code.'),
  shadow: z
    .union([z.literal('embedded'), shadowSchema])
    .optional()
    .describe('The throw-away PostgreSQL on which SQL is built and judged: by default the embedded one.'),
  baseline: z
    .string()
    .min(1)
    .optional()
    .describe('The JSON of an earlier audit: what it has is known, the rest is new.'),
  limits: limitsSchema.optional(),
  patterns: patternsSchema.optional(),
  rules: z.record(z.string().min(1), z.enum(['off', 'info', 'low', 'medium', 'high', 'critical'])).optional(),
  waivers: z.array(waiverSchema).optional(),
  renames: z.array(renameSchema).optional().describe('Renames that somebody confirmed, in the order they were made.'),
  notRenamed: z
    .array(renameSchema)
    .optional()
    .describe('What looks like a rename and is none: a drop and a create, which is not asked again.'),
  views: z.array(savedViewSchema).optional().describe('Saved graph views.'),
  tables: z
    .record(z.string().min(1), tableNoteSchema)
    .optional()
    .describe('Tags and notes of tables, by identity: table:public.guests.'),
});

export type ProjectConfig = z.infer<typeof projectConfigSchema>;
export type ShadowConfig = z.infer<typeof shadowSchema>;
export type EnvironmentConfig = NonNullable<ProjectConfig['environments']>[string];

/** The published JSON Schema (draft 2020-12) of `raingauge.config.json`. */
export function projectConfigJsonSchema(): object {
  return z.toJSONSchema(projectConfigSchema, { reused: 'ref' });
}
