import type { Statistics } from '#app/catalog';
import type { Hazard } from '../hazards/hazard.ts';
import type { LintMark } from './lint-mark.ts';
import type { SchemaThen } from './schema-then.ts';
import type { Name, StatementWords } from './sql-action.ts';

/** What was said by the statements of the same file before this one. */
export interface GroupState {
  /** What was dropped where it was there (IF EXISTS): by kind and name. */
  readonly dropped: Set<string>;
  /** Labels added to enums that were there before the group, with the type. */
  readonly labels: Map<string, string>;
  isTimed: boolean;
  /** A lock without a time limit was told already. */
  isUntimedTold: boolean;
  /** True behind a COMMIT: what follows runs outside of the migrator's transaction. */
  isOutside: boolean;
}

/** What a check may ask about a statement and the schema it meets. */
export interface CheckContext {
  readonly words: StatementWords;
  readonly then: SchemaThen;
  readonly group: GroupState;
  /** What is dangerous about it for relations that were there before its group. */
  readonly hazards: readonly Hazard[];
  /** Whether the relation was there before the group, by its printed name. */
  isOld(relation: string): boolean;
  /** Rows by the server's estimate; `null` where nobody knows. */
  rowsOf(table: Name): number | null;
}

export type Check = (context: CheckContext) => readonly LintMark[];

/** Rows up to which a table is read or written anew before anybody notices. */
export const FEW_ROWS = 10_000;

/** Rows by table, as the statistics name them: `public.guests`. */
export function rowsByTable(statistics: Statistics | null): ReadonlyMap<string, number> {
  return new Map(
    (statistics?.tables ?? []).flatMap(({ table, rowEstimate }) =>
      rowEstimate < 0 ? [] : [[table.slice('table:'.length), rowEstimate] as const],
    ),
  );
}
