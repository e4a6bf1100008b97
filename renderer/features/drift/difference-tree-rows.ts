import { KINDS, type Kind } from '#app/catalog';
import type { Difference } from '#app/compare';
import { ownerOf } from '#renderer/lib/drift-owner.ts';
import { KIND_LOOKS } from '#renderer/lib/kinds.ts';
import { compareNaturally } from '#renderer/lib/natural-order.ts';
import { type ObjectName, objectName } from '#renderer/lib/object-name.ts';
import type { TreeRow } from '#renderer/ui';

/** A group's differences and how many of them count. */
export interface Members {
  readonly members: readonly Difference[];
  readonly counting: number;
}

/** A row of the tree of differences: a schema, an object with several differences, a kind of its parts, or a difference. */
export type DifferenceRow = TreeRow &
  (
    | (Members & { readonly row: 'schema' })
    | (Members & { readonly row: 'object' | 'kind'; readonly kind: Kind })
    | { readonly row: 'difference'; readonly difference: Difference; readonly alone: boolean }
  );

/** Stands for what belongs to no schema: roles, extensions, publications. */
export const NO_SCHEMA = 'Database';

interface KindGroup extends Members {
  readonly kind: Kind;
}

interface Group extends Members {
  readonly id: string;
  readonly kind: Kind;
  readonly name: string;
  /** By kind, where there are several. */
  readonly kinds: readonly KindGroup[];
}

interface NewGroup {
  readonly id: string;
  readonly kind: Kind;
  readonly name: string;
  readonly members: Difference[];
}

export interface SchemaGroup extends Members {
  readonly name: string;
  readonly groups: readonly Group[];
}

/** Groups differences by schema, by the table (or other object) they are about, and by kind. Done once per result and filter. */
export function groupDifferences(differences: readonly Difference[]): readonly SchemaGroup[] {
  const schemas = new Map<string, Map<string, NewGroup>>();
  for (const difference of differences) {
    const { id, kind, schema, name } = ownerOf(difference);
    const groups = getOrMake(schemas, schema ?? NO_SCHEMA, () => new Map<string, NewGroup>());
    getOrMake(groups, id, () => ({ id, kind, name, members: [] })).members.push(difference);
  }
  return [...schemas]
    .map(([name, groups]) => schemaGroup(name, [...groups.values()]))
    .sort(
      (a, b) =>
        Number(a.name === NO_SCHEMA) - Number(b.name === NO_SCHEMA) ||
        Number(a.counting === 0) - Number(b.counting === 0) ||
        compareNaturally(a.name, b.name),
    );
}

/** Schemas and objects with something that counts stand first: they are the answer. */
function schemaGroup(name: string, made: readonly NewGroup[]): SchemaGroup {
  const groups = made.map((group): Group => {
    group.members.sort(compareMembers);
    return { ...group, counting: countCounting(group.members), kinds: kindGroups(group.members) };
  });
  groups.sort(
    (a, b) =>
      Number(a.counting === 0) - Number(b.counting === 0) ||
      rankOf(a.kind) - rankOf(b.kind) ||
      compareNaturally(a.name, b.name),
  );
  const members = groups.flatMap((group) => group.members);
  return { name, groups, members, counting: countCounting(members) };
}

/** Sorted members by kind; a level of its own only where there are several kinds. */
function kindGroups(members: readonly Difference[]): readonly KindGroup[] {
  const kinds = new Map<Kind, Difference[]>();
  for (const difference of members) getOrMake(kinds, difference.kind, () => []).push(difference);
  return [...kinds].map(([kind, own]) => ({ kind, members: own, counting: countCounting(own) }));
}

/** What decides whether a row is open. */
export interface Folding {
  /** What the person chose, by row id. */
  readonly chosen: ReadonlyMap<string, boolean>;
  /** The row that holds the difference that is looked at ({@link closedHolder}): open unless the person closed it. */
  readonly holder: string | null;
  /** Everything the person did not close is open: they search. */
  readonly openAll: boolean;
}

export const FIRST_FOLDING: Folding = { chosen: new Map(), holder: null, openAll: false };

/** The row that is closed at first and holds a difference, or `null`: going from one to the next rarely opens any. */
export function closedHolder(groups: readonly SchemaGroup[], key: string | null): string | null {
  if (key === null) return null;
  for (const schema of groups) {
    for (const group of schema.groups) {
      if (group.counting > 0) continue;
      if (group.members.some((difference) => difference.key === key)) return `object ${group.id}`;
    }
  }
  return null;
}

/** The rows in sight. At first objects with nothing that counts are closed, unless nothing counts anywhere. */
export function differenceRows(groups: readonly SchemaGroup[], folding: Folding): readonly DifferenceRow[] {
  const rows: DifferenceRow[] = [];
  const openAll = folding.openAll || groups.every((schema) => schema.counting === 0);
  for (const { name, members, counting, groups: own } of groups) {
    const id = `schema ${name}`;
    const expanded = folding.chosen.get(id) ?? true;
    rows.push({ row: 'schema', id, level: 1, expanded, text: name, members, counting });
    if (expanded) for (const group of own) pushGroup(rows, group, { ...folding, openAll });
  }
  return rows;
}

function pushGroup(rows: DifferenceRow[], group: Group, { chosen, holder, openAll }: Folding): void {
  const { kind, members, counting, kinds } = group;
  const [first, ...rest] = members;
  if (first && rest.length === 0 && first.object === group.id) {
    rows.push(differenceRow(first, 2));
    return;
  }
  const id = `object ${group.id}`;
  const expanded = chosen.get(id) ?? (openAll || counting > 0 || holder === id);
  rows.push({ row: 'object', id, level: 2, expanded, text: group.name, kind, members, counting });
  if (!expanded) return;
  for (const part of kinds) {
    // What is said of the table itself stands right below it.
    if (kinds.length === 1 || part.kind === kind)
      for (const member of part.members) rows.push(differenceRow(member, 3));
    else pushKind(rows, part, `${group.id} ${part.kind}`, chosen);
  }
}

function pushKind(
  rows: DifferenceRow[],
  { kind, members, counting }: KindGroup,
  name: string,
  chosen: Folding['chosen'],
): void {
  const id = `kind ${name}`;
  const expanded = chosen.get(id) ?? true;
  rows.push({ row: 'kind', id, level: 3, expanded, text: KIND_LOOKS[kind].many, kind, members, counting });
  if (expanded) for (const member of members) rows.push(differenceRow(member, 4));
}

function differenceRow(difference: Difference, level: number): DifferenceRow {
  const text = shortName(difference, level);
  return { row: 'difference', id: difference.key, level, expanded: null, text, alone: level === 2, difference };
}

/** Below its table a grant needs not name the table again. */
function shortName(difference: Difference, level: number): string {
  const { name } = nameOf(difference);
  if (difference.kind !== 'grant' || level < 3) return name;
  return `to ${name.slice(0, name.indexOf(' on '))}`;
}

/** The difference after (or before) one, in the order of the rows and around the end; folded ones are passed over. */
export function neighbourKey(rows: readonly DifferenceRow[], current: string | null, step: 1 | -1): string | null {
  const count = rows.length;
  const at = current === null ? -1 : rows.findIndex((row) => row.id === current);
  const start = at < 0 ? (step > 0 ? -1 : count) : at;
  for (let passed = 1; passed <= count; passed += 1) {
    const row = rows[(start + passed * step + count * 2) % count];
    if (row?.row === 'difference') return row.id;
  }
  return null;
}

/** The differences that a row stands for. */
export function differencesOf(row: DifferenceRow): readonly Difference[] {
  return row.row === 'difference' ? [row.difference] : row.members;
}

const RANKS = new Map(KINDS.map((kind, index) => [kind, index]));

/** Tables first, since most of what differs is about them; then the listing order. */
function rankOf(kind: Kind): number {
  return kind === 'table' ? -1 : (RANKS.get(kind) ?? KINDS.length);
}

function compareMembers(a: Difference, b: Difference): number {
  return (
    rankOf(a.kind) - rankOf(b.kind) ||
    compareNaturally(nameOf(a).name, nameOf(b).name) ||
    compareNaturally(a.attribute ?? '', b.attribute ?? '')
  );
}

const NAMES = new WeakMap<Difference, ObjectName>();

function nameOf(difference: Difference): ObjectName {
  let name = NAMES.get(difference);
  if (!name) {
    name = objectName(difference.object);
    NAMES.set(difference, name);
  }
  return name;
}

function countCounting(members: readonly Difference[]): number {
  return members.reduce((sum, { counts }) => sum + Number(counts), 0);
}

function getOrMake<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}
