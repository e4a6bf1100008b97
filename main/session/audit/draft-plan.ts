import { planRemedies, type RemedyMigration } from '#app/audit';
import type { Catalog } from '#app/catalog';
import type { DraftFindingsRequest } from '../audits.ts';
import type { DraftBetween } from '../draft-between.ts';
import type { Audited } from './audit-project.ts';
import {
  combineOptionsOf,
  type DraftFindingsTools,
  draftEdits,
  type FindingsDraft,
  requireFindings,
  strongestOf,
} from './draft-findings.ts';

/** One migration of a plan with its SQL, tried on what the ones before it leave. */
export interface DraftedMigration extends Omit<RemedyMigration, 'edits' | 'brought'>, DraftBetween {
  readonly brought: FindingsDraft['brought'];
}

export interface DraftedPlan {
  /** What it is drafted for: the strongest source of the audit. */
  readonly source: string;
  readonly migrations: readonly DraftedMigration[];
  /** Keys of findings that edits of the code end. */
  readonly code: readonly string[];
  /** Keys of those that are for a person to decide. */
  readonly person: readonly string[];
}

/**
 * The remedies of findings as migrations in order, from P0 to P3. Each is drafted from the catalog that the former one leaves, and tried
 * there. One that fails when it is tried is given with its faults, and the others are drafted as if it had led where it should.
 * @throws {Failure} `bad-input` for keys that the audit does not have.
 */
export async function draftPlan(
  audited: Audited,
  { keys, ...wanted }: DraftFindingsRequest,
  { shadow, work, config }: DraftFindingsTools,
): Promise<DraftedPlan> {
  requireFindings(audited, keys);
  const { reading } = strongestOf(audited);
  const { migrations, code, person } = planRemedies(
    audited.input,
    audited.run.findings,
    keys,
    combineOptionsOf(config),
  );
  const made: DraftedMigration[] = [];
  let from: Catalog = reading.catalog;
  for (const [at, { edits, brought, ...migration }] of migrations.entries()) {
    work.signal.throwIfAborted();
    work.report({ stage: 'draft', detail: migration.id, done: at, total: migrations.length });
    const { drafted, to } = await draftEdits(from, edits, wanted, { shadow, work });
    const said = brought.map(({ key, rule, message }) => ({ key, rule, message }));
    made.push({ ...migration, ...drafted, brought: said });
    from = to;
  }
  return { source: reading.source.label, migrations: made, code, person };
}
