import { z } from 'zod';

/** The draft that is meant: by its ends and the differences chosen, or by the findings that it ends. */
export const draftKeySchema = z
  .object({
    /** The project's folder. */
    root: z.string().min(1),
    from: z.string().nullable(),
    to: z.string().nullable(),
    only: z.array(z.string()).readonly().nullable(),
    findings: z.array(z.string()).readonly().nullable(),
  })
  .readonly();
export type DraftKey = z.infer<typeof draftKeySchema>;

/** Text that takes the place of a stretch of the text before; characters (UTF-16) from its start. */
const textChangeSchema = z.object({ at: z.int().min(0), length: z.int().min(0), text: z.string() }).readonly();
export type TextChange = z.infer<typeof textChangeSchema>;

/** A draft that was edited by hand: the text that was drafted, and each step from there, so that steps can be undone. */
export const keptDraftSchema = z
  .object({
    schemaVersion: z.literal(1),
    /** The fingerprint of the catalog that `base` was drafted for. */
    madeFor: z.string().nullable(),
    base: z.string().max(4_000_000),
    edits: z.array(textChangeSchema).max(2_000).readonly(),
  })
  .readonly();
export type KeptDraft = z.infer<typeof keptDraftSchema>;

/** The text after some steps. */
export function applyChanges(base: string, changes: readonly TextChange[]): string {
  return changes.reduce((text, { at, length, text: put }) => text.slice(0, at) + put + text.slice(at + length), base);
}

/** The one step from a text to another: what they share at both ends stays. `null` where they are the same. */
export function textChange(before: string, after: string): TextChange | null {
  if (before === after) return null;
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  return { at: start, length: before.length - start - end, text: after.slice(start, after.length - end) };
}
