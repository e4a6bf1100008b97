import { compareText, KINDS, type Kind, objectId } from '#app/catalog';
import type { Difference } from '#app/compare';
import { type ObjectName, objectName } from '#renderer/lib/object-name.ts';
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
}

export interface SchemaGroup {
  readonly name: string;
  readonly groups: readonly Group[];
  readonly count: number;
  readonly counting: number;
}

/** Groups differences by schema, then by the table (or other object) they are about. Done once per result and filter. */
export function groupDifferences(differences: readonly Difference[]): readonly SchemaGroup[] {
  const schemas = new Map<string, Map<string, Group>>();
  for (const difference of differences) {
    const name = objectName(difference.object);
    const schema = name.kind === 'schema' ? name.name : (name.schema ?? NO_SCHEMA);
    const kind = name.table === null ? name.kind : 'table';
    const title = name.table ?? name.name;
    const id = name.table === null ? difference.object : objectId('table', schema, name.table);
    const groups = getOrMake(schemas, schema, () => new Map<string, Group>());
    getOrMake(groups, id, () => ({ id, kind, name: title, members: [] })).members.push({ difference, name });
  }
  return [...schemas]
    .sort(([a], [b]) => Number(a === NO_SCHEMA) - Number(b === NO_SCHEMA) || compareText(a, b))
    .map(([name, groups]) => schemaGroup(name, [...groups.values()]));
}

function schemaGroup(name: string, groups: Group[]): SchemaGroup {
  groups.sort((a, b) => rankOf(a.kind) - rankOf(b.kind) || compareText(a.name, b.name));
  for (const group of groups) group.members.sort(compareMembers);
  const all = groups.flatMap((group) => group.members);
  return { name, groups, count: all.length, counting: countCounting(all) };
}

/** The rows in sight. `folded` holds the ids of closed rows; everything else is open. */
export function differenceRows(groups: readonly SchemaGroup[], folded: ReadonlySet<string>): readonly DifferenceRow[] {
  const rows: DifferenceRow[] = [];
  for (const schema of groups) {
    const id = `schema ${schema.name}`;
    const expanded = !folded.has(id);
    rows.push({
      row: 'schema',
      id,
      level: 1,
      expanded,
      text: schema.name,
      count: schema.count,
      counting: schema.counting,
    });
    if (expanded) for (const group of schema.groups) pushGroup(rows, group, folded);
  }
  return rows;
}

function pushGroup(rows: DifferenceRow[], group: Group, folded: ReadonlySet<string>): void {
  const [first, ...rest] = group.members;
  if (first && rest.length === 0 && first.difference.object === group.id) {
    rows.push(differenceRow(first, 2));
    return;
  }
  const id = `object ${group.id}`;
  const expanded = !folded.has(id);
  const counting = countCounting(group.members);
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
