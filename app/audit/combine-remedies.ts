import type { Reading } from '#app/catalog';
import { applyEdits } from './apply-edits.ts';
import { type AuditContext, type AuditInput, contextsOf } from './context.ts';
import type { CatalogEdit } from './remedy.ts';
import { RULES } from './rules.ts';
import { type Found, type RunOptions, runAudit } from './run.ts';

export interface CombineOptions extends Pick<RunOptions, 'severities'> {
  /** Whether the project accepts such a finding: then it is not put right unasked. */
  readonly isAccepted?: (finding: Found) => boolean;
}

export interface CombinedRemedies {
  /** Of the strongest catalog, in an order in which each does what it is for. */
  readonly edits: readonly CatalogEdit[];
  /** Keys of the findings that they end. */
  readonly ended: readonly string[];
  /** Keys of those that no edit of the strongest catalog ends. */
  readonly left: readonly string[];
  /** What the remedies would have brought about themselves, and what was put right along with them. */
  readonly brought: readonly Found[];
}

/** A remedy that another one calls for again and again is not waited for. */
const MOST_PASSES = 20;

/**
 * The remedies of several findings in one. Where two are about one object, the second is asked for again once the first is done: it
 * may be another one by then, or be needed no more. What a remedy brings about (a column of the tenant that no index leads with) is
 * put right as well. Names change last, since findings go by the old ones.
 */
export function combineRemedies(
  input: AuditInput,
  findings: readonly Found[],
  keys: readonly string[],
  options: CombineOptions = {},
): CombinedRemedies {
  const [strongest] = contextsOf(input);
  if (!strongest) return { edits: [], ended: [], left: keys, brought: [] };
  const known = new Set([...findings, ...auditOf(input, options)].map(({ key }) => key));
  return combineKnown({ input, strongest, findings, known, keys, options }).remedies;
}

export interface Combining {
  readonly input: AuditInput;
  readonly strongest: AuditContext;
  readonly findings: readonly Found[];
  /** Keys of all findings that were there before any edit. */
  readonly known: ReadonlySet<string>;
  readonly keys: readonly string[];
  readonly options: CombineOptions;
}

export interface Combined {
  readonly remedies: CombinedRemedies;
  /** Every finding once the edits are made, but for the names. */
  readonly after: readonly Found[];
}

/** {@link combineRemedies} where it is known what was there before. */
export function combineKnown({ input, strongest, findings, known, keys, options }: Combining): Combined {
  const wanted = new Set(keys);
  const brought = new Map<string, Found>();
  /** What was done about each, by the title of its last remedy. */
  const done = new Map<string, string>();
  const named = new Set<string>();
  const edits: CatalogEdit[] = [];
  const renames: Extract<CatalogEdit, { edit: 'rename' }>[] = [];
  let after = findings;
  let current = findings.filter(({ key }) => wanted.has(key));
  for (let pass = 0; pass < MOST_PASSES; pass += 1) {
    const taken = takeApart(
      current.filter(({ key, fix }) => done.get(key) !== fix?.title),
      strongest,
    );
    if (taken.length === 0) break;
    for (const { key, fix } of taken) {
      done.set(key, fix?.title ?? '');
      if (fix?.edits.every(({ edit }) => edit === 'rename')) named.add(key);
      for (const edit of fix?.edits ?? []) {
        if (edit.edit !== 'rename') edits.push(edit);
        else if (!renames.some((one) => one.id === edit.id)) renames.push(edit);
      }
    }
    after = auditOf(withEdits(input, strongest.reading, edits), options);
    for (const finding of after)
      if (!known.has(finding.key) && isOwnFault(finding, strongest, options)) brought.set(finding.key, finding);
    current = after.filter(({ key }) => wanted.has(key) || brought.has(key));
  }
  const still = new Set(current.map(({ key }) => key).filter((key) => !named.has(key)));
  const remedies = {
    edits: [...edits, ...renames],
    ended: keys.filter((key) => !still.has(key)),
    left: keys.filter((key) => still.has(key)),
    brought: [...brought.values()].filter(({ key }) => !still.has(key)),
  };
  return { remedies, after };
}

/** The same input with another catalog in the place of the reading's. */
export function withEdits(input: AuditInput, reading: Reading, edits: readonly CatalogEdit[]): AuditInput {
  const edited: Reading = { ...reading, catalog: applyEdits(reading.catalog, edits) };
  return { ...input, readings: input.readings.map((one) => (one === reading ? edited : one)) };
}

function isRetype(edit: CatalogEdit): boolean {
  return edit.edit === 'set' && edit.attributes.type !== undefined;
}

/** Every rule: what a remedy brings about may be another rule's. */
export function auditOf(input: AuditInput, { severities }: CombineOptions): readonly Found[] {
  return runAudit(input, { rules: RULES, ...(severities ? { severities } : {}) }).findings;
}

/** Names that others do not have any more once many are made are no fault of what was made. */
function isOwnFault(finding: Found, { source }: AuditContext, { isAccepted }: CombineOptions): boolean {
  const { fix, fixOf, dimension, remedy } = finding;
  if (!fix || remedy?.sql !== true || fixOf !== source || dimension === 'convention') return false;
  return isAccepted?.(finding) !== true;
}

/**
 * Those whose edits are of objects that no other one's are. Where a column gets another type, what is put beside it waits: it is
 * written for the new one.
 */
function takeApart(findings: readonly Found[], { source }: AuditContext): readonly Found[] {
  const touched = new Set<string>();
  const retyped = new Set(findings.flatMap(({ fix, table }) => (fix?.edits.some(isRetype) && table ? [table] : [])));
  return findings.filter(({ fix, fixOf, table, remedy }) => {
    // What only the code can be told is no SQL, whichever catalog it was seen in.
    if (!fix || remedy?.sql !== true || fixOf !== source) return false;
    if (table && retyped.has(table) && !fix.edits.some(isRetype)) return false;
    const objects = fix.edits.map((edit) => (edit.edit === 'put' ? edit.object.id : edit.id));
    if (objects.some((id) => touched.has(id))) return false;
    for (const id of objects) touched.add(id);
    return true;
  });
}
