import type { Name, NamedColumn } from '#app/plan';
import { child, list, type Node, number, only, rangeVar, strings, text } from '../parse-node.ts';

/** Columns that an expression names, of one table: what stands in a query of its own is left out. */
export function columnsIn(expression: unknown, table: Name, alias: string = table[1]): readonly NamedColumn[] {
  const found: NamedColumn[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) {
      for (const each of value) visit(each);
      return;
    }
    for (const [type, part] of Object.entries(child(value))) {
      if (type === 'SelectStmt') continue;
      if (type === 'ColumnRef') {
        const column = ownColumn(child(part), alias);
        if (column !== null) found.push({ table, column, at: number(child(part).location) });
      } else if (typeof part === 'object') visit(part);
    }
  };
  visit(expression);
  return found;
}

/** The column of a reference without a qualifier, or with that of the table. */
function ownColumn(reference: Node, alias: string): string | null {
  const fields = list(reference.fields);
  if (fields.some((field) => only(field)[0] !== 'String')) return null;
  const names = strings(reference.fields);
  if (names.length === 1) return names[0] ?? null;
  return names.length === 2 && names[0] === alias ? (names[1] ?? null) : null;
}

/** Columns that a query names, of the tables in its FROM: without a qualifier only where there is one table. */
export function columnsOfQuery(select: Node): readonly NamedColumn[] {
  const tables = list(select.fromClause).map((each) => only(each));
  const [first, ...others] = tables;
  if (first?.[0] !== 'RangeVar' || others.length > 0 || select.withClause !== undefined) return [];
  const table = rangeVar(first[1]);
  const alias = text(child(first[1].alias).aliasname) || table[1];
  return [select.targetList, select.whereClause].flatMap((part) => columnsIn(part, table, alias));
}
