import type { Column } from '#app/catalog';
import type { AuditContext } from '../context.ts';
import { type OwnColumn, ownColumns } from '../facts/columns.ts';
import { readDefault } from '../facts/defaults.ts';
import { fact, sayColumn } from '../facts/say.ts';
import { sizeFacts } from '../facts/statistics.ts';
import { isDomain } from '../facts/types.ts';
import { remedy, set } from '../remedy.ts';
import { ANY_CATALOG, type FindingDraft, type Rule } from '../rule.ts';

const DATE = /(^|_)(date|birthday|birthdate|dob)$/;
const MOMENT = /(^|_)(datetime|timestamp)$/;
const TIME_OF_DAY = /(^|_)(start|end|opening|closing|departure|arrival|pickup|check_?in|check_?out)_time$/;
/** What happened or is to happen: `issued_on`, `expires_at`. Not `based_on`, `add_on`, `look_at`. */
const DONE =
  /(^|_)(\w*[a-z]ed|due|starts|start|ends|end|begins|begun|born|paid|sent|held|made|seen|expires|expiry|opens|closes|doors|run|read|done|given|taken|written)$/;
const NOT_DONE = /(^|_)(based|located|hosted|related|need|feed|seed|speed|embed|used|listed|shared)$/;

export const dateAsText: Rule = {
  id: 'date-as-text',
  title: 'A date or time kept as text',
  severity: 'medium',
  dimension: 'integrity',
  needs: ANY_CATALOG,
  fix: ['sql', 'code'],
  evaluate: (context) => ownColumns(context).flatMap((own) => draftsOf(context, own)),
};

function draftsOf(context: AuditContext, { column, table, family, name }: OwnColumn): readonly FindingDraft[] {
  const type = family === 'text' && !column.generated && !isDomain(context.catalog, column.type) ? typeFor(name) : null;
  if (type === null) return [];
  return [
    {
      object: column.id,
      message: `${sayColumn(column)} holds ${type === 'date' ? 'a date' : 'a time'} as ${column.type}: it sorts as text, compares as text and takes “tomorrow”.`,
      evidence: [
        fact(`It is ${column.type}.`, column.id),
        ...(column.default === null ? [] : [fact(`Its default is ${column.default}.`, column.id)]),
        ...sizeFacts(context, table.id),
      ],
      remedy: remedy({
        title: `Keep ${sayColumn(column)} as ${type}`,
        edits: [set(column, { type, default: timeDefault(column), collation: null })],
        advice:
          'Texts that PostgreSQL does not read as one stop the change: 2024-05-01 is read alike everywhere, 01/05/2024 is not.',
      }),
    },
  ];
}

function typeFor(name: string): string | null {
  if (TIME_OF_DAY.test(name)) return 'time without time zone';
  if (DATE.test(name)) return 'date';
  if (MOMENT.test(name)) return 'timestamp with time zone';
  const [, what = '', preposition] = /^(.+)_(at|on)$/.exec(name) ?? [];
  if (!preposition || !DONE.test(what) || NOT_DONE.test(what)) return null;
  if (/(^|_)(doors|opens|closes)$/.test(what)) return 'time without time zone';
  return preposition === 'on' ? 'date' : 'timestamp with time zone';
}

function timeDefault({ default: text }: Column): string | null {
  if (text === null) return null;
  return readDefault(text).is === 'now' || /\b(now\(\)|current_timestamp|current_date)/i.test(text) ? 'now()' : null;
}
