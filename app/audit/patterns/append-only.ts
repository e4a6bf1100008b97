import { type Catalog, lookupOf, type Table } from '#app/catalog';
import { wordsOf } from '#app/coverage';

/** Why a table is taken for one whose rows are made and never changed; empty where it is not. */
export interface AppendOnly {
  readonly isAppendOnly: boolean;
  readonly reasons: readonly string[];
}

/** Words that name a record of what happened, as the last word of a table's name. */
const LOG_WORDS = new Set(
  'log logs logging audit audits event events history histories activity activities trail trails delivery deliveries ping pings metric metrics measurement measurements reading readings impression impressions click clicks view_events webhook_events notification_log snapshots'.split(
    ' ',
  ),
);
/** A name of which the last word alone says little: `calendar_events` are kept and changed. */
const LOG_PHRASES = [
  /(^|_)(audit|activity|event|access|request|error|change|sync|email|sms|message|webhook|login|job)_logs?$/,
  /(^|_)(webhook|analytics|tracking|usage|outbox|domain|audit|session|page)_events?$/,
];
const CHANGES = new Set([
  'updated_at',
  'modified_at',
  'last_modified',
  'changed_at',
  'deleted_at',
  'updated_on',
  'modified_on',
]);
const MADE =
  /^(created|occurred|logged|recorded|happened|inserted|received|sent|emitted|fired|delivered|measured)_(at|on)$|^(timestamp|time|ts|at)$/;

/**
 * A table of records: it is named as a log and has a time at which a row was made, and no column that says when it was changed.
 * `calendar_events` with `updated_at`, or without a time of making, is none.
 */
export function appendOnlyOf(catalog: Catalog, table: Table): AppendOnly {
  const words = wordsOf(table.name);
  const name = words.join('_');
  const last = words.at(-1) ?? '';
  const columns = lookupOf(catalog).childrenOf(table.schema, table.name).column;
  const columnNames = columns.map((column) => wordsOf(column.name).join('_'));
  const isNamedLog =
    LOG_PHRASES.some((phrase) => phrase.test(name)) ||
    (LOG_WORDS.has(last) && last !== 'events' && last !== 'event' && last !== 'activity' && last !== 'activities');
  const made = columnNames.find((column) => MADE.test(column));
  const changed = columnNames.find((column) => CHANGES.has(column));
  if (!isNamedLog || made === undefined || changed !== undefined) return { isAppendOnly: false, reasons: [] };
  return {
    isAppendOnly: true,
    reasons: [`It is named as a log.`, `${made} says when a row was made, and no column when it was changed.`],
  };
}
