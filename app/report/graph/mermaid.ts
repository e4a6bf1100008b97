import { type GraphColumn, type GraphEdge, type GraphNode, graphIndex, type SchemaGraph } from '#app/graph';

/**
 * A graph as an entity relationship diagram of Mermaid's (https://mermaid.js.org/syntax/entityRelationshipDiagram.html).
 * Entities go by a plain id and show their real name; where a column or type cannot be written, its comment says it.
 */
export function graphToMermaid(graph: SchemaGraph): string {
  const ids = entityIds(graph.nodes);
  const idOf = (id: string) => ids.get(id) ?? 'unknown';
  const lines = ['erDiagram'];
  for (const node of graph.nodes) lines.push(...entity(node, idOf(node.id)));
  for (const edge of graph.edges) lines.push(relationship(edge, graph, idOf));
  return `${lines.join('\n')}\n`;
}

/** `guests`, `shop_orders`: letters, digits and underscores, each once. */
function entityIds(nodes: readonly GraphNode[]): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  return new Map(
    nodes.map((node) => {
      const words = node.schema === 'public' ? node.name : `${node.schema}_${node.name}`;
      const plain = `t_${words.replace(/[^A-Za-z0-9_]/g, '_')}`;
      let id = plain;
      for (let number = 2; taken.has(id); number += 1) id = `${plain}_${number}`;
      taken.add(id);
      return [node.id, id];
    }),
  );
}

function entity(node: GraphNode, id: string): readonly string[] {
  const shown = node.schema === 'public' ? node.name : `${node.schema}.${node.name}`;
  const head = `    ${id}["${quoted(shown)}"]`;
  return node.columns.length === 0 ? [head] : [`${head} {`, ...node.columns.map(attribute), '    }'];
}

function attribute(column: GraphColumn): string {
  const [type, name] = [word(column.type), word(column.name)];
  const keys = [
    column.primaryKey ? 'PK' : '',
    column.foreignKey ? 'FK' : '',
    column.unique && !column.primaryKey ? 'UK' : '',
  ].filter((key) => key !== '');
  const notes = [
    name === column.name ? '' : column.name,
    type === column.type ? '' : column.type,
    column.notNull === false ? 'null' : '',
    column.generated ? 'generated' : '',
  ].filter((note) => note !== '');
  const comment = notes.length > 0 ? ` "${quoted(notes.join(', '))}"` : '';
  return `        ${type} ${name}${keys.length > 0 ? ` ${keys.join(', ')}` : ''}${comment}`;
}

function relationship(edge: GraphEdge, graph: SchemaGraph, idOf: (id: string) => string): string {
  const child = graphIndex(graph).nodes.get(edge.from);
  const primary = new Set(child?.columns.filter((column) => column.primaryKey).map((column) => column.name));
  const isPart = edge.kind === 'foreign-key' && edge.columns.every((name) => primary.has(name));
  const line = isPart ? '--' : '..';
  const label = edge.columns.length > 0 ? edge.columns.join(', ') : edge.name;
  return `    ${idOf(edge.to)} ${edge.optional ? '|o' : '||'}${line}${edge.unique ? 'o|' : 'o{'} ${idOf(edge.from)} : "${quoted(label)}"`;
}

/** An attribute's type or name: a letter, then letters, digits, and what its lexer takes. */
function word(text: string): string {
  const plain = text.replace(/[^A-Za-z0-9\-_[\]()\u00C0-\uFFFF]/g, '_');
  return /^[A-Za-z_\u00C0-\uFFFF]/.test(plain) ? plain : `_${plain}`;
}

/** Text between double quotes: what would end it, and what Mermaid reads as a comment or an escape, by its codes. */
function quoted(text: string): string {
  const escaped = text.replace(/\s+/g, ' ').replace(/["%\\#;]/g, (character) => `#${character.charCodeAt(0)};`);
  return escaped === '' ? ' ' : escaped;
}
