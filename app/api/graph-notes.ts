import { z } from 'zod';
import { objectIdSchema } from '#app/catalog';

/** A way to look at the graph that a project keeps under a name, in raingauge.config.json. */
export const savedViewSchema = z
  .object({
    name: z.string().trim().min(1).max(120),
    /** Focus, filter, path and what is hidden, as an address has them (`printScope`). */
    scope: z.string().max(100_000).optional(),
    overlay: z.string().max(40).optional(),
    /** A second overlay, drawn beside the first. */
    beside: z.string().max(40).optional(),
    /** Whose rights row security is looked at with. */
    role: z.string().max(200).optional(),
    /** Whether only gaps of the overlay are shown. */
    gapsOnly: z.boolean().optional(),
    object: objectIdSchema.optional(),
    /** By what tables stand together (`#app/graph`). */
    grouping: z.string().max(40).optional(),
    /** Tables that were put somewhere: the top left corner, in the graph's units. */
    pins: z.record(objectIdSchema, z.object({ x: z.number(), y: z.number() }).readonly()).optional(),
    /** Ids of modules that are drawn as one box. */
    collapsed: z.array(z.string()).readonly().optional(),
    note: z.string().max(10_000).optional(),
  })
  .readonly();
export type SavedView = z.infer<typeof savedViewSchema>;

/** What people say of a table. */
export const tableNoteSchema = z
  .object({
    tags: z.array(z.string().trim().min(1).max(60)).readonly().optional(),
    note: z.string().max(10_000).optional(),
  })
  .readonly();
export type TableNote = z.infer<typeof tableNoteSchema>;

/** Views, tags and notes of a project. */
export interface GraphNotes {
  readonly views: readonly SavedView[];
  readonly tables: Readonly<Record<string, TableNote>>;
}
