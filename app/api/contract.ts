import { eventIterator, oc, type } from '@orpc/contract';
import { z } from 'zod';
import { objectIdSchema } from '#app/catalog';
import type { Usages } from '#app/usages';
import type { AuditResult, RemedyDraft, RemedyPlan, RuleExplanation, WrittenReport } from './audit.ts';
import type { DraftCompletions, DraftEffect, DraftHover, DraftLint, DraftResult } from './draft.ts';
import { draftKeySchema, type KeptDraft, keptDraftSchema } from './draft-keeping.ts';
import { errorDataSchema } from './errors.ts';
import { type GraphNotes, savedViewSchema, tableNoteSchema } from './graph-notes.ts';
import type { IsolationResult } from './isolation.ts';
import type { Saved, SavePreview } from './save.ts';
import type { ReadingChange, SentReading } from './sent-reading.ts';
import {
  type AppInfo,
  type DriftResult,
  type FileExcerpt,
  type Progress,
  projectSummarySchema,
  renameDecisionSchema,
  type Settings,
  type SourceEntry,
  type StatementLogEntry,
  settingsSchema,
  waiverInputSchema,
} from './values.ts';
import type { WatchEvent } from './watch.ts';

/**
 * The one contract between the engine and what shows it. Inputs are validated at the door; outputs are typed, since both
 * ends are ours. Long work is an event iterator: it yields progress and returns the result; cancelling is aborting it.
 * Every failure is the one error `FAILED` with {@link errorDataSchema} as its data.
 */
const base = oc.errors({ FAILED: { data: errorDataSchema } });

const project = z.object({ root: z.string().min(1) });

/** The SQL of a draft as a person has written it. */
const sql = z.string().max(4_000_000);

const besides = { owners: z.boolean().default(false), roles: z.boolean().default(false) };

export const contract = {
  app: {
    info: base.output(type<AppInfo>()),
    settings: base.output(type<Settings>()),
    saveSettings: base.input(settingsSchema.unwrap().partial()).output(type<Settings>()),
  },
  project: {
    /** Opens a folder; `path: null` is the project the host was started with, or else the sample. */
    open: base.input(z.object({ path: z.string().nullable() })).output(projectSummarySchema),
  },
  source: {
    /**
     * Takes in a source that the project does not name: a PostgreSQL URL, a `.sql` file, a saved catalog. The engine keeps
     * its address with the password; requests name it by the entry's name, which holds none.
     */
    add: base.input(project.extend({ source: z.string().min(1).max(10_000) })).output(type<SourceEntry>()),
    /**
     * Reads a source. `fresh` ignores what was read before. `known` is the revision of the reading that the caller has, where
     * it has one: the answer is then what is otherwise since, if the engine sent no other meanwhile.
     */
    read: base
      .input(project.extend({ source: z.string(), fresh: z.boolean(), known: z.string().optional() }))
      .output(eventIterator(type<Progress>(), type<SentReading | ReadingChange>())),
  },
  usages: {
    /** Finds where the project's code uses its schema. `fresh` reads the code's schema anew as well. */
    read: base.input(project.extend({ fresh: z.boolean() })).output(eventIterator(type<Progress>(), type<Usages>())),
  },
  drift: {
    compare: base
      .input(project.extend({ from: z.string(), to: z.string(), fresh: z.boolean() }))
      .output(eventIterator(type<Progress>(), type<DriftResult>())),
    /** Remembers in raingauge.config.json what a person says of a candidate, given by its `hint`; compare anew then. */
    decideRename: base
      .input(project.extend({ hint: z.string().min(1), decision: renameDecisionSchema }))
      .output(type<void>()),
    /** Remembers in raingauge.config.json that a difference, given by its key, is accepted; `null` takes that back. */
    waive: base
      .input(project.extend({ key: z.string().min(1), waiver: waiverInputSchema.nullable() }))
      .output(type<void>()),
  },
  audit: {
    /** Runs the rules on all the project has. `fresh` reads it anew. */
    run: base
      .input(project.extend({ fresh: z.boolean() }))
      .output(eventIterator(type<Progress>(), type<AuditResult>())),
    /** Audits and writes the report; nothing is put on the disk. */
    report: base
      .input(project.extend({ fresh: z.boolean(), format: z.enum(['html', 'md']) }))
      .output(eventIterator(type<Progress>(), type<WrittenReport>())),
    /** A rule's doc. */
    explain: base.input(z.object({ rule: z.string().min(1) })).output(type<RuleExplanation>()),
    /** Remembers in raingauge.config.json that a finding, given by its key, is accepted; `null` takes that back. */
    waive: base
      .input(project.extend({ key: z.string().regex(/^\S+ \S/), waiver: waiverInputSchema.nullable() }))
      .output(type<void>()),
  },
  /** What raingauge.config.json keeps for the graph; each answer is all of it as it stands then. */
  graph: {
    notes: base.input(project).output(type<GraphNotes>()),
    /** Keeps a view under its name, in place of the one of that name; `null` lets it go. */
    saveView: base
      .input(project.extend({ name: z.string().min(1), view: savedViewSchema.nullable() }))
      .output(type<GraphNotes>()),
    /** Keeps tags and a note of a table; where nothing is said, what was kept goes. */
    annotate: base.input(project.extend({ table: objectIdSchema, note: tableNoteSchema })).output(type<GraphNotes>()),
  },
  isolation: {
    /**
     * Proves on the shadow that tenants are kept apart in a source, or shows the statement that gets through. `role` instead of
     * the configured one, or `null`. What was found last is what audits go by.
     */
    run: base
      .input(project.extend({ source: z.string(), fresh: z.boolean(), role: z.string().min(1).nullable() }))
      .output(eventIterator(type<Progress>(), type<IsolationResult>())),
  },
  draft: {
    /** Drafts the SQL that ends findings of `audit.run`, given by their keys, and tries it on the shadow; `sql` as for `make`. */
    remedy: base
      .input(project.extend({ findings: z.array(z.string()).min(1), prove: z.boolean(), sql: sql.nullable() }))
      .output(eventIterator(type<Progress>(), type<RemedyDraft>())),
    /** The same as migrations in order, from P0 to P3, each drafted from what the former one leaves and tried there. */
    plan: base
      .input(project.extend({ findings: z.array(z.string()).min(1), prove: z.boolean() }))
      .output(eventIterator(type<Progress>(), type<RemedyPlan>())),
    /**
     * Drafts the SQL that makes `from` what `to` is, and tries it on the shadow; nothing is run anywhere else. `only` the
     * differences with these keys, all that count where it is `null`; `prove` runs it on a clone with rows as well: `sql`
     * in place of what was drafted, where a person edited that. Owners and roles are the cluster's as well: drafted where asked for.
     */
    make: base
      .input(
        project.extend({
          from: z.string(),
          to: z.string(),
          only: z.array(z.string()).min(1).nullable(),
          prove: z.boolean(),
          sql: sql.nullable(),
          ...besides,
        }),
      )
      .output(eventIterator(type<Progress>(), type<DraftResult>())),
    /** What a written draft makes of a source: it is run on a clone of it, which is read before and after. */
    effect: base
      .input(project.extend({ source: z.string(), sql }))
      .output(eventIterator(type<Progress>(), type<DraftEffect>())),
    /** What should be known of a draft that is written for a source, by place in its text and by statement. Nothing is run. */
    lint: base
      .input(project.extend({ source: z.string(), sql }))
      .output(eventIterator(type<Progress>(), type<DraftLint>())),
    /** What may be written at a place (characters from the start), by the schema as the statements above leave it. */
    complete: base
      .input(project.extend({ source: z.string(), sql, at: z.int().min(0) }))
      .output(eventIterator(type<Progress>(), type<{ readonly found: DraftCompletions | null }>())),
    /** What the name at a place stands for, and its definition by then. */
    describe: base
      .input(project.extend({ source: z.string(), sql, at: z.int().min(0) }))
      .output(eventIterator(type<Progress>(), type<{ readonly found: DraftHover | null }>())),
    /** Lays SQL out; `left` counts statements that stayed as they were, since nothing says that another layout means the same. */
    format: base
      .input(z.object({ sql }))
      .output(eventIterator(type<Progress>(), type<{ readonly sql: string; readonly left: number }>())),
    /**
     * The files that such a draft would be saved as, with what they replace: `sql` in place of what was drafted, where a person
     * edited that. `down` adds the way back, or says why an edited text has none. Nothing is written.
     */
    preview: base
      .input(
        project.extend({
          from: z.string(),
          to: z.string(),
          only: z.array(z.string()).min(1).nullable(),
          online: z.boolean(),
          down: z.boolean(),
          name: z.string().max(200).nullable(),
          sql: sql.nullable(),
          ...besides,
        }),
      )
      .output(eventIterator(type<Progress>(), type<SavePreview>())),
    /** The same for a draft of findings, as `remedy` takes them, with the edits of the Drizzle sources that belong to it. */
    previewRemedy: base
      .input(
        project.extend({
          findings: z.array(z.string()).min(1),
          down: z.boolean(),
          name: z.string().max(200).nullable(),
          sql: sql.nullable(),
        }),
      )
      .output(eventIterator(type<Progress>(), type<SavePreview>())),
    /**
     * The edits of the Drizzle sources that make the code say what `to` says, of the differences with these keys or all that
     * count. Nothing is written.
     */
    code: base
      .input(project.extend({ to: z.string(), only: z.array(z.string()).min(1).nullable() }))
      .output(eventIterator(type<Progress>(), type<SavePreview>())),
    /** Writes what a preview, given by its id, has shown; nothing of it where a file is another by now. */
    save: base.input(project.extend({ preview: z.string().min(1) })).output(type<Saved>()),
    /** What is kept, outside of the project, of a draft that somebody edited. */
    kept: base.input(draftKeySchema).output(type<KeptDraft | null>()),
    /** Keeps a draft that is edited, or lets go of it with `null`. False where it holds a password: nothing of it is kept then. */
    keep: base.input(z.object({ key: draftKeySchema, draft: keptDraftSchema.nullable() })).output(type<boolean>()),
  },
  watch: {
    /**
     * Tells when one of the sources may have changed, until it is aborted. Files are watched where a reading used them,
     * migrations by their folder, databases by their change token on a read-only connection. Nobody listening, nothing runs.
     */
    changes: base
      .input(project.extend({ sources: z.array(z.string()).min(1).max(20) }))
      .output(eventIterator(type<WatchEvent>())),
  },
  file: {
    /** Lines around an origin, for the preview. Only files inside the project, or the workspace it is a package of. */
    excerpt: base
      .input(project.extend({ file: z.string(), line: z.int().positive(), context: z.int().min(0).max(10_000) }))
      .output(type<FileExcerpt>()),
    /** Opens the file at the line in the person's editor. */
    openInEditor: base
      .input(project.extend({ file: z.string(), line: z.int().positive(), column: z.int().positive() }))
      .output(type<void>()),
  },
  log: {
    /** Everything sent to live databases so far, then each statement as it is sent. */
    statements: base.output(eventIterator(type<StatementLogEntry>())),
  },
};

export type Contract = typeof contract;
