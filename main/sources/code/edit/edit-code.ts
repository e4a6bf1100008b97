import { join } from 'node:path';
import type { CodeRemedy } from '#app/audit';
import {
  type Catalog,
  type CatalogObject,
  lookupOf,
  type ObjectId,
  objectId,
  type Problem,
  type Reading,
} from '#app/catalog';
import { isEqual, type Rename } from '#app/compare';
import { Failure } from '#main/platform/failure.ts';
import type { Work } from '#main/platform/work.ts';
import { unread } from '../problems.ts';
import type { DrizzleProject } from '../project.ts';
import { readSourceText } from '../source-text.ts';
import { carryOutRemedies, remedyFailed, soundRemedies, wrongRemedies } from './code-remedies.ts';
import { dropObject, setLabels, setSequence, setView } from './edit-objects.ts';
import { dropTable, editTable } from './edit-table.ts';
import { Editing } from './editing.ts';
import { putObjects } from './new-objects.ts';
import { type EditableReading, readForEdit } from './read-for-edit.ts';
import { carryOutRename } from './rename-objects.ts';
import { withNamesOf, withNewNames } from './renamed-catalog.ts';
import { type CodeChange, codeChanges, tableIdOf } from './said.ts';
import { tidyImports } from './tidy-imports.ts';

/** A file as it is and as it would be. */
export interface EditedFile {
  /** Project-relative, with forward slashes. */
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

export interface CodeEdits {
  readonly files: readonly EditedFile[];
  /** What cannot be edited, with its place and why (`unread`): nothing of it is in the files. */
  readonly problems: readonly Problem[];
  /** The code as it would be read with the files; absolute path → text. */
  readonly overlay: ReadonlyMap<string, string>;
  /** The edited code, as it was read again. */
  readonly reading: Reading;
}

export interface EditCodeOptions {
  /** Absolute folder of the drizzle-orm package to use instead of the project's own or the shipped ones. */
  readonly drizzleOrm?: string | undefined;
  /** What gets another name in the database first (RENAMED_IN_CODE); `wish` gets the catalog with the new names. */
  readonly renames?: readonly Rename[];
  /** What no catalog tells: relations, options of clients. */
  readonly remedies?: readonly CodeRemedy[];
}

/** How often what went wrong is left out and the rest tried again. */
const MOST_ROUNDS = 4;

/**
 * Edits the Drizzle sources so that the code says what is wished. `wish` gets the code's catalog and returns another; what
 * Drizzle has no words for is not looked at. The edited project is read again: an edit that does not lead to what was wished, or
 * changes something else, is not given.
 * @throws {Failure} `bad-input` where the code cannot be read whole.
 */
export async function editCode(
  project: DrizzleProject,
  wish: (code: Catalog) => Catalog,
  work: Work,
  options: EditCodeOptions = {},
): Promise<CodeEdits> {
  const read = await readForEdit(project, work, options);
  requireWhole(read);
  const { renames, problems: refused } = possibleRenames(project, read, options.renames ?? []);
  let { remedies = [] } = options;
  const catalog = withNewNames(read.reading.catalog, renames);
  const wished = wish(catalog);
  let changes = codeChanges(catalog, wished);
  const isBroken = async (some: readonly CodeChange[], others: readonly CodeRemedy[] = []) => {
    const { overlay } = attempt(project, read, { changes: some, wished, renames, remedies: others });
    if (overlay.size === 0) return false;
    const { reading } = await readForEdit(project, work, { ...options, overlay });
    return reading.report.some(({ effect }) => effect === 'unread');
  };
  const isWrong = async (one: CodeRemedy) => {
    const { overlay, problems } = attempt(project, read, {
      changes: [],
      wished: catalog,
      renames: [],
      remedies: [one],
    });
    if (overlay.size === 0) return problems.length === 0;
    const { reading } = await readForEdit(project, work, { ...options, overlay });
    const isLost = reading.report.some(({ effect }) => effect === 'unread');
    return isLost || wrongRemedies([one], read.reading.code, reading.code, new Set()).length > 0;
  };
  for (let round = 1; ; round += 1) {
    const { overlay, problems } = attempt(project, read, { changes, wished, renames, remedies });
    if (overlay.size === 0) return { files: [], problems: [...refused, ...problems], overlay, reading: read.reading };
    const again = await readForEdit(project, work, { ...options, overlay });
    const told = new Set(problems.flatMap(({ object }) => (object === null ? [] : [object])));
    const after = renames.length === 0 ? again.reading.catalog : withNamesOf(again.reading.catalog, wished);
    const wrong = wrongObjects(changes, { before: catalog, wished, after }, told);
    const broken = again.reading.report.filter(({ effect }) => effect === 'unread');
    const isBlamed = remedies.length > 0 && broken.length > 0 && (await isBroken([], remedies));
    const failed = isBlamed ? remedies : wrongRemedies(remedies, read.reading.code, again.reading.code, told);
    if (failed.length > 0 && wrong.size === 0 && (isBlamed || broken.length === 0)) {
      const kept = await soundRemedies(failed, async (one) => !(await isWrong(one)));
      refused.push(...failed.filter((one) => !kept.includes(one)).map(remedyFailed));
      const rest = remedies.filter((one) => !failed.includes(one) || kept.includes(one));
      // Each is right alone and all are wrong together: none is vouched for.
      if (rest.length === remedies.length) refused.push(...failed.map(remedyFailed));
      remedies = rest.length === remedies.length ? remedies.filter((one) => !failed.includes(one)) : rest;
      if (round === MOST_ROUNDS) return nothing(read.reading, refused, changes, broken);
      continue;
    }
    if (wrong.size === 0 && broken.length === 0) {
      const files = filesOf(project.root, overlay);
      return { files, problems: [...refused, ...problems], overlay, reading: again.reading };
    }
    const groups = broken.length > 0 ? await brokenGroups(changes, isBroken) : groupsOf(changes, wrong);
    const left = broken.length > 0 ? idsOf(changes, groups) : wrong;
    refused.push(...[...left].map((id) => notReached(id, broken)));
    // Where nothing of it can be blamed, or time is up, there is no edit that can be vouched for.
    if (groups.size === 0 || round === MOST_ROUNDS) return nothing(read.reading, refused, changes, broken);
    changes = changes.filter((one) => !groups.has(groupOf(one)));
  }
}

/** Renames that the code can say, and what is to be told of the others. */
function possibleRenames(project: DrizzleProject, read: EditableReading, renames: readonly Rename[]) {
  const problems: Problem[] = [];
  const possible = renames.filter((rename) => {
    const editing = editingOf(project, read, renames);
    carryOutRename(editing, rename);
    problems.push(...editing.problems);
    return editing.problems.length === 0;
  });
  return { renames: possible, problems };
}

function editingOf(project: DrizzleProject, read: EditableReading, renames: readonly Rename[]): Editing {
  const facts = read.reading.code;
  if (!facts) throw new Error('Code that was read has facts');
  return new Editing(project.root, read, facts, renames);
}

function requireWhole({ reading }: EditableReading): void {
  const lost = reading.report.find(({ effect }) => effect === 'unread');
  if (!lost && reading.code) return;
  throw new Failure({
    code: 'bad-input',
    message: `The code cannot be edited, since it could not be read whole: ${lost?.message ?? 'nothing was read'}`,
    remedy: lost?.remedy ?? 'Correct it first.',
    origin: lost?.origin ?? null,
  });
}

interface Attempted {
  readonly changes: readonly CodeChange[];
  readonly wished: Catalog;
  readonly renames: readonly Rename[];
  readonly remedies: readonly CodeRemedy[];
}

function attempt(project: DrizzleProject, read: EditableReading, { changes, wished, renames, remedies }: Attempted) {
  const editing = editingOf(project, read, renames);
  for (const rename of renames) carryOutRename(editing, rename);
  putObjects(editing, changes, wished);
  const comesOrGoes = new Set(
    changes.flatMap((one) => (one.change !== 'set' && objectOf(one).kind === 'table' ? [one.id] : [])),
  );
  const tables = new Map<ObjectId, CodeChange[]>();
  for (const one of changes) {
    const object = objectOf(one);
    const place = tableIdOf(object);
    if (place) {
      const id = objectId('table', place.schema, place.table);
      if (!comesOrGoes.has(id)) tables.set(id, [...(tables.get(id) ?? []), one]);
      else if (one.change === 'drop' && object.kind === 'table') dropTable(editing, object);
    } else change(editing, one);
  }
  for (const own of tables.values()) {
    const [first] = own;
    const place = first && tableIdOf(objectOf(first));
    if (!place) continue;
    for (const one of own) {
      if (one.change === 'put' && one.after.kind === 'column')
        editing.newKeys.set(one.id, editing.keyFor(place.schema, place.table, one.after.name));
    }
    const hasPolicies = wished.objects.policy.some(
      ({ schema, table }) => schema === place.schema && table === place.table,
    );
    editTable(editing, { ...place, changes: own, hasPolicies });
  }
  carryOutRemedies(editing, remedies);
  const overlay = new Map<string, string>();
  for (const [path, text] of editing.texts()) {
    overlay.set(path, tidyImports(path, readSourceText(path).text, text));
  }
  return { overlay, problems: editing.problems };
}

/** What stands for itself. */
function change(editing: Editing, one: CodeChange): void {
  if (one.change === 'put') return;
  if (one.change === 'drop') {
    if (one.before.kind === 'schema') editing.cannot(one.id, 'Schemas are left in the code.', null);
    else dropObject(editing, one.before as CatalogObject & { readonly name: string });
    return;
  }
  const { before, after, attributes } = one;
  if (before.kind === 'enum' && after.kind === 'enum') setLabels(editing, before, after);
  else if (after.kind === 'sequence') setSequence(editing, after);
  else if (after.kind === 'view' || after.kind === 'materialized-view') setView(editing, after, attributes);
}

function objectOf(one: CodeChange): CatalogObject {
  return one.change === 'drop' ? one.before : one.after;
}

/** How many parts of a wish are tried by themselves, to find the one that keeps the code from being read. */
const MOST_TRIES = 12;

/**
 * The groups whose edits break the code: what still uses something that goes, an import that leads in a circle. Found by halves;
 * each is taken to break it by itself.
 */
async function brokenGroups(
  changes: readonly CodeChange[],
  isBroken: (some: readonly CodeChange[]) => Promise<boolean>,
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  const open: (readonly string[])[] = halves([...new Set(changes.map(groupOf))]);
  for (let tries = 0; open.length > 0; tries += 1) {
    const groups = open.pop() ?? [];
    if (groups.length === 0) continue;
    const some = changes.filter((one) => groups.includes(groupOf(one)));
    if (tries < MOST_TRIES && !(await isBroken(some))) continue;
    if (groups.length === 1 || tries >= MOST_TRIES) for (const group of groups) found.add(group);
    else open.push(...halves(groups));
  }
  return found;
}

function halves<T>(list: readonly T[]): (readonly T[])[] {
  const middle = Math.ceil(list.length / 2);
  return [list.slice(0, middle), list.slice(middle)];
}

function idsOf(changes: readonly CodeChange[], groups: ReadonlySet<string>): ReadonlySet<ObjectId> {
  return new Set(changes.filter((one) => groups.has(groupOf(one))).map(({ id }) => id));
}

/** A table with all that stands in it is edited as a whole, or not. */
function groupOf(one: CodeChange): string {
  const place = tableIdOf(objectOf(one));
  return place ? objectId('table', place.schema, place.table) : one.id;
}

function groupsOf(changes: readonly CodeChange[], wrong: ReadonlySet<ObjectId>): ReadonlySet<string> {
  return new Set(changes.filter(({ id }) => wrong.has(id)).map(groupOf));
}

interface Three {
  readonly before: Catalog;
  readonly wished: Catalog;
  readonly after: Catalog;
}

/** Objects that are not what was wished, and such as nobody wished to change and that changed all the same. */
function wrongObjects(
  changes: readonly CodeChange[],
  { before, wished, after }: Three,
  told: ReadonlySet<ObjectId>,
): ReadonlySet<ObjectId> {
  const wrong = new Set<ObjectId>();
  const wanted = new Map(changes.map((one) => [one.id, one]));
  for (const rest of codeChanges(after, wished)) {
    if (!wanted.has(rest.id) || told.has(rest.id)) continue;
    const was = lookupOf(before).find(rest.id) ?? null;
    const is = lookupOf(after).find(rest.id) ?? null;
    // What could not be edited was told, with all that leans on it; what was edited has to be right.
    if (!isSame(was, is) || !leansOn(rest, told)) wrong.add(rest.id);
  }
  for (const other of codeChanges(before, after)) if (!wanted.has(other.id)) wrong.add(blame(other, changes));
  return wrong;
}

function isSame(a: CatalogObject | null, b: CatalogObject | null): boolean {
  if (a === null || b === null) return a === b;
  return isEqual({ ...a, origins: [] }, { ...b, origins: [] });
}

/** A part of a table that could not be edited. */
function leansOn(one: CodeChange, told: ReadonlySet<ObjectId>): boolean {
  const place = tableIdOf(objectOf(one));
  return place !== null && told.has(objectId('table', place.schema, place.table));
}

/** A change that nobody wished, by the change of the same table that may have led to it. */
function blame(other: CodeChange, changes: readonly CodeChange[]): ObjectId {
  return changes.find((one) => groupOf(one) === groupOf(other))?.id ?? other.id;
}

function notReached(id: ObjectId, broken: readonly Problem[]): Problem {
  const cause = broken[0]?.message ?? null;
  return unread('code-edit-failed', `${id} could not be edited so that the code says what is wished.`, {
    remedy: 'Edit it by hand.',
    object: id,
    ...(cause === null ? {} : { cause }),
  });
}

function nothing(
  reading: Reading,
  refused: readonly Problem[],
  changes: readonly CodeChange[],
  broken: readonly Problem[],
): CodeEdits {
  const known = new Set(refused.map(({ object }) => object));
  const others = changes.filter(({ id }) => !known.has(id)).map(({ id }) => notReached(id, broken));
  return { files: [], problems: [...refused, ...others], overlay: new Map(), reading };
}

function filesOf(root: string, overlay: ReadonlyMap<string, string>): readonly EditedFile[] {
  return [...overlay]
    .map(([path, after]) => ({
      path: path.slice(join(root, '/').length).replaceAll('\\', '/'),
      before: readSourceText(path).text,
      after,
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}
