import { z } from 'zod';
import { objectIdSchema, originSchema, problemSchema, qualifiedNameSchema } from '#app/catalog';

/** In the order in which they are listed: worst first. `not-provable` says why in `reasons`; `exempt` holds no tenant's data. */
export const isolationVerdictSchema = z.enum(['leaks', 'not-provable', 'isolated', 'exempt']);
export type IsolationVerdict = z.infer<typeof isolationVerdictSchema>;

/**
 * How a tenant got at what is not its own. `read` … `delete`: another tenant's row; `move`: an own row was given to another
 * tenant; `no-tenant`: with no tenant set; `former-member`: by a person whose membership has ended; `reference`: a foreign
 * key tells whether a row of another tenant exists; `side-effect`: a trigger or function wrote a row of another tenant.
 */
export const leakKindSchema = z.enum([
  'read',
  'insert',
  'update',
  'move',
  'delete',
  'no-tenant',
  'former-member',
  'reference',
  'side-effect',
]);
export type LeakKind = z.infer<typeof leakKindSchema>;

export const leakSchema = z
  .object({
    kind: leakKindSchema,
    role: z.string(),
    /** One sentence: what got through. */
    message: z.string(),
    /** What was run on the shadow, to be run again: the role, the settings and the statement that leaked. */
    statement: z.string(),
  })
  .readonly();
export type Leak = z.infer<typeof leakSchema>;

/**
 * What a command of one role came to. `held`: own rows get through and other tenants' do not, and without the policies they
 * would; `closed`: policies let nobody through; `not-granted`: the role lacks the privilege; `not-probed`: makes no sense on
 * the object (a tenant's own row is not inserted).
 */
export const isolationOutcomeSchema = z.enum(['leaks', 'undecided', 'held', 'closed', 'not-granted', 'not-probed']);
export type IsolationOutcome = z.infer<typeof isolationOutcomeSchema>;

export const isolationProbeSchema = z
  .object({
    role: z.string(),
    command: z.enum(['select', 'insert', 'update', 'delete', 'execute']),
    outcome: isolationOutcomeSchema,
    /** Why it is so, where the outcome does not say it; `null` where it does. */
    why: z.string().nullable(),
    /** Whether the same statements got through with row security off: only then does a refusal show anything. */
    control: z.boolean(),
  })
  .readonly();
export type IsolationProbe = z.infer<typeof isolationProbeSchema>;

export const isolationObjectSchema = z
  .object({
    object: objectIdSchema,
    kind: z.enum(['table', 'partition', 'view', 'materialized-view', 'function']),
    verdict: isolationVerdictSchema,
    /** Why, in sentences; the first one is the answer. */
    reasons: z.array(z.string()).readonly(),
    probes: z.array(isolationProbeSchema).readonly(),
    leaks: z.array(leakSchema).readonly(),
    origins: z.array(originSchema).readonly(),
  })
  .readonly();
export type IsolationObject = z.infer<typeof isolationObjectSchema>;

export const isolationRoleSchema = z
  .object({
    name: z.string(),
    /** Why it is probed, or left out, in one sentence. */
    why: z.string(),
    probed: z.boolean(),
    /** Made up for the run, since the source names none that fits. */
    synthetic: z.boolean(),
  })
  .readonly();
export type IsolationRole = z.infer<typeof isolationRoleSchema>;

/** What the session of a tenant is told from: a setting, a claim of the token in one, or the name of the role. */
export const isolationSettingSchema = z
  .object({
    /** `app.tenant_id`, `request.jwt.claims → sub`, `current_user`. */
    name: z.string(),
    /** The columns that policies compare with it, qualified; empty where only constants are. */
    columns: z.array(z.string()).readonly(),
    /** What it was set to for the first of the two tenants; `null` where it was left unset. */
    value: z.string().nullable(),
  })
  .readonly();
export type IsolationSetting = z.infer<typeof isolationSettingSchema>;

/** The result of `isolation`, also the CLI's JSON. */
export const isolationResultSchema = z
  .object({
    schemaVersion: z.literal(1),
    /** False where something could not be read, built or decided. */
    complete: z.boolean(),
    unread: z.array(problemSchema).readonly(),
    source: z.string(),
    /** On which server: `embedded PostgreSQL 18.1`; `null` where nothing was run. */
    provenOn: z.string().nullable(),
    tenancy: z.object({ root: qualifiedNameSchema.nullable(), columns: z.array(z.string()).readonly() }).readonly(),
    roles: z.array(isolationRoleSchema).readonly(),
    settings: z.array(isolationSettingSchema).readonly(),
    /** Tables first, each kind by identity. */
    objects: z.array(isolationObjectSchema).readonly(),
    totals: z
      .object({
        objects: z.int(),
        isolated: z.int(),
        leaks: z.int(),
        notProvable: z.int(),
        exempt: z.int(),
      })
      .readonly(),
    /** In sentences: what was shown, and what not. */
    says: z.array(z.string()).readonly(),
  })
  .readonly();
export type IsolationResult = z.infer<typeof isolationResultSchema>;
