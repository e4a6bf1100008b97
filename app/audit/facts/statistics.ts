import type { IndexStatistics, ObjectId, Statistics, TableStatistics } from '#app/catalog';
import type { AuditContext } from '../context.ts';
import type { Evidence } from '../finding.ts';
import { fact, sayBytes, sayCount } from './say.ts';

interface ByObject {
  readonly tables: ReadonlyMap<ObjectId, TableStatistics>;
  readonly indexes: ReadonlyMap<ObjectId, IndexStatistics>;
}

const known = new WeakMap<Statistics, ByObject>();

function byObject(statistics: Statistics): ByObject {
  let found = known.get(statistics);
  if (!found) {
    found = {
      tables: new Map(statistics.tables.map((entry) => [entry.table, entry])),
      indexes: new Map((statistics.indexes ?? []).map((entry) => [entry.index, entry])),
    };
    known.set(statistics, found);
  }
  return found;
}

export function tableStatistics({ statistics }: AuditContext, table: ObjectId): TableStatistics | null {
  return (statistics && byObject(statistics).tables.get(table)) ?? null;
}

/** Of an index, or of the key that owns it. */
export function indexStatistics({ statistics }: AuditContext, index: ObjectId): IndexStatistics | null {
  return (statistics && byObject(statistics).indexes.get(index)) ?? null;
}

/** Rows of a table as far as the live database knows; `null` without statistics, or where it was never analysed. */
export function rowsOf(context: AuditContext, table: ObjectId): number | null {
  const entry = tableStatistics(context, table);
  if (!entry) return null;
  const rows = Math.max(entry.rowEstimate, entry.liveRows ?? -1);
  return rows < 0 ? null : rows;
}

/** `about 1.2 M rows, 340 MB`, as evidence; nothing where no statistics say it. */
export function sizeFacts(context: AuditContext, table: ObjectId, subject = 'It'): readonly Evidence[] {
  const entry = tableStatistics(context, table);
  const rows = rowsOf(context, table);
  if (!entry || rows === null) return [];
  return [fact(`${subject} holds about ${sayCount(rows)} rows, ${sayBytes(entry.bytes)} with its indexes.`, table)];
}
