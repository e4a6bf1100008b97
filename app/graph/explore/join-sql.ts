import { quoteIdent, quoteQualified } from '#app/catalog';
import { graphIndex } from '../graph-index.ts';
import type { SchemaGraph } from '../schema-graph.ts';
import type { GraphPath } from './find-paths.ts';
import { columnPairs, type JoinOptions, joinNames, outerSteps } from './join-aliases.ts';

/** The join that a path means as one SELECT, a line per table; names are quoted where PostgreSQL asks for it. */
export function joinSql(graph: SchemaGraph, path: GraphPath, options: JoinOptions = {}): string {
  const { nodes } = graphIndex(graph);
  const members = [path.start, ...path.steps.map((step) => step.to)].map((id) => {
    const node = nodes.get(id);
    return { schema: node?.schema ?? '', name: node?.name ?? id };
  });
  const aliases = joinNames(members.map(({ name }) => name));
  const named = members.map(({ schema, name }, at) => {
    const alias = aliases[at] ?? name;
    return alias === name ? quoteQualified(schema, name) : `${quoteQualified(schema, name)} AS ${quoteIdent(alias)}`;
  });
  const column = (at: number, name: string) => `${quoteIdent(aliases[at] ?? '')}.${quoteIdent(name)}`;
  const outer = outerSteps(path, options);
  const joins = path.steps.map((step, at) => {
    const equal = columnPairs(step).map(([from, to]) => `${column(at + 1, to)} = ${column(at, from)}`);
    return `${outer[at] ? 'LEFT JOIN' : 'JOIN'} ${named[at + 1]} ON ${equal.join(' AND ')}`;
  });
  const selected = aliases.map((alias) => `${quoteIdent(alias)}.*`).join(', ');
  return `SELECT ${selected}\nFROM ${named[0]}\n${joins.join('\n')};\n`;
}
