import type { MaterializedView, Table, View, ViewColumn } from '#app/catalog';
import type { CatalogRows } from '../queries/all.ts';
import { INDEX_FLAGS } from '../queries/indexes.ts';
import type { RelationRow } from '../queries/relations.ts';
import { groupBy } from './group.ts';
import { KIND_OF_RELATION, type Names, type RelationName } from './names.ts';
import { mergeOptions, optionsOf, withoutSemicolon } from './text.ts';

/** Fields that tables, views and materialized views share. */
export function relationFields(row: RelationRow, relation: RelationName, names: Names) {
  const id = `${KIND_OF_RELATION[row.kind]}:${relation.path}`;
  return {
    ...names.base(id, names.comment('pg_class', row.oid)),
    owner: names.role(row.owner),
    schema: relation.schema,
    name: relation.name,
  };
}

export function assembleTables(rows: CatalogRows, names: Names): Table[] {
  const parents = groupBy(rows.inherits, (row) => row.child);
  const foreign = new Map(rows.foreignTables.map((row) => [row.relation, row]));
  const identityIndexes = new Map(
    rows.indexes.filter((row) => row.flags & INDEX_FLAGS.replicaIdentity).map((row) => [row.relation, row.name]),
  );
  const typeNames = new Map(rows.types.map((row) => [row.oid, { schema: names.schema(row.schema), name: row.name }]));
  return rows.relations.flatMap((row): Table[] => {
    const relation = names.listed(row.oid);
    if (!relation || KIND_OF_RELATION[row.kind] !== 'table') return [];
    const inherited = [...(parents.get(row.oid) ?? [])].sort((a, b) => a.position - b.position);
    const parentNames = inherited.map(({ parent }) => names.qualified(parent));
    const parent = row.partition_bound === null ? undefined : parentNames[0];
    const foreignRow = foreign.get(row.oid);
    const method = names.accessMethod(row.access_method);
    return [
      {
        kind: 'table',
        ...relationFields(row, relation, names),
        persistence: row.persistence === 'u' ? 'unlogged' : 'permanent',
        partitionKey: row.partition_key,
        partitionOf: parent && row.partition_bound !== null ? { parent, bound: row.partition_bound } : null,
        inherits: parent ? [] : parentNames,
        ofType: row.of_type === null ? null : (typeNames.get(row.of_type) ?? null),
        foreign: foreignRow ? { server: foreignRow.server, options: optionsOf(foreignRow.options) } : null,
        rowSecurity: row.row_security,
        forceRowSecurity: row.force_row_security,
        replicaIdentity: replicaIdentity(row, identityIndexes.get(row.oid)),
        accessMethod: row.access_method === 0 || method === 'heap' ? null : method,
        tablespace: names.tablespace(row.tablespace),
        options: mergeOptions(optionsOf(row.options), optionsOf(row.toast_options, 'toast.')),
      },
    ];
  });
}

function replicaIdentity(row: RelationRow, index: string | undefined): string {
  // Of no meaning for a foreign table, and not what a server gives to others.
  if (row.kind === 'f') return 'default';
  if (row.replica_identity === 'i') return index === undefined ? 'nothing' : `index ${index}`;
  return { d: 'default', f: 'full', n: 'nothing' }[row.replica_identity];
}

interface Views {
  readonly view: View[];
  readonly 'materialized-view': MaterializedView[];
}

export function assembleViews(rows: CatalogRows, names: Names): Views {
  const views: Views = { view: [], 'materialized-view': [] };
  const definitions = new Map(rows.views.map((row) => [row.relation, row.definition]));
  const defaults = defaultsOfViews(rows);
  for (const row of rows.relations) {
    const relation = names.listed(row.oid);
    if (!relation || (row.kind !== 'v' && row.kind !== 'm')) continue;
    const common = {
      ...relationFields(row, relation, names),
      columns: Object.values(relation.columns).map(
        ({ name, type, number }): ViewColumn => ({
          name,
          type,
          default: defaults.get(`${row.oid}.${number}`) ?? null,
          comment: names.comment('pg_class', row.oid, number),
        }),
      ),
      definition: withoutSemicolon(definitions.get(row.oid) ?? ''),
      options: optionsOf(row.options),
    };
    if (row.kind === 'v') views.view.push({ kind: 'view', ...common });
    else {
      const method = names.accessMethod(row.access_method);
      views['materialized-view'].push({
        kind: 'materialized-view',
        ...common,
        populated: row.populated,
        accessMethod: method === 'heap' ? null : method,
        tablespace: names.tablespace(row.tablespace),
      });
    }
  }
  return views;
}

/** By relation and attribute number. */
function defaultsOfViews(rows: CatalogRows): ReadonlyMap<string, string | null> {
  const views = new Set(rows.relations.filter((row) => row.kind === 'v').map((row) => row.oid));
  return new Map(
    rows.defaults
      .filter((row) => views.has(row.relation))
      .map((row) => [`${row.relation}.${row.number}`, row.expression]),
  );
}
