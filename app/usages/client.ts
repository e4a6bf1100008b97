import { z } from 'zod';
import { objectIdSchema } from '#app/catalog';

/** Where code says a database is reached, without anything secret of it. */
export const clientAddressSchema = z
  .object({
    /** A pooler that gives a connection away after each transaction, and keeps no prepared statement for its client. */
    transactionPooler: z.boolean(),
    /** Why, in a few words: `port 6543`, `pgbouncer=true`. Empty where it is no pooler. */
    because: z.string(),
    /** The variable that holds it, where it is in the environment. */
    variable: z.string().nullable(),
    /** The file that says so: of code, or of the environment. Relative to the project. */
    file: z.string(),
    line: z.int().positive(),
  })
  .readonly();
export type ClientAddress = z.infer<typeof clientAddressSchema>;

/** A place where the project's code makes a client of PostgreSQL, or hands one to Drizzle. */
export const clientSchema = z
  .object({
    /** `drizzle(…)`; `postgres(…)` of postgres.js; `new Pool(…)` or `new Client(…)` of pg and what is called like it. */
    maker: z.enum(['drizzle', 'postgres', 'pool', 'client']),
    /** The module it comes from: `drizzle-orm/postgres-js`, `postgres`, `pg`. */
    from: z.string(),
    file: z.string(),
    line: z.int().positive(),
    column: z.int().positive(),
    /** The line of code, trimmed and cut, without secrets. */
    text: z.string(),
    test: z.boolean(),
    /** Of `drizzle`: whether it is given a schema or relations; `null` where options are made elsewhere. */
    schema: z.boolean().nullable(),
    /** Of `drizzle`: true where the file runs migrations with it and passes it to nobody else. */
    migratesOnly: z.boolean(),
    /** Options as literals say them; absent where nothing is said. */
    options: z
      .object({
        prepare: z.boolean().optional(),
        /** Connections at most. */
        max: z.number().optional(),
        /** Seconds after which an idle connection is closed; 0 for never. */
        idleTimeout: z.number().optional(),
      })
      .readonly(),
    /** True where options come from a spread or a value made elsewhere: then what is absent may be said there. */
    opaque: z.boolean(),
    address: clientAddressSchema.nullable(),
  })
  .readonly();
export type Client = z.infer<typeof clientSchema>;

/** What the project's files beside its code say. Files are relative to the project. */
export const projectFactsSchema = z
  .object({
    /** What makes its code run in short-lived processes: a platform's configuration, or a package for one. */
    serverless: z.object({ file: z.string(), because: z.string() }).readonly().nullable(),
    /** Pages of documentation that were looked through. */
    pages: z.int(),
    /**
     * JSON columns whose `$type<…>` is not what it was at the newest commit with a migration (`since`), and rows of the old
     * shape may not be of the new one. `null` where no history tells; absent where nobody looked.
     */
    shapes: z
      .array(
        z
          .object({
            object: objectIdSchema,
            file: z.string(),
            line: z.int().positive(),
            before: z.string(),
            now: z.string(),
            since: z.string(),
          })
          .readonly(),
      )
      .readonly()
      .nullable()
      .optional(),
    /** Where they tell how the database is restored from a backup. */
    restore: z.array(z.object({ file: z.string(), line: z.int().positive() }).readonly()).readonly(),
  })
  .readonly();
export type ChangedShape = NonNullable<z.infer<typeof projectFactsSchema>['shapes']>[number];
export type ProjectFacts = z.infer<typeof projectFactsSchema>;
