import { type CodeFacts, type ObjectId, objectId } from '#app/catalog';
import { graphIndex } from '../graph-index.ts';
import type { SchemaGraph } from '../schema-graph.ts';
import type { GraphPath } from './find-paths.ts';
import { columnPairs, type JoinOptions, joinNames, outerSteps } from './join-aliases.ts';

export interface DrizzleJoin {
  readonly text: string;
  /** Relations of the path that no schema file exports: the text stands for them under names of its own making. */
  readonly missing: readonly ObjectId[];
}

type Names = Pick<CodeFacts, 'exports' | 'exported' | 'columnKeys'>;

interface Imported {
  readonly id: ObjectId;
  readonly file: string | null;
  /** As the file exports it, and as the query calls it. */
  readonly name: string;
  readonly local: string;
}

/** The join that a path means as a query of Drizzle's, with its imports; a table that comes again is an `alias`. */
export function joinDrizzle(graph: SchemaGraph, path: GraphPath, code: Names, options: JoinOptions = {}): DrizzleJoin {
  const ids = [path.start, ...path.steps.map((step) => step.to)];
  const imported = importsOf([...new Set(ids)], graph, code);
  const aliasNames = joinNames(ids.map((id) => graphIndex(graph).nodes.get(id)?.name ?? id));
  const variables = variablesOf(ids, imported, aliasNames, graph);
  const column = columnNames(graph, code);
  const outer = outerSteps(path, options);
  let usesAnd = false;
  const joins = path.steps.map((step, at) => {
    const equal = columnPairs(step).map(
      ([from, to]) => `eq(${variables[at + 1]}${column(ids[at + 1], to)}, ${variables[at]}${column(ids[at], from)})`,
    );
    usesAnd ||= equal.length > 1;
    const condition = equal.length > 1 ? `and(${equal.join(', ')})` : equal[0];
    return `  .${outer[at] ? 'leftJoin' : 'innerJoin'}(${variables[at + 1]}, ${condition})`;
  });
  const again = ids.flatMap((id, at) => {
    const of = imported.get(id)?.local;
    return of === variables[at] ? [] : [`const ${variables[at]} = alias(${of}, ${quote(aliasNames[at] ?? '')});`];
  });
  const lines = [
    `import { ${usesAnd ? 'and, eq' : 'eq'} } from 'drizzle-orm';`,
    ...(again.length > 0 ? [`import { alias } from 'drizzle-orm/pg-core';`] : []),
    ...importLines([...imported.values()]),
    '',
    ...again,
    ...(again.length > 0 ? [''] : []),
    'const rows = await db',
    '  .select()',
    `  .from(${variables[0]})`,
    ...joins,
  ];
  const missing = [...imported.values()].filter(({ file }) => file === null).map(({ id }) => id);
  return { text: `${lines.join('\n')};\n`, missing };
}

function importsOf(ids: readonly ObjectId[], graph: SchemaGraph, code: Names): ReadonlyMap<ObjectId, Imported> {
  const taken = new Set(['and', 'eq', 'alias', 'db', 'rows']);
  const free = (wanted: string) => {
    let name = wanted;
    for (let number = 2; taken.has(name); number += 1) name = `${wanted}${number}`;
    taken.add(name);
    return name;
  };
  return new Map(
    ids.map((id) => {
      const node = graphIndex(graph).nodes.get(id);
      const name = code.exports.find((entry) => entry.object === id)?.name;
      const file =
        code.exported.find((entry) => entry.object === id && entry.name === name)?.file ?? node?.file ?? null;
      const known = name !== undefined && isIdentifier(name);
      const wanted = known ? name : identifierFrom(node?.name ?? 'table');
      return [id, { id, name: wanted, local: free(wanted), file: known ? file : null }];
    }),
  );
}

function importLines(imported: readonly Imported[]): readonly string[] {
  const byFile = new Map<string | null, Imported[]>();
  for (const entry of imported) byFile.set(entry.file, [...(byFile.get(entry.file) ?? []), entry]);
  return [...byFile].map(([file, entries]) => {
    const names = entries.map(({ name, local }) => (name === local ? name : `${name} as ${local}`)).join(', ');
    return file === null
      ? `// Not exported by a schema file: ${names}`
      : `import { ${names} } from ${quote(`./${file.replace(/\.[cm]?[jt]sx?$/, '')}`)};`;
  });
}

/** Drizzle names a table in a query without its schema: whatever is called like one before it, is an alias. */
function variablesOf(
  ids: readonly ObjectId[],
  imported: ReadonlyMap<ObjectId, Imported>,
  aliasNames: readonly string[],
  graph: SchemaGraph,
): readonly string[] {
  const taken = new Set([...imported.values()].map(({ local }) => local));
  const { nodes } = graphIndex(graph);
  return ids.map((id, at) => {
    const local = imported.get(id)?.local ?? 'table';
    if (aliasNames[at] === nodes.get(id)?.name) return local;
    let name = `${local}2`;
    for (let number = 3; taken.has(name); number += 1) name = `${local}${number}`;
    taken.add(name);
    return name;
  });
}

/** `.guestId`, or `["odd name"]`: the property that stands for a column. */
function columnNames(graph: SchemaGraph, { columnKeys }: Names) {
  const { nodes } = graphIndex(graph);
  const keys = new Map(columnKeys.map(({ object, key }) => [object, key]));
  return (table: ObjectId | undefined, name: string): string => {
    const node = table === undefined ? undefined : nodes.get(table);
    const key = (node && keys.get(objectId('column', node.schema, node.name, name))) ?? name;
    return isIdentifier(key) ? `.${key}` : `[${quote(key)}]`;
  };
}

function isIdentifier(name: string): boolean {
  return /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name);
}

/** Words of JavaScript that name no variable in a module. */
const RESERVED =
  /^(arguments|await|break|case|catch|class|const|continue|debugger|default|delete|do|else|enum|eval|export|extends|false|finally|for|function|if|implements|import|in|instanceof|interface|let|new|null|package|private|protected|public|return|static|super|switch|this|throw|true|try|typeof|var|void|while|with|yield)$/;

function identifierFrom(name: string): string {
  const plain = name.replace(/[^\p{L}\p{N}_$]+(.)?/gu, (_, next: string | undefined) => next?.toUpperCase() ?? '');
  return isIdentifier(plain) && !RESERVED.test(plain) ? plain : `table${plain}`;
}

function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`;
}
