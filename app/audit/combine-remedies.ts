import type { Reading } from '#app/catalog';
import { applyEdits } from './apply-edits.ts';
import { type AuditContext, type AuditInput, contextsOf } from './context.ts';
import { splitKey } from './finding.ts';
import type { CatalogEdit } from './remedy.ts';
import { RULES } from './rules.ts';
import { type Found, runAudit } from './run.ts';

export interface CombinedRemedies {
  /** Of the strongest catalog, in an order in which each does what it is for. */
  readonly edits: readonly CatalogEdit[];
  /** Keys of the findings that they end. */
  readonly ended: readonly string[];
  /** Keys of those that no edit of the strongest catalog ends. */
  readonly left: readonly string[];
}

/** A remedy that another one calls for again and again is not waited for. */
const MOST_PASSES = 20;

/**
 * The remedies of several findings in one. Where two are about one object, the second is asked for again once the first is done: it
 * may be another one by then, or be needed no more. Names change last, since findings go by the old ones.
 */
export function combineRemedies(
  input: AuditInput,
  findings: readonly Found[],
  keys: readonly string[],
): CombinedRemedies {
  const [strongest] = contextsOf(input);
  if (!strongest) return { edits: [], ended: [], left: keys };
  const open = new Set(keys);
  const edits: CatalogEdit[] = [];
  const renames: Extract<CatalogEdit, { edit: 'rename' }>[] = [];
  let current = findings.filter(({ key }) => open.has(key));
  for (let pass = 0; pass < MOST_PASSES && open.size > 0; pass += 1) {
    const taken = takeApart(current, strongest);
    if (taken.length === 0) break;
    for (const { key, fix } of taken) {
      open.delete(key);
      for (const edit of fix?.edits ?? []) {
        if (edit.edit !== 'rename') edits.push(edit);
        else if (!renames.some((one) => one.id === edit.id)) renames.push(edit);
      }
    }
    current = findingsAfter(input, strongest, edits, open);
  }
  // What another remedy ended along with its own is asked for no more.
  const still = new Set(current.map(({ key }) => key));
  return {
    edits: [...edits, ...renames],
    ended: keys.filter((key) => !still.has(key)),
    left: keys.filter((key) => still.has(key)),
  };
}

/** Those whose edits are of objects that no other one's are. */
function takeApart(findings: readonly Found[], { source }: AuditContext): readonly Found[] {
  const touched = new Set<string>();
  return findings.filter(({ fix, fixOf }) => {
    if (!fix || fix.edits.length === 0 || fixOf !== source) return false;
    const objects = fix.edits.map((edit) => (edit.edit === 'put' ? edit.object.id : edit.id));
    if (objects.some((id) => touched.has(id))) return false;
    for (const id of objects) touched.add(id);
    return true;
  });
}

/** Of these findings, those that are there once the edits are made. */
function findingsAfter(
  input: AuditInput,
  { reading }: AuditContext,
  edits: readonly CatalogEdit[],
  keys: ReadonlySet<string>,
): Found[] {
  if (keys.size === 0) return [];
  const edited: Reading = { ...reading, catalog: applyEdits(reading.catalog, edits) };
  const only = [...new Set([...keys].map((key) => splitKey(key).rule))];
  const readings = input.readings.map((one) => (one === reading ? edited : one));
  const run = runAudit({ ...input, readings }, { rules: RULES.filter(({ id }) => only.includes(id)), only });
  return run.findings.filter(({ key }) => keys.has(key));
}
