import {
  type Catalog,
  type CatalogObject,
  KINDS,
  type Kind,
  lookupOf,
  type ObjectId,
  objectId,
  parseObjectId,
  type Table,
} from '#app/catalog';
import { renderCatalog, renderComment, renderObjectTarget, type Statement } from '#app/sql';
import { type ChangeSet, goesWithTable, grantedObjects } from './change-set.ts';
import { partitionTree } from './partition-moves.ts';

export interface Makes {
  /** Types, sequences, routines: what tables may be made of. */
  readonly beforeTables: readonly Statement[];
  readonly rest: readonly Statement[];
}

/** Changed with the tables that stay. */
const IN_TABLE_BLOCK: ReadonlySet<Kind> = new Set<Kind>(['table', 'column']);

/** What is made or changed beside the tables that stay, in the order in which the target would be built. */
export function renderMakes(to: Catalog, changes: ChangeSet, putBack: ReadonlyMap<Table, readonly Statement[]>): Makes {
  const script = scriptOf(to, changes);
  const at = script.findIndex(({ object }) => parseObjectId(object).kind === 'table');
  const end = at < 0 ? script.length : at;
  const written = withRows(walk(script, to, changes), script, to, putBack);
  return {
    beforeTables: written.slice(0, end).flat(),
    rest: [...written.slice(end).flat(), ...unplaced(script, changes)],
  };
}

/** Tables that are made whole, with their keys and checks inside; those of tables that stay have statements of their own. */
function scriptOf(to: Catalog, { made, replaced }: ChangeSet): readonly Statement[] {
  const tables = new Set(to.objects.table.map(({ id }) => id).filter((id) => made.has(id) || replaced.has(id)));
  const whole = renderCatalog(to, { owners: false });
  const apart = renderCatalog(to, { owners: false, constraints: 'separate' });
  const wholeByObject = new Map<ObjectId, Statement[]>();
  for (const statement of whole) {
    const known = wholeByObject.get(statement.object);
    if (known) known.push(statement);
    else wholeByObject.set(statement.object, [statement]);
  }
  const seen = new Set<ObjectId>();
  return apart.flatMap((statement) => {
    const { object } = statement;
    if (!tables.has(object) && !goesWithTable(object, tables)) return [statement];
    if (seen.has(object)) return [];
    seen.add(object);
    return wholeByObject.get(object) ?? [];
  });
}

/** For each statement of the script, what of it the plan needs. */
function walk(script: readonly Statement[], to: Catalog, changes: ChangeSet): readonly (readonly Statement[])[] {
  const { made, replaced, retyped, altered } = changes;
  const isNew = (id: ObjectId) => made.has(id) || replaced.has(id) || retyped.has(id);
  const tables = new Set(to.objects.table.map(({ id }) => id).filter(isNew));
  const lookup = lookupOf(to);
  const seen = new Set<ObjectId>();
  return script.map((statement) => {
    const { object: id, sql } = statement;
    const object = lookup.find(id);
    if (!object || sql.endsWith('check_function_bodies') || sql.endsWith('check_function_bodies = off')) return [];
    if (isNew(id) || goesWithTable(id, tables) || grantedObjects(id).some(isNew)) return [statement];
    if (IN_TABLE_BLOCK.has(object.kind) || seen.has(id)) return [];
    seen.add(id);
    return (altered.get(id) ?? []).map((one) => ({ sql: one, object: id }));
  });
}

/** Rows go back into a table once it stands with all its partitions, before anything reads it or watches over it. */
function withRows(
  written: readonly (readonly Statement[])[],
  script: readonly Statement[],
  to: Catalog,
  putBack: ReadonlyMap<Table, readonly Statement[]>,
): readonly (readonly Statement[])[] {
  if (putBack.size === 0) return written;
  const after = written.map((statements) => [...statements]);
  for (const [table, statements] of putBack) {
    const tree = new Set(partitionTree(to, table).map(({ id }) => id));
    const at = script.findLastIndex(({ object, sql }) => tree.has(object) && /^CREATE |ATTACH PARTITION/.test(sql));
    after[at]?.push(...statements);
  }
  return after;
}

/** Objects that a script has no statement for: changed all the same. */
function unplaced(script: readonly Statement[], { altered }: ChangeSet): readonly Statement[] {
  const placed = new Set(script.map(({ object }) => object));
  return [...altered]
    .filter(([id]) => !placed.has(id) && !IN_TABLE_BLOCK.has(parseObjectId(id).kind))
    .flatMap(([id, sql]) => sql.map((one) => ({ sql: one, object: id })));
}

/** Comments of what stays; what is made brings its own. */
export function renderComments(
  from: Catalog,
  to: Catalog,
  { commented, replaced, retyped }: ChangeSet,
): readonly Statement[] {
  const [before, after] = [lookupOf(from), lookupOf(to)];
  return KINDS.flatMap((kind): readonly CatalogObject[] => to.objects[kind]).flatMap((object) => {
    const id = object.id;
    if (!commented.has(id) || replaced.has(id) || retyped.has(id)) return [];
    if (before.find(id)?.comment === after.find(id)?.comment) return [];
    const sql = renderComment(object) ?? `COMMENT ON ${renderObjectTarget(object)} IS ${commentOfNobody(object)}`;
    return [{ sql, object: id }];
  });
}

/** `public` has one from the start, which pg_dump leaves out. */
function commentOfNobody({ id }: CatalogObject): string {
  return id === objectId('schema', 'public') ? "'standard public schema'" : 'NULL';
}
