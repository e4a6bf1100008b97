import {
  applyEdits,
  type CatalogEdit,
  type CodeRemedy,
  type CombineOptions,
  combineRemedies,
  type Found,
  waiveFindings,
} from '#app/audit';
import { type Catalog, fingerprint, lookupOf, parseObjectId, printObjectId, type Reading } from '#app/catalog';
import { type AcceptedRename, hintOf } from '#app/compare';
import { Failure } from '#main/platform/failure.ts';
import type { Work } from '#main/platform/work.ts';
import { draft } from '#main/prove/draft.ts';
import { renameOnShadow } from '#main/prove/rename-on-shadow.ts';
import type { Shadow } from '#main/shadow/shadow.ts';
import type { DraftFindingsRequest } from '../audits.ts';
import type { ProjectConfig } from '../config-schema.ts';
import { type DraftBetween, NO_DRAFT, provenStatements, wayBack } from '../draft-between.ts';
import type { Audited } from './audit-project.ts';

export interface DraftFindingsTools {
  readonly config: ProjectConfig;
  readonly shadow: Shadow;
  readonly work: Work;
}

/** A draft that ends findings, and which of them it ends. */
export interface FindingsDraft extends DraftBetween {
  /** What it is drafted for: the strongest source of the audit. */
  readonly source: string;
  /** Keys of the findings whose remedies are in it. */
  readonly ended: readonly string[];
  /** Findings without a remedy that SQL could be. */
  readonly left: readonly string[];
  /** Those of them that edits of the code end. */
  readonly inCode: readonly string[];
  /** What the remedies would have brought about themselves, and is put right along with them. */
  readonly brought: readonly Pick<Found, 'key' | 'rule' | 'message'>[];
}

/**
 * SQL that ends findings: from the strongest catalog to the same with all their remedies applied, planned, tried and proven as any
 * draft is.
 * @throws {Failure} `bad-input` for keys that the audit does not have.
 */
export async function draftFindings(
  audited: Audited,
  request: DraftFindingsRequest,
  tools: DraftFindingsTools,
): Promise<FindingsDraft> {
  return (await remedyOf(audited, request, tools)).drafted;
}

/** A draft that ends findings, with what it leads to. */
export interface Remedy {
  readonly drafted: FindingsDraft;
  /** What it starts from. */
  readonly from: Reading;
  readonly to: Catalog;
  readonly edits: readonly CatalogEdit[];
  readonly code: CodeEnds;
}

/** What is put right in the code alone. */
export interface CodeEnds {
  /** Of the code's own catalog, where another one is drafted for. */
  readonly edits: readonly CatalogEdit[];
  readonly remedies: readonly CodeRemedy[];
  readonly keys: readonly string[];
}

/** @throws {Failure} `bad-input` for keys that the audit does not have. */
export async function remedyOf(
  audited: Audited,
  { keys, ...wanted }: DraftFindingsRequest,
  { shadow, work, config }: DraftFindingsTools,
): Promise<Remedy> {
  requireFindings(audited, keys);
  const { reading } = strongestOf(audited);
  const source = reading.source.label;
  const combined = combineRemedies(audited.input, audited.run.findings, keys, combineOptionsOf(config));
  const { edits, ended, left } = combined;
  const brought = combined.brought.map(({ key, rule, message }) => ({ key, rule, message }));
  const code = codeEnds(audited, keys, left);
  const said = { source, ended, left, inCode: code.keys, brought };
  if (edits.length === 0) return { drafted: { ...NO_DRAFT, ...said }, from: reading, to: reading.catalog, edits, code };
  const { drafted, to } = await draftEdits(reading.catalog, edits, wanted, { shadow, work });
  return { drafted: { ...drafted, ...said }, from: reading, to, edits, code };
}

/** What of the findings that SQL does not end the code can be given. */
function codeEnds({ run, sources: [strongest] }: Audited, keys: readonly string[], left: readonly string[]): CodeEnds {
  const wanted = new Set(keys);
  const isLeft = new Set(left);
  const isDrafted = strongest?.reading.source.kind === 'code';
  const own = run.findings.flatMap(({ key, fix, fixOf, remedy }) => {
    if (!fix || !wanted.has(key)) return [];
    const isOfCode = fixOf === 'code' && !(isDrafted && remedy?.sql === true);
    const edits = isOfCode && isLeft.has(key) ? fix.edits : [];
    return edits.length + fix.code.length > 0 ? [{ key, edits, remedies: fix.code }] : [];
  });
  // Two findings may ask for the same relation.
  const remedies = new Map(own.flatMap((one) => one.remedies.map((each) => [JSON.stringify(each), each] as const)));
  return {
    edits: own.flatMap(({ edits }) => edits),
    remedies: [...remedies.values()],
    keys: own.map(({ key }) => key).filter((key) => isLeft.has(key)),
  };
}

type Forms = Pick<DraftFindingsRequest, 'prove' | 'down' | 'online' | 'again' | 'sql'>;
type DraftTools = Pick<DraftFindingsTools, 'shadow' | 'work'>;

/** A draft from a catalog to what edits make of it, and that catalog. */
export async function draftEdits(
  from: Catalog,
  edits: readonly CatalogEdit[],
  { prove: isToProve, sql, online = false, down = false, again = false }: Forms,
  { shadow, work }: DraftTools,
): Promise<{ readonly drafted: DraftBetween; readonly to: Catalog }> {
  const { to, renames } = await targetOf(from, edits, { shadow, work });
  // What the draft makes bears its last name from the start.
  const written = renames
    .filter((one) => lookupOf(from).find(one.from))
    .map(({ hint }) => ({ text: hint, by: 'hints' as const }));
  const isEdited = sql !== undefined;
  const options = { shadow, work, online, again, renames: written };
  const { target, ...own } = await draft(from, to, { ...options, down: down && !isEdited, whole: isToProve });
  const drafted = down && isEdited ? { ...own, ...(await wayBack(from, own, { ...options, written: sql })) } : own;
  const madeFor = fingerprint(from);
  if (!isToProve) return { drafted: { ...drafted, madeFor, proof: null }, to };
  const { prove } = await import('#main/prove/prove.ts');
  const statements = await provenStatements(drafted.statements, sql);
  const proof = await prove(from, statements, { shadow, target, again, work });
  return { drafted: { ...drafted, madeFor, proof: { ...proof, madeFor } }, to };
}

/** What the project says of rules holds for what remedies bring about as well. */
export function combineOptionsOf({ rules, waivers = [] }: ProjectConfig): CombineOptions {
  const today = new Date().toISOString().slice(0, 10);
  return {
    ...(rules ? { severities: rules } : {}),
    isAccepted: (finding) =>
      waiveFindings([finding], { waivers, evaluated: [], today }).findings[0]?.status === 'waived',
  };
}

/** @throws {Failure} `bad-input` for a key that the audit does not have. */
export function requireFindings({ run }: Audited, keys: readonly string[]): void {
  const known = new Set(run.findings.map(({ key }) => key));
  const strange = keys.find((key) => !known.has(key));
  if (strange === undefined) return;
  throw new Failure({
    code: 'bad-input',
    message: `The audit has no finding ${strange}.`,
    remedy: 'It may be gone by now: audit again.',
  });
}

/** Live, then migrations, then code: the catalog that the findings were made of. */
export function strongestOf({ sources: [strongest] }: Audited): Audited['sources'][number] {
  if (strongest) return strongest;
  throw new Failure({ code: 'bad-input', message: 'Nothing was audited.', remedy: 'Name a source.' });
}

/** What is renamed is renamed by a server: only it knows what texts mean. */
async function targetOf(from: Catalog, edits: readonly CatalogEdit[], tools: DraftTools) {
  const others = edits.filter(({ edit }) => edit !== 'rename');
  // Two findings may ask for the same name.
  const named = [
    ...new Map(edits.flatMap((edit) => (edit.edit === 'rename' ? [[edit.id, edit] as const] : []))).values(),
  ];
  const goal = applyEdits(from, others);
  if (named.length === 0) return { to: goal, renames: [] };
  const renames = named.flatMap((edit): readonly AcceptedRename[] => {
    const object = lookupOf(goal).find(edit.id);
    if (!object) return [];
    const parsed = parseObjectId(edit.id);
    const to = printObjectId({ ...parsed, parts: [...parsed.parts.slice(0, -1), edit.name] });
    return [{ kind: object.kind, from: edit.id, to, hint: hintOf(object.kind, edit.id, to), by: 'hints' }];
  });
  return { to: await renameOnShadow(goal, applyEdits(goal, named), renames, tools), renames };
}
