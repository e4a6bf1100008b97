import {
  type Catalog,
  type IndexStatistics,
  lookupOf,
  objectId,
  type Problem,
  type Reading,
  type SequenceStatistics,
  type TableStatistics,
} from '#app/catalog';
import { messageOf } from '#main/platform/failure.ts';
import { sqlStateOf } from './errors.ts';
import {
  type CountedSinceRow,
  countedSinceQuery,
  type IndexActivityRow,
  indexActivityQuery,
  type SequenceActivityRow,
  sequenceActivityQuery,
  type TableActivityRow,
  tableActivityQuery,
} from './queries/activity.ts';
import type { ReadOnlySession } from './session.ts';
import { SAVEPOINT } from './transaction.ts';

/**
 * Adds to a reading of a server what it counted of the use of tables, indexes and sequences: one more round trip, apart
 * from the structure's. An embedded database counts nothing that matters and is left as it is. Where the role may not see
 * the counters, the reading says so and is complete all the same.
 */
export async function withStatistics(session: ReadOnlySession, reading: Reading): Promise<Reading> {
  const { catalog, statistics } = reading;
  if (catalog.server?.flavour !== 'postgresql' || !statistics) return reading;
  const target = { major: catalog.server.major };
  const queries = [tableActivityQuery, indexActivityQuery, sequenceActivityQuery, countedSinceQuery];
  try {
    const [, tables, indexes, sequences, since] = await session.queryAll([
      SAVEPOINT,
      ...queries.map((query) => query.sql(target)),
    ]);
    const [counted] = (since ?? []) as unknown as readonly CountedSinceRow[];
    const blockSize = counted?.block_size ?? 8192;
    return {
      ...reading,
      statistics: {
        tables: tableStatistics(statistics.tables, tables as unknown as readonly TableActivityRow[], blockSize),
        indexes: indexStatistics(catalog, indexes as unknown as readonly IndexActivityRow[], blockSize),
        sequences: sequenceStatistics(catalog, sequences as unknown as readonly SequenceActivityRow[]),
        since: counted?.since ?? null,
      },
    };
  } catch (error) {
    const state = sqlStateOf(error);
    if (state === null || state.startsWith('08') || state === '57P01') throw error;
    return { ...reading, report: [...reading.report, unread(reading, error)] };
  }
}

function tableStatistics(
  planned: readonly TableStatistics[],
  rows: readonly TableActivityRow[],
  blockSize: number,
): readonly TableStatistics[] {
  const activity = new Map(rows.map((row) => [objectId('table', row.schema, row.name), row]));
  return planned.map((table) => {
    const row = activity.get(table.table);
    if (!row) return table;
    const heapBytes = row.heap_pages * blockSize;
    const toastBytes = row.toast_pages * blockSize;
    return {
      ...table,
      heapBytes,
      toastBytes,
      indexBytes: table.bytes - heapBytes - toastBytes,
      liveRows: Number(row.live_rows),
      deadRows: Number(row.dead_rows),
      sequentialScans: Number(row.sequential_scans),
      indexScans: Number(row.index_scans ?? 0),
      lastSequentialScan: row.last_sequential_scan,
      lastVacuum: row.last_vacuum,
      lastAnalyze: row.last_analyze,
    };
  });
}

function indexStatistics(
  catalog: Catalog,
  rows: readonly IndexActivityRow[],
  blockSize: number,
): readonly IndexStatistics[] {
  const lookup = lookupOf(catalog);
  return rows.flatMap((row): IndexStatistics[] => {
    const index = objectId('index', row.schema, row.name);
    // A key's index has the key's name.
    const ids = [index, ...KEYS.map((kind) => objectId(kind, row.schema, row.table, row.name))];
    const found = ids.find((id) => lookup.find(id) !== undefined);
    if (found === undefined) return [];
    return [
      {
        index: found,
        bytes: row.pages * blockSize,
        scans: Number(row.scans),
        rowsRead: Number(row.rows_read),
        lastScan: row.last_scan,
      },
    ];
  });
}

const KEYS = ['primary-key', 'unique', 'exclusion'] as const;

/** The highest value that a column of the type can hold. */
const HIGHEST: Readonly<Record<string, bigint>> = {
  smallint: 32_767n,
  integer: 2_147_483_647n,
  bigint: 9_223_372_036_854_775_807n,
};

function sequenceStatistics(catalog: Catalog, rows: readonly SequenceActivityRow[]): readonly SequenceStatistics[] {
  const columns = columnsOfSequences(catalog);
  return rows.flatMap((row): SequenceStatistics[] => {
    const id = objectId('sequence', row.schema, row.name);
    const column = columns.get(id) ?? null;
    if (column === null && lookupOf(catalog).find(id) === undefined) return [];
    const limit = limitOf(row, column === null ? undefined : HIGHEST[column.type]);
    return [
      {
        sequence: id,
        column: column?.id ?? null,
        lastValue: row.last_value,
        limit: limit.toString(),
        used: row.cycles || row.last_value === null ? null : usedShare(row, limit),
      },
    ];
  });
}

/** What comes first: the sequence's own end, or that of the column's type. */
function limitOf(row: SequenceActivityRow, highest: bigint | undefined): bigint {
  if (row.increment.startsWith('-')) return BigInt(row.min_value);
  const max = BigInt(row.max_value);
  return highest !== undefined && highest < max ? highest : max;
}

/** Between 0 (at the start) and 1 (the next value fails). */
function usedShare(row: SequenceActivityRow, limit: bigint): number {
  const start = BigInt(row.increment.startsWith('-') ? row.max_value : row.min_value);
  const whole = limit - start;
  if (whole === 0n) return 1;
  const share = Number((BigInt(row.last_value ?? start) - start) * 1_000_000n) / Number(whole * 1_000_000n);
  return Math.min(1, Math.max(0, share));
}

function columnsOfSequences(catalog: Catalog): ReadonlyMap<string, { readonly id: string; readonly type: string }> {
  const lookup = lookupOf(catalog);
  const columns = new Map<string, { readonly id: string; readonly type: string }>();
  for (const column of catalog.objects.column) {
    if (column.identity === null) continue;
    const { schema, name } = column.identity.sequence;
    columns.set(objectId('sequence', schema, name), column);
  }
  for (const { id, ownedBy } of catalog.objects.sequence) {
    const column = ownedBy && lookup.columnOf(ownedBy.schema, ownedBy.table, ownedBy.column);
    if (column) columns.set(id, column);
  }
  return columns;
}

function unread({ source }: Reading, error: unknown): Problem {
  return {
    code: 'statistics-unread',
    effect: 'note',
    message: `The statistics of ${source.label} could not be read: ${messageOf(error)}.`,
    remedy: 'Grant the role pg_read_all_stats, or do without: nothing that is compared depends on them.',
    object: null,
    origin: null,
    cause: messageOf(error),
  };
}
