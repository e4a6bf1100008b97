import {
  type Catalog,
  lookupOf,
  type ObjectId,
  parseObjectId,
  quoteIdent,
  quoteQualified,
  type RangeType,
  truncateIdentifier,
} from '#app/catalog';
import type { Statement } from '#app/sql';
import type { ChangeSet } from './change-set.ts';
import type { Dependents } from './dependency.ts';

/** While columns are carried over, the old type stands beside the new one under another name. */
export function renderOldTypeRenames(from: Catalog, to: Catalog, { retyped }: ChangeSet): readonly Statement[] {
  const anew = new Set([...retyped].map((id) => quoteQualified(...parseObjectId(id).parts)));
  return [...retyped].flatMap((id) => {
    const { word, schema, name } = partsOf(id);
    const type = lookupOf(from).find(id);
    const range = type?.kind === 'range-type' ? type : null;
    const other = lookupOf(to).find(id);
    const keepsSubtype = other?.kind === 'range-type' && other.subtype === range?.subtype && !anew.has(other.subtype);
    return [
      `ALTER ${word} ${quoteQualified(schema, name)} RENAME TO ${quoteIdent(oldName(name))}`,
      ...(range === null ? [] : renderOldRangeRenames(range, keepsSubtype)),
    ].map((sql) => ({ sql, object: id }));
  });
}

/** The multirange and the functions that make ranges bear names that the new type needs for its own. */
function renderOldRangeRenames(
  { schema, name, subtype, multirange }: RangeType,
  keepsSubtype: boolean,
): readonly string[] {
  const old = quoteIdent(oldName(name));
  const ranges = quoteIdent(oldName(`${name} ranges`));
  const make = `ALTER ROUTINE ${quoteQualified(schema, name)}`;
  return [
    ...(multirange === null
      ? []
      : [`ALTER TYPE ${multirange} RENAME TO ${ranges}`, `ALTER ROUTINE ${multirange}() RENAME TO ${ranges}`]),
    ...(keepsSubtype
      ? [`${make}(${subtype}, ${subtype}) RENAME TO ${old}`, `${make}(${subtype}, ${subtype}, text) RENAME TO ${old}`]
      : []),
  ];
}

/** What is made of other types goes before them. */
export function renderOldTypeDrops(
  from: Catalog,
  { retyped }: ChangeSet,
  dependents: Dependents,
): readonly Statement[] {
  const ordered: ObjectId[] = [];
  const seen = new Set<ObjectId>();
  const visit = (id: ObjectId): void => {
    if (seen.has(id)) return;
    seen.add(id);
    for (const { dependent } of dependents.of(id)) if (retyped.has(dependent)) visit(dependent);
    ordered.push(id);
  };
  for (const id of retyped) visit(id);
  return ordered.map((id) => {
    const { word, schema, name } = partsOf(id);
    const type = lookupOf(from).find(id);
    const cascade = type?.kind === 'range-type' && type.canonical !== null ? ' CASCADE' : '';
    return { sql: `DROP ${word} ${quoteQualified(schema, oldName(name))}${cascade}`, object: id };
  });
}

function partsOf(id: ObjectId) {
  const { kind, parts } = parseObjectId(id);
  const [schema = '', name = ''] = parts;
  return { word: kind === 'domain' || kind === 'collation' ? kind.toUpperCase() : 'TYPE', schema, name };
}

function oldName(name: string): string {
  return truncateIdentifier(`old ${name}`);
}
