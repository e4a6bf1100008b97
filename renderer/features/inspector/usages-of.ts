import { type ObjectId, parseObjectId } from '#app/catalog';
import {
  isOnlyAName,
  isStatement,
  type Usage,
  type UsagePart,
  type Usages,
  usageLookupOf,
  usagePart,
} from '#app/usages';

/** A part of what is inspected, as a choice. */
export interface UsageScope {
  /** `all` for a table with its columns, else an object's identity. */
  readonly value: string;
  readonly label: string;
  readonly usages: readonly Usage[];
}

/** The choices for an object: a table with its columns, the table alone, each column that is used. */
export function usageScopes(usages: Usages, id: ObjectId): readonly UsageScope[] {
  const lookup = usageLookupOf(usages);
  const { kind, parts } = parseObjectId(id);
  const own = inOrder(lookup.of(id));
  const [schema = '', name = ''] = parts;
  const columns = kind === 'table' ? [...lookup.columnsOf(schema, name)] : [];
  if (columns.length === 0) return [{ value: 'all', label: 'All uses', usages: own }];
  const all = inOrder([...own, ...columns.flatMap(([, list]) => list)]);
  return [
    { value: 'all', label: 'Table and columns', usages: all },
    { value: id, label: 'Table alone', usages: own },
    ...columns.map(([column, list]) => ({ value: column, label: columnName(column), usages: inOrder(list) })),
  ];
}

export function columnName(id: ObjectId): string {
  const { kind, parts } = parseObjectId(id);
  return kind === 'column' ? (parts.at(-1) ?? '') : '';
}

const ORDER: readonly UsagePart[] = ['statement', 'schema', 'name'];

/** What runs comes first, then the schema itself, then bare names; by place in each. */
function inOrder(usages: readonly Usage[]): readonly Usage[] {
  return usages.toSorted(
    (a, b) => ORDER.indexOf(usagePart(a.kind)) - ORDER.indexOf(usagePart(b.kind)) || comparePlaces(a, b),
  );
}

function comparePlaces(a: Usage, b: Usage): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}

/** What the usages come to, in a sentence. */
export function usageAnswer(usages: readonly Usage[]): string {
  const statements = usages.filter(({ kind }) => isStatement(kind));
  const files = new Set(usages.map(({ file }) => file)).size;
  const inFiles = `in ${files} ${files === 1 ? 'file' : 'files'}`;
  if (usages.length === 0) return 'No code uses it.';
  if (usages.every(({ kind }) => isOnlyAName(kind))) return `Only imported, ${inFiles}; no statement uses it.`;
  const count = `${usages.length} ${usages.length === 1 ? 'place' : 'places'} ${inFiles}`;
  if (statements.length === 0) return `${count}; no statement reads or writes its rows.`;
  const outside = statements.filter(({ test }) => !test).length;
  const inTests = outside === 0 ? ', all in tests' : '';
  return `${count}, ${statements.length} of them ${statements.length === 1 ? 'a statement' : 'statements'}${inTests}.`;
}
