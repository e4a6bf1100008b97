import {
  type Catalog,
  type Column,
  type Index,
  lookupOf,
  type ObjectId,
  quoteQualified,
  type Table,
} from '#app/catalog';
import { type GraphEdge, type GraphNode, type SchemaGraph, shortType } from '#app/graph';

/** The tables of a graph as DBML (https://dbml.dbdiagram.io/docs), with keys, indexes, enums, defaults and comments. */
export function graphToDbml(graph: SchemaGraph, catalog: Catalog): string {
  const tables = new Map(catalog.objects.table.map((table) => [table.id, table]));
  const written = graph.nodes.filter((node) => node.columns.length > 0);
  const left = graph.nodes.filter((node) => node.columns.length === 0);
  const blocks = [
    ...enums(catalog, written),
    ...written.map((node) => {
      const table = tables.get(node.id);
      return table ? tableBlock(table, catalog) : viewBlock(node);
    }),
    ...references(graph.edges, new Map(written.map((node) => [node.id, node]))),
    ...left.map((node) => `// ${oneLine(`${node.schema}.${node.name}`)} has no columns, which DBML cannot say.`),
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** Enums that the columns use; one without labels is none to DBML. */
function enums(catalog: Catalog, nodes: readonly GraphNode[]): readonly string[] {
  const used = new Set(nodes.flatMap((node) => node.columns.map((column) => column.type.replace(/(\[\])+$/, ''))));
  return catalog.objects.enum
    .filter((type) => type.labels.length > 0 && used.has(shortType(quoteQualified(type.schema, type.name))))
    .map((type) => {
      const labels = type.labels.map((label) => `  ${name(label)}`);
      return `Enum ${name(type.schema)}.${name(type.name)} {\n${labels.join('\n')}\n}`;
    });
}

function tableBlock(table: Table, catalog: Catalog): string {
  const children = lookupOf(catalog).childrenOf(table.schema, table.name);
  const [primary] = children['primary-key'];
  const singleKey = primary?.columns.length === 1 ? primary.columns[0] : undefined;
  const unique = new Set(children.unique.filter((key) => key.columns.length === 1).map((key) => key.columns[0]));
  const columns = children.column.map((column) =>
    columnLine(column, { primaryKey: column.name === singleKey, unique: unique.has(column.name) }, catalog),
  );
  const indexes = [
    ...(primary && singleKey === undefined ? [`    ${indexKeys(primary.columns.map(name))} [pk]`] : []),
    ...children.unique
      .filter((key) => key.columns.length > 1)
      .map((key) => `    ${indexKeys(key.columns.map(name))} [unique, name: ${text(key.name)}]`),
    ...children.index.flatMap(indexLine),
  ];
  const parts = [
    ...columns,
    ...(indexes.length > 0 ? ['', '  indexes {', ...indexes, '  }'] : []),
    ...(table.comment ? ['', `  Note: ${text(table.comment)}`] : []),
  ];
  return `Table ${name(table.schema)}.${name(table.name)} {\n${parts.join('\n')}\n}`;
}

function viewBlock(node: GraphNode): string {
  const columns = node.columns.map((column) => `  ${name(column.name)} ${name(column.type || 'unknown')}`);
  const note = node.kind === 'view' ? 'A view.' : 'A materialized view.';
  return `Table ${name(node.schema)}.${name(node.name)} {\n${columns.join('\n')}\n\n  Note: ${text(node.comment ?? note)}\n}`;
}

function columnLine(
  column: Column,
  { primaryKey, unique }: { readonly primaryKey: boolean; readonly unique: boolean },
  catalog: Catalog,
): string {
  const settings = [
    primaryKey ? 'pk' : '',
    column.notNull && !primaryKey ? 'not null' : '',
    unique && !primaryKey ? 'unique' : '',
    column.identity ? 'increment' : '',
    column.default === null ? '' : `default: ${expression(column.default) ?? text(column.default)}`,
    column.comment ? `note: ${text(column.comment)}` : '',
  ].filter((setting) => setting !== '');
  const written = settings.length > 0 ? ` [${settings.join(', ')}]` : '';
  return `  ${name(column.name)} ${typeOf(column, catalog)}${written}`;
}

/** An enum by its name; every other type as PostgreSQL writes it, in quotes. */
function typeOf(column: Column, catalog: Catalog): string {
  const found = catalog.objects.enum.find((type) => quoteQualified(type.schema, type.name) === column.type);
  if (found && found.labels.length > 0) return `${name(found.schema)}.${name(found.name)}`;
  return name(column.type);
}

function indexLine(index: Index): readonly string[] {
  if (index.keys.length === 0) return [];
  const keys = index.keys.flatMap(
    (key) => (key.isExpression ? expression(key.expression) : name(key.expression)) ?? [],
  );
  if (keys.length < index.keys.length)
    return [`    // ${oneLine(index.name)} has an expression with a backtick, which DBML cannot say.`];
  const settings = [
    `name: ${text(index.name)}`,
    index.unique ? 'unique' : '',
    index.method === 'btree' || index.method === 'hash' ? `type: ${index.method}` : '',
    index.predicate === null ? '' : `note: ${text(`where ${index.predicate}`)}`,
  ].filter((setting) => setting !== '');
  return [`    ${indexKeys(keys)} [${settings.join(', ')}]`];
}

function indexKeys(keys: readonly string[]): string {
  return keys.length === 1 ? (keys[0] ?? '') : `(${keys.join(', ')})`;
}

/** Each pair of ends once, as DBML has it: a second key between the same columns says nothing new. */
function references(edges: readonly GraphEdge[], nodes: ReadonlyMap<ObjectId, GraphNode>): readonly string[] {
  const seen = new Set<string>();
  return edges.flatMap((edge) => {
    const [child, parent] = [nodes.get(edge.from), nodes.get(edge.to)];
    if (!child || !parent || edge.columns.length === 0) return [];
    if (edge.columns.length !== edge.referencedColumns.length) return [];
    const ends = [end(child, edge.columns), end(parent, edge.referencedColumns)];
    const key = [...ends].sort().join(' ');
    if (ends[0] === ends[1] || seen.has(key) || !hasAll(child, edge.columns) || !hasAll(parent, edge.referencedColumns))
      return [];
    seen.add(key);
    const label = edge.kind === 'foreign-key' ? ` ${name(edge.name)}` : '';
    return [`Ref${label}: ${ends[0]} ${edge.unique ? '-' : '>'} ${ends[1]}`];
  });
}

function hasAll(node: GraphNode, columns: readonly string[]): boolean {
  return columns.every((column) => node.columns.some((candidate) => candidate.name === column));
}

function end(node: GraphNode, columns: readonly string[]): string {
  const of = `${name(node.schema)}.${name(node.name)}`;
  return columns.length === 1 ? `${of}.${name(columns[0] ?? '')}` : `${of}.(${columns.map(name).join(', ')})`;
}

function name(value: string): string {
  return `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replace(/\r?\n/g, ' ')}"`;
}

function text(value: string): string {
  return `'''${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'''`;
}

/** `null` for what holds a backtick: DBML has no escape for it. */
function expression(value: string): string | null {
  return value.includes('`') ? null : `\`${value.replace(/\s*\n\s*/g, ' ')}\``;
}

function oneLine(value: string): string {
  return value.replace(/\s+/g, ' ');
}
