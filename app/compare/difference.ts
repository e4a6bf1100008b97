import { z } from 'zod';
import { type Kind, objectIdSchema, originSchema } from '#app/catalog';
import { DIFFERENCE_CLASSES } from './difference-class.ts';

/**
 * `drift`: both sides can express it and differ. `order`: only the order of enum labels. `unmanaged`: Drizzle cannot
 * express it. `cosmetic`: names PostgreSQL generated, column order.
 */
export const differenceClassSchema = z.enum(DIFFERENCE_CLASSES);
export type DifferenceClass = z.infer<typeof differenceClassSchema>;

export const verdictSchema = z.enum([
  'code-forgot',
  'migration-forgot',
  'changed-by-hand',
  'not-applied',
  'edited-after-apply',
  'name-only',
  'undecided',
]);
export type Verdict = z.infer<typeof verdictSchema>;

/** What one source says of the object or attribute. `value: null` with `present: false` means the object is not there. */
export const sideStateSchema = z
  .object({
    present: z.boolean(),
    /** The attribute's value as JSON; for a whole object `null`. */
    value: z.unknown(),
    /** The same text after the judge had deparsed it, where it was asked. */
    deparsed: z.string().nullable(),
    origins: z.array(originSchema).readonly(),
  })
  .readonly();
export type SideState = z.infer<typeof sideStateSchema>;

export const differenceWaiverSchema = z
  .object({
    reason: z.string(),
    owner: z.string().nullable(),
    /** The last day on which it holds, as `YYYY-MM-DD`. */
    expires: z.string().nullable(),
  })
  .readonly();
export type DifferenceWaiver = z.infer<typeof differenceWaiverSchema>;

/**
 * `drops`: the object, or what the attribute adds, is gone afterwards. `weakens`: a rule of the database holds no more.
 * `asks`: drizzle-kit asks whether it was renamed and drops it where it was not. `ignores`: no statement, whatever differs.
 */
export const KIT_VERDICTS = ['drops', 'weakens', 'asks', 'alters', 'creates', 'ignores'] as const;
export const kitCommandSchema = z.enum(['push', 'generate']);
export type KitCommand = z.infer<typeof kitCommandSchema>;

/** What one command of drizzle-kit would do about a difference. */
export const kitFactSchema = z
  .object({
    command: kitCommandSchema,
    /** The line of drizzle-kit that it is said of: `0.31`, `1.0`. */
    line: z.string(),
    verdict: z.enum(KIT_VERDICTS),
    /** What it would run or write, several with a semicolon between them; `null` where it ignores the difference. */
    statement: z.string().nullable(),
    /** Why, in one sentence. */
    reason: z.string(),
  })
  .readonly();
export type KitFact = z.infer<typeof kitFactSchema>;

/** One object or one attribute on which two sources disagree. */
export const differenceSchema = z
  .object({
    /** Stable over runs: the object's identity, or identity + `#` + attribute. */
    key: z.string(),
    object: objectIdSchema,
    kind: z.string() as unknown as z.ZodType<Kind>,
    /** The table or materialized view of an index: the identity of an index does not name it. */
    table: objectIdSchema.optional(),
    /** `null` where the whole object is on one side only. */
    attribute: z.string().nullable(),
    class: differenceClassSchema,
    verdict: verdictSchema,
    /** Whether it makes `drift` exit with 1 (CONTRACTS, exit codes). */
    counts: z.boolean(),
    /** One sentence for a person: `column public.guests.email is NOT NULL in code and nullable in live`. */
    summary: z.string(),
    /** Why it counts or does not, in one sentence. */
    reason: z.string(),
    /** By source label. */
    states: z.record(z.string(), sideStateSchema).readonly(),
    /** The drizzle-kit commands that would drop or weaken it, or ask whether to: the `drops`, `weakens` and `asks` of `kit`. */
    destroyedBy: z.array(kitCommandSchema).readonly(),
    /** What drizzle-kit would do about it; empty where no side is code. */
    kit: z.array(kitFactSchema).readonly(),
    /** `true` where the two that are compared agree and only the project's migrations, beside them, say otherwise. */
    agreed: z.literal(true).optional(),
    /** Of an accepted rename, the difference that tells it: the old name. `object` is the new one. */
    renameOf: objectIdSchema.optional(),
    /** By source label, where a source calls the object otherwise than `object` does: it, or what it is in, was renamed. */
    names: z.record(z.string(), objectIdSchema).readonly().optional(),
    /** Why it does not count although its kind does: the project's waiver, or `--ignore` for one run. */
    waiver: differenceWaiverSchema.optional(),
  })
  .readonly();
export type Difference = z.infer<typeof differenceSchema>;

/** Two objects that may be one under another name. It is only asked: what is not confirmed is a drop and a create. */
export const renameCandidateSchema = z
  .object({
    kind: z.string() as unknown as z.ZodType<Kind>,
    /** The object that only the first source has, and the one that only the second has. */
    from: objectIdSchema,
    to: objectIdSchema,
    /** How a person says that it is a rename: `table:public.users->public.accounts`, the old name first. */
    hint: z.string(),
    /** From 0 to 1. */
    score: z.number(),
    /** In sentences: what speaks for it. */
    reasons: z.array(z.string()).readonly(),
    /** `true` where structure makes one of the two whatever is answered, and only the name is asked about. */
    isOne: z.literal(true).optional(),
  })
  .readonly();
export type RenameCandidate = z.infer<typeof renameCandidateSchema>;

/** A rename that somebody confirmed, as the comparison took it. */
export const acceptedRenameSchema = z
  .object({
    kind: z.string() as unknown as z.ZodType<Kind>,
    /** The old name and the new one. */
    from: objectIdSchema,
    to: objectIdSchema,
    /** As it is written: `enum-label:public.mood.meh->public.mood.fair`. Of a label `from` and `to` have it behind the enum. */
    hint: z.string(),
    /** The project's configuration, or the hints of this run. */
    by: z.enum(['config', 'hints']),
  })
  .readonly();
export type AcceptedRename = z.infer<typeof acceptedRenameSchema>;

export const driftTotalsSchema = z
  .object({
    all: z.int(),
    counting: z.int(),
    byClass: z.record(differenceClassSchema, z.int()).readonly(),
    /** Objects left out because they are not managed, by reason. */
    outOfScope: z.record(z.string(), z.int()).readonly(),
  })
  .readonly();
export type DriftTotals = z.infer<typeof driftTotalsSchema>;
