import {
  type Catalog,
  lookupOf,
  type ObjectId,
  parseObjectId,
  quoteIdent,
  quoteQualified,
  truncateIdentifier,
} from '#app/catalog';
import type { Statement } from '#app/sql';
import type { ChangeSet } from './change-set.ts';
import type { Dependents } from './dependency.ts';

/** While columns are carried over, the old type stands beside the new one under another name. */
export function renderOldTypeRenames(from: Catalog, { retyped }: ChangeSet): readonly Statement[] {
  return [...retyped].flatMap((id) => {
    const { word, schema, name } = partsOf(id);
    const type = lookupOf(from).find(id);
    const multirange = type?.kind === 'range-type' ? type.multirange : null;
    return [
      `ALTER ${word} ${quoteQualified(schema, name)} RENAME TO ${quoteIdent(oldName(name))}`,
      ...(multirange === null ? [] : renderOldRangeRenames(name, multirange)),
    ].map((sql) => ({ sql, object: id }));
  });
}

/** Its multirange and the function that makes an empty one bear names that the new one needs. */
function renderOldRangeRenames(name: string, multirange: string): readonly string[] {
  const old = quoteIdent(oldName(`${name} ranges`));
  return [`ALTER TYPE ${multirange} RENAME TO ${old}`, `ALTER ROUTINE ${multirange}() RENAME TO ${old}`];
}

/** What is made of other types goes before them. */
export function renderOldTypeDrops({ retyped }: ChangeSet, dependents: Dependents): readonly Statement[] {
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
    return { sql: `DROP ${word} ${quoteQualified(schema, oldName(name))}`, object: id };
  });
}

function partsOf(id: ObjectId) {
  const { kind, parts } = parseObjectId(id);
  const [schema = '', name = ''] = parts;
  return { word: kind === 'domain' ? 'DOMAIN' : 'TYPE', schema, name };
}

function oldName(name: string): string {
  return truncateIdentifier(`old ${name}`);
}
