import { type ObjectId, objectId, parseObjectId } from '#app/catalog';
import { isStatement, type Usage } from '#app/usages';
import type { AuditContext } from '../context.ts';

/** A statement of the project's code on one table, and the columns of that table by which it is restricted. */
export interface Query {
  readonly usage: Usage;
  readonly table: ObjectId;
  /** Names, sorted. */
  readonly columns: readonly string[];
}

/** Statements that name columns in their conditions, by table; tests are left out. Empty where the code was not searched. */
export function queriesOf(context: AuditContext): ReadonlyMap<ObjectId, readonly Query[]> {
  return context.remember('queries', () => {
    const byTable = new Map<ObjectId, Query[]>();
    for (const usage of context.allUsages ?? []) {
      if (usage.test || !isStatement(usage.kind) || !usage.condition || !usage.object.startsWith('table:')) continue;
      const columns = columnsOn(usage.object, usage.condition.columns);
      if (columns.length === 0) continue;
      const query = { usage, table: usage.object, columns };
      const known = byTable.get(usage.object);
      if (known) known.push(query);
      else byTable.set(usage.object, [query]);
    }
    return byTable;
  });
}

function columnsOn(table: ObjectId, columns: readonly ObjectId[]): readonly string[] {
  return columns.flatMap((id) => {
    const [schema = '', name = '', column = ''] = parseObjectId(id).parts;
    return objectId('table', schema, name) === table ? [column] : [];
  });
}

/** Uses of a column of some kinds, tests left out. */
export function usesOf(context: AuditContext, column: ObjectId, ...kinds: readonly Usage['kind'][]): readonly Usage[] {
  return (context.usages?.of(column) ?? []).filter(({ kind, test }) => !test && kinds.includes(kind));
}

/** As evidence: where it stands, and what stands there. */
export function placesOf(usages: readonly Usage[], most = 5) {
  return usages.slice(0, most).map(({ file, line, column, text }) => ({
    text: `Code: ${text}`,
    origin: { source: 'code' as const, file, line, column },
  }));
}
