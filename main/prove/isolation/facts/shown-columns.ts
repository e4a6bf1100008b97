import { parseSync } from 'libpg-query';
import { type Catalog, lookupOf, objectId, type View } from '#app/catalog';
import { child, list, type Node, names, only, text } from './node.ts';
import type { ColumnPlace } from './session-term.ts';

/** A column of a view, and the table's column that it shows as it is. */
export interface ShownColumn {
  readonly name: string;
  readonly of: ColumnPlace;
}

/** Views in views, at most. */
const DEPTH = 8;

/** Which columns of tables a view shows unchanged, also through other views: what is written to them arrives there. */
export function shownColumns(view: View, catalog: Catalog, depth = 0): readonly ShownColumn[] {
  const select = child(child(parsed(view.definition)).SelectStmt);
  const sources = list(select.fromClause).flatMap(relationsIn);
  const placeOf = (fields: readonly string[]): ColumnPlace | null => {
    const column = fields.at(-1) ?? '';
    const qualifier = fields.at(-2);
    const [source] = sources.filter(({ alias }) => qualifier === undefined || alias === qualifier);
    if (!source || (qualifier === undefined && sources.length > 1)) return null;
    const inner = lookupOf(catalog).find(objectId('view', source.schema, source.name));
    if (inner?.kind !== 'view') return { schema: source.schema, table: source.name, column };
    if (depth >= DEPTH) return null;
    return shownColumns(inner, catalog, depth + 1).find(({ name }) => name === column)?.of ?? null;
  };
  const targets = list(select.targetList);
  return view.columns.flatMap(({ name }, at): readonly ShownColumn[] => {
    const value = child(child(child(targets[at]).ResTarget).val);
    const of = value.ColumnRef ? placeOf(names(child(value.ColumnRef).fields)) : null;
    return of ? [{ name, of }] : [];
  });
}

function parsed(definition: string): unknown {
  try {
    return parseSync(definition).stmts?.[0]?.stmt;
  } catch {
    // The server took it; a grammar older than it may not.
    return null;
  }
}

interface Source {
  readonly schema: string;
  readonly name: string;
  readonly alias: string;
}

function relationsIn(from: unknown): readonly Source[] {
  const [type, node] = only(from);
  if (type === 'JoinExpr') return [...relationsIn(node.larg), ...relationsIn(node.rarg)];
  if (type !== 'RangeVar') return [];
  const name = text(node.relname);
  return [{ schema: text(node.schemaname) || 'public', name, alias: aliasOf(node) ?? name }];
}

function aliasOf({ alias }: Node): string | null {
  return text(child(alias).aliasname) || null;
}
