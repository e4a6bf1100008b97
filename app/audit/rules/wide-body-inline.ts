import type { Table } from '#app/catalog';
import { singular, wordsOf } from '#app/coverage';
import type { AuditContext } from '../context.ts';
import { columnsOf, type OwnColumn } from '../facts/columns.ts';
import { fact, sayBytes, sayList, sayTable } from '../facts/say.ts';
import { rowsOf, tableStatistics } from '../facts/statistics.ts';
import { remedy } from '../remedy.ts';
import { ANY_CATALOG, type FindingDraft, type Rule } from '../rule.ts';

const BODY =
  /(^|_)(html|body|body_html|body_text|html_body|text_body|raw|raw_body|raw_payload|payload|blob|base64|transcript|full_text|attachment|file_data|image_data|response_body|request_body|markdown)$/;
/** Mostly what a person typed, which is short. */
const PLAIN = /(^|_)(body|markdown)$/;
/** Rows that are looked at in lists: made one after the other, and more of them every day. */
const LISTED = new Set(
  'message email mail notification history log event post article call recording delivery document newsletter webhook request response transcript'.split(
    ' ',
  ),
);

/** A table of bodies has a reference and a body, and little else. */
const FEW_COLUMNS = 4;
const MANY_BYTES_A_ROW = 4096;

export const wideBodyInline: Rule = {
  id: 'wide-body-inline',
  title: 'Large bodies in the rows of a table that is read as a list',
  severity: 'medium',
  dimension: 'scale',
  needs: ANY_CATALOG,
  fix: [],
  evaluate: (context) => context.tables.flatMap((table) => draftsOf(context, table)),
};

function draftsOf(context: AuditContext, table: Table): readonly FindingDraft[] {
  const columns = columnsOf(context, table);
  const bodies = columns.filter((own) => isBody(own));
  if (bodies.length === 0 || columns.length - bodies.length < FEW_COLUMNS) return [];
  const perRow = bytesPerRow(context, table);
  const isHeavy = perRow !== null && perRow >= MANY_BYTES_A_ROW;
  const isList =
    context.patterns.appendOnly(table).isAppendOnly || LISTED.has(singular(wordsOf(table.name).at(-1) ?? ''));
  // Of one payload among few rows nobody suffers: it takes size, or several bodies in what is read as a list.
  const isLarge = bodies.length > 1 || bodies.some(({ name, family }) => family !== 'json' && !PLAIN.test(name));
  if (!isHeavy && !(isList && isLarge)) return [];
  if (perRow !== null && perRow < MANY_BYTES_A_ROW / 4 && (rowsOf(context, table.id) ?? 0) > 1000) return [];
  const names = bodies.map(({ column }) => column.name);
  return [
    {
      object: table.id,
      message: `${sayTable(table)} keeps ${sayList(names)} in the rows of a list: every SELECT *, copy and vacuum carries them along.`,
      evidence: [
        ...bodies.map(({ column }) => fact(`${column.name} is ${column.type}.`, column.id)),
        ...(perRow === null ? [] : [fact(`A row takes about ${sayBytes(perRow)}.`, table.id)]),
      ],
      remedy: remedy({
        title: `Move ${sayList(names)} to a table of their own`,
        advice: `One row for each of ${sayTable(table)}, with its key as primary key; or to object storage, with the address in the row. Lists then name the columns that they show.`,
      }),
    },
  ];
}

function isBody({ name, family, column }: OwnColumn): boolean {
  if (family === 'text') return BODY.test(name) && !/^character/.test(column.type);
  return (family === 'json' || family === 'bytes') && BODY.test(name);
}

function bytesPerRow(context: AuditContext, table: Table): number | null {
  const entry = tableStatistics(context, table.id);
  const rows = rowsOf(context, table.id);
  if (!entry || rows === null || rows < 1000) return null;
  const own = entry.heapBytes === undefined ? entry.bytes : entry.heapBytes + (entry.toastBytes ?? 0);
  return own / rows;
}
