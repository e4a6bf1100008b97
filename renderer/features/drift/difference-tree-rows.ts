import { type Catalog, compareText, KINDS, type Kind, objectId } from '#app/catalog';
import type { Difference } from '#app/compare';
import { type ObjectName, objectName, tableOf } from '#renderer/lib/object-name.ts';
import type { TreeRow } from '#renderer/ui';

/** A row of the tree of differences: a schema, an object with several differences, or a difference. */
export type DifferenceRow = TreeRow &
  (
    | { readonly row: 'schema'; readonly count: number; readonly counting: number }
    | { readonly row: 'object'; readonly kind: Kind; readonly count: number; readonly counting: number }
    | { readonly row: 'difference'; readonly difference: Difference; readonly name: string; readonly alone: boolean }
  );

/** Stands for what belongs to no schema: roles, extensions, publications. */
export const NO_SCHEMA = 'Database';

interface Placed {
  readonly difference: Difference;
  readonly name: ObjectName;
}

interface Group {
  readonly id: string;
  readonly kind: Kind;
  readonly name: string;
  readonly members: Placed[];
  /** How many of the members count. */
  readonly counting: number;
}

type NewGroup = Omit<Group, 'counting'>;

export interface SchemaGroup {
  readonly name: string;
  readonly groups: readonly Group[];
  readonly count: number;
  readonly counting: number;
}

/** Groups differences by schema, then by the table (or other object) they are about. Done once per result and filter. */
export function groupDifferences(
  differences: readonly Difference[],
  catalogs: readonly (Catalog | null)[] = [],
): readonly SchemaGroup[] {
  const schemas = new Map<string, Map<string, NewGroup>>();
  for (const difference of differences) {
    const name = objectName(difference.object);
    const schema = name.kind === 'schema' ? name.name : (name.schema ?? NO_SCHEMA);
    const owner = tableOf(difference.object, catalogs);
    const kind = owner ? 'table' : name.kind;
    const title = owner?.table ?? name.name;
    const id = owner ? objectId('table', schema, owner.table) : difference.object;
    const groups = getOrMake(schemas, schema, () => new Map<string, NewGroup>());
    getOrMake(groups, id, () => ({ id, kind, name: title, members: [] })).members.push({ difference, name });
  }
  return [...schemas]
    .sort(([a], [b]) => Number(a === NO_SCHEMA) - Number(b === NO_SCHEMA) || compareText(a, b))
    .map(([name, groups]) => schemaGroup(name, [...groups.values()]));
}

/** Objects with something that counts stand first: they are the answer. */
function schemaGroup(name: string, made: readonly NewGroup[]): SchemaGroup {
  const groups = made.map((group) => ({ ...group, counting: countCounting(group.members) }));
  groups.sort(
    (a, b) =>
      Number(a.counting === 0) - Number(b.counting === 0) ||
      rankOf(a.kind) - rankOf(b.kind) ||
      compareText(a.name, b.name),
  );
  for (const group of groups) group.members.sort(compareMembers);
  const all = groups.flatMap((group) => group.members);
  return { name, groups, count: all.length, counting: countCounting(all) };
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
      if (group.members.some(({ difference }) => difference.key === key)) return `object ${group.id}`;
    }
  }
  return null;
}

/** The rows in sight. At first objects with nothing that counts are closed, unless nothing counts anywhere. */
export function differenceRows(groups: readonly SchemaGroup[], folding: Folding): readonly DifferenceRow[] {
  const rows: DifferenceRow[] = [];
  const openAll = folding.openAll || groups.every((schema) => schema.counting === 0);
  for (const schema of groups) {
    const id = `schema ${schema.name}`;
    const expanded = folding.chosen.get(id) ?? true;
    const { count, counting } = schema;
    rows.push({ row: 'schema', id, level: 1, expanded, text: schema.name, count, counting });
    if (expanded) for (const group of schema.groups) pushGroup(rows, group, { ...folding, openAll });
  }
  return rows;
}

function pushGroup(rows: DifferenceRow[], group: Group, { chosen, holder, openAll }: Folding): void {
  const [first, ...rest] = group.members;
  if (first && rest.length === 0 && first.difference.object === group.id) {
    rows.push(differenceRow(first, 2));
    return;
  }
  const id = `object ${group.id}`;
  const { counting } = group;
  const expanded = chosen.get(id) ?? (openAll || counting > 0 || holder === id);
  const count = group.members.length;
  rows.push({ row: 'object', id, level: 2, expanded, text: group.name, kind: group.kind, count, counting });
  if (expanded) for (const member of group.members) rows.push(differenceRow(member, 3));
}

function differenceRow({ difference, name }: Placed, level: number): DifferenceRow {
  return {
    row: 'difference',
    id: difference.key,
    level,
    expanded: null,
    text: shortName(difference, name, level),
    name: shortName(difference, name, level),
    alone: level === 2,
    difference,
  };
}

/** Below its table a grant needs not name the table again. */
function shortName(difference: Difference, name: ObjectName, level: number): string {
  if (difference.kind !== 'grant' || level < 3) return name.name;
  return `to ${name.name.slice(0, name.name.indexOf(' on '))}`;
}

/** The difference after (or before) one, in the order of the rows and around the end; folded ones are passed over. */
export function neighbourKey(rows: readonly DifferenceRow[], current: string | null, step: 1 | -1): string | null {
  const keys = rows.flatMap((row) => (row.row === 'difference' ? [row.id] : []));
  if (keys.length === 0) return null;
  const at = current === null ? -1 : keys.indexOf(current);
  if (at < 0) return (step > 0 ? keys[0] : keys.at(-1)) ?? null;
  return keys[(at + step + keys.length) % keys.length] ?? null;
}

const RANKS = new Map(KINDS.map((kind, index) => [kind, index]));

/** Tables first, since most of what differs is about them; then the listing order. */
function rankOf(kind: Kind): number {
  return kind === 'table' ? -1 : (RANKS.get(kind) ?? KINDS.length);
}

function compareMembers(a: Placed, b: Placed): number {
  return (
    rankOf(a.difference.kind) - rankOf(b.difference.kind) ||
    compareText(a.name.name, b.name.name) ||
    compareText(a.difference.attribute ?? '', b.difference.attribute ?? '')
  );
}

function countCounting(members: readonly Placed[]): number {
  return members.reduce((sum, member) => sum + Number(member.difference.counts), 0);
}

function getOrMake<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}
