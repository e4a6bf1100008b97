import { type CombineOptions, combineKnown, auditOf as findingsOf, withEdits } from './combine-remedies.ts';
import { type AuditContext, type AuditInput, contextsOf } from './context.ts';
import type { Finding } from './finding.ts';
import type { CatalogEdit } from './remedy.ts';
import type { Found } from './run.ts';
import { DIMENSIONS, type Dimension, type Severity } from './severity.ts';

/** How soon a finding is to be put right, the most urgent first. */
export const PRIORITIES = ['P0', 'P1', 'P2', 'P3'] as const;
export type Priority = (typeof PRIORITIES)[number];

const BY_SEVERITY: Readonly<Record<Severity, Priority>> = {
  critical: 'P0',
  high: 'P1',
  medium: 'P2',
  low: 'P3',
  info: 'P3',
};

export function priorityOf({ severity }: Pick<Finding, 'severity'>): Priority {
  return BY_SEVERITY[severity];
}

/** One migration of a plan: what ends the findings of one priority about one thing. */
export interface RemedyMigration {
  /** `p0-tenancy`, also what its file is called. */
  readonly id: string;
  readonly priority: Priority;
  /** `names`: renames, which come last whatever they are about, since all else goes by the old names. */
  readonly about: Dimension | 'names';
  /** Keys of the findings that it ends. */
  readonly ended: readonly string[];
  /** What its remedies would have brought about themselves, and is put right along with them. */
  readonly brought: readonly Found[];
  /** From the catalog that the migration before it leaves; of the first, from the strongest source. */
  readonly edits: readonly CatalogEdit[];
}

export interface RemedyPlan {
  /** In the order in which they are to be run. */
  readonly migrations: readonly RemedyMigration[];
  /** Keys of findings that edits of the code end. */
  readonly code: readonly string[];
  /** Keys of those that are for a person to decide. */
  readonly person: readonly string[];
}

/**
 * Remedies as migrations in order: the worst first, and those of one priority apart by what they are about. What a migration needs of
 * a later one it takes along, since its remedies are asked for on the schema as the ones before it leave it.
 */
export function planRemedies(
  input: AuditInput,
  findings: readonly Found[],
  keys: readonly string[],
  options: CombineOptions = {},
): RemedyPlan {
  const wanted = new Set(keys);
  const chosen = findings.filter(({ key }) => wanted.has(key));
  const [strongest] = contextsOf(input);
  if (!strongest) return { migrations: [], ...restOf(chosen, new Set()) };
  const stages = new Stages(input, strongest, findings, options);
  for (const priority of PRIORITIES) {
    for (const dimension of DIMENSIONS) {
      const own = chosen.filter((finding) => priorityOf(finding) === priority && finding.dimension === dimension);
      if (own.length > 0) stages.add(priority, dimension, own);
    }
  }
  const migrations = stages.done();
  return { migrations, ...restOf(chosen, new Set(migrations.flatMap(({ ended }) => ended))) };
}

class Stages {
  readonly #options: CombineOptions;
  readonly #known: ReadonlySet<string>;
  readonly #migrations: RemedyMigration[] = [];
  readonly #renames: CatalogEdit[] = [];
  readonly #named: Found[] = [];
  /** As the migrations so far leave it, but for the names. */
  #input: AuditInput;
  #findings: readonly Found[];

  constructor(input: AuditInput, strongest: AuditContext, findings: readonly Found[], options: CombineOptions) {
    this.#options = options;
    this.#input = input;
    const all = findingsOf(input, options);
    const extra = findings.filter(({ key }) => !all.some((one) => one.key === key));
    this.#findings = [...all, ...extra.filter(({ fixOf }) => fixOf === strongest.source)];
    this.#known = new Set([...all, ...findings].map(({ key }) => key));
  }

  add(priority: Priority, about: Dimension, own: readonly Found[]): void {
    const [strongest] = contextsOf(this.#input);
    if (!strongest) return;
    const keys = new Set(own.map(({ key }) => key));
    const { remedies, after } = combineKnown({
      input: this.#input,
      strongest,
      findings: this.#findings,
      known: this.#known,
      keys: own.map(({ key }) => key),
      options: this.#options,
    });
    const edits = remedies.edits.filter(({ edit }) => edit !== 'rename');
    const renames = remedies.edits.filter(({ edit }) => edit === 'rename');
    const ofNames = this.#findings.filter(({ key, fix }) => keys.has(key) && isOfNames(fix?.edits ?? []));
    this.#renames.push(...renames);
    this.#named.push(...ofNames);
    const later = new Set(ofNames.map(({ key }) => key));
    const ended = remedies.ended.filter((key) => !later.has(key));
    // What ends nothing here is no migration: the strongest source has it already.
    if (edits.length === 0 || ended.length === 0) return;
    this.#migrations.push({
      id: `${priority.toLowerCase()}-${about}`,
      priority,
      about,
      ended,
      brought: remedies.brought,
      edits,
    });
    this.#input = withEdits(this.#input, strongest.reading, edits);
    this.#findings = after;
  }

  done(): readonly RemedyMigration[] {
    const [worst] = PRIORITIES.filter((priority) => this.#named.some((finding) => priorityOf(finding) === priority));
    if (worst === undefined) return this.#migrations;
    const names: RemedyMigration = {
      id: `${worst.toLowerCase()}-names`,
      priority: worst,
      about: 'names',
      ended: this.#named.map(({ key }) => key),
      brought: [],
      edits: this.#renames,
    };
    return [...this.#migrations, names];
  }
}

function isOfNames(edits: readonly CatalogEdit[]): boolean {
  return edits.length > 0 && edits.every(({ edit }) => edit === 'rename');
}

function restOf(chosen: readonly Found[], ended: ReadonlySet<string>): Pick<RemedyPlan, 'code' | 'person'> {
  const rest = chosen.filter(({ key }) => !ended.has(key));
  return {
    code: rest.filter(({ remedy }) => remedy?.code).map(({ key }) => key),
    person: rest.filter(({ remedy }) => !remedy?.code).map(({ key }) => key),
  };
}
