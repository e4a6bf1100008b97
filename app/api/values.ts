import { z } from 'zod';
import { objectIdSchema, problemSchema, type Reading, sourceSchema } from '#app/catalog';
import {
  acceptedRenameSchema,
  differenceSchema,
  driftTotalsSchema,
  kitFactSchema,
  renameCandidateSchema,
} from '#app/compare';

/** One step of long work. `done`/`total` count what `stage` counts; `total` is `null` where it is not known yet. */
export const progressSchema = z
  .object({ stage: z.string(), detail: z.string(), done: z.int(), total: z.int().nullable() })
  .readonly();
export type Progress = z.infer<typeof progressSchema>;

/** A source of the open project, before it is read. */
export const sourceEntrySchema = z
  .object({
    /** What requests name it by: `code`, `migrations`, `live`, or an environment's name. */
    name: z.string(),
    source: sourceSchema,
    available: z.boolean(),
    /** Why it is not available, and what to do. */
    reason: z.string().nullable(),
    /** The address without its password, the file, or the folder. */
    where: z.string().nullable(),
  })
  .readonly();
export type SourceEntry = z.infer<typeof sourceEntrySchema>;

export const projectSummarySchema = z
  .object({
    /** Absolute path; what further requests name the project by. */
    root: z.string(),
    name: z.string(),
    isSample: z.boolean(),
    sources: z.array(sourceEntrySchema).readonly(),
    /** What the configuration says of the tenants; what it leaves out is detected (`#app/coverage`). */
    tenant: z
      .object({
        root: z.object({ schema: z.string(), name: z.string() }).readonly().nullable(),
        columns: z.array(z.string()).readonly(),
        /** Waivers of row security's gaps that hold today; `*` in an object stands for any text. */
        excused: z.array(z.object({ rule: z.string(), object: z.string(), reason: z.string() }).readonly()).readonly(),
      })
      .readonly(),
    /** Where Drizzle notes the migrations it applied: left out of what is shown. */
    migrationsTable: z.object({ schema: z.string(), table: z.string() }).readonly(),
    /** Where drafts are tried. Owners and roles are only on the embedded one: a real server's are its cluster's. */
    shadow: z.enum(['embedded', 'server']),
    /** Wrong settings and what could not be understood of the configuration. */
    problems: z.array(problemSchema).readonly(),
  })
  .readonly();
export type ProjectSummary = z.infer<typeof projectSummarySchema>;

/** The result of `drift`, also the CLI's JSON. `incomplete` results list why in `unread`. */
export const driftResultSchema = z
  .object({
    schemaVersion: z.literal(1),
    complete: z.boolean(),
    unread: z.array(problemSchema).readonly(),
    from: z.string(),
    to: z.string(),
    /** What compared expressions, and what the sources run on: words for a person. */
    judgedBy: z.string().nullable(),
    differences: z.array(differenceSchema).readonly(),
    totals: driftTotalsSchema,
    /** What may be one object under two names, the likeliest first. */
    renameCandidates: z.array(renameCandidateSchema).readonly(),
    /** The renames that somebody confirmed and that were taken as such. */
    renames: z.array(acceptedRenameSchema).readonly(),
    /** The drizzle-kit that `kit` of each difference speaks of; `null` where no side is code. */
    kit: z
      .object({
        line: z.string(),
        /** What the commands would do to objects on which the two sources agree. */
        elsewhere: z.array(z.object({ object: objectIdSchema, fact: kitFactSchema }).readonly()).readonly(),
      })
      .readonly()
      .nullable(),
  })
  .readonly();
export type DriftResult = z.infer<typeof driftResultSchema>;

/** What a person says of a rename candidate; `open` takes back what was said. */
export const renameDecisionSchema = z.enum(['renamed', 'separate', 'open']);
export type RenameDecision = z.infer<typeof renameDecisionSchema>;

/** Why a difference is accepted, for as long as it is. */
export const waiverInputSchema = z
  .object({
    reason: z.string().trim().min(1),
    owner: z.string().trim().min(1).nullable(),
    /** The last day on which it holds, as `YYYY-MM-DD`. */
    expires: z.iso.date().nullable(),
    /** It is to be put right later; else it is by design. */
    deferred: z.boolean().optional(),
  })
  .readonly();
export type WaiverInput = z.infer<typeof waiverInputSchema>;

/** A statement Raingauge sent to a live database, or why it did not. */
export interface StatementLogEntry {
  readonly at: number;
  readonly source: string;
  readonly sql: string;
  readonly milliseconds: number;
  readonly rows: number | null;
  readonly error: string | null;
  /** How often the same was sent in a row, by who looks now and then; each entry takes the place of the one before. */
  readonly times?: number;
}

/** A piece of a file around an origin. `firstLine` counts from 1. */
export interface FileExcerpt {
  readonly file: string;
  readonly firstLine: number;
  readonly text: string;
  readonly language: 'typescript' | 'sql' | 'json' | 'text';
}

export const themeSchema = z.enum(['system', 'light', 'dark', 'high-contrast']);
export type Theme = z.infer<typeof themeSchema>;

/** What a person set on this machine. Secrets are not settings. */
export const settingsSchema = z
  .object({ theme: themeSchema, recentProjects: z.array(z.string()).readonly(), editor: z.string().nullable() })
  .readonly();
export type Settings = z.infer<typeof settingsSchema>;

export interface AppInfo {
  readonly version: string;
  readonly host: 'electron' | 'web';
  readonly platform: string;
}

export type { Reading };
