import type { Column } from '#app/catalog';
import type { AuditContext } from '../context.ts';
import { type OwnColumn, ownColumns } from '../facts/columns.ts';
import { readDefault } from '../facts/defaults.ts';
import { triggersKeeping } from '../facts/guards.ts';
import { fact, sayColumn, sayList } from '../facts/say.ts';
import { sizeFacts } from '../facts/statistics.ts';
import { remedy, set } from '../remedy.ts';
import { ANY_CATALOG, type FindingDraft, type Rule } from '../rule.ts';

const MADE = /^(created|inserted|made)_(at|on)$/;
const CHANGED = /^(updated|modified|changed|last_modified)(_(at|on))?$/;

export const timestampPattern: Rule = {
  id: 'timestamp-pattern',
  title: 'A created or updated time without default, NOT NULL or time zone',
  severity: 'low',
  dimension: 'integrity',
  needs: ANY_CATALOG,
  fix: ['sql', 'code'],
  evaluate: (context) => ownColumns(context).flatMap((own) => draftsOf(context, own)),
};

function draftsOf(context: AuditContext, { column, table, family, name }: OwnColumn): readonly FindingDraft[] {
  if (!MADE.test(name) && !CHANGED.test(name)) return [];
  if ((family !== 'timestamp' && family !== 'date') || column.generated) return [];
  const lacks = faultsOf(context, column, family === 'timestamp');
  if (lacks.length === 0) return [];
  const zoned = withZone(column.type);
  const hasDefault = column.default !== null;
  return [
    {
      object: column.id,
      message: `${sayColumn(column)} is ${sayList(lacks)}.`,
      evidence: [
        fact(
          `It is ${column.type}${column.notNull ? ' NOT NULL' : ''}${hasDefault ? ` DEFAULT ${column.default}` : ''}.`,
          column.id,
        ),
        ...sizeFacts(context, table.id),
      ],
      remedy: remedy({
        title: `Make it ${zoned} NOT NULL DEFAULT now()`,
        edits: [set(column, { type: zoned, notNull: true, default: hasDefault ? column.default : 'now()' })],
        ...(zoned === column.type
          ? {}
          : {
              advice:
                'Times without a zone are taken to be in the time zone of the session that changes the type: set it to the one they were written in.',
            }),
      }),
    },
  ];
}

function faultsOf(context: AuditContext, column: Column, hasTime: boolean): readonly string[] {
  const value = column.default === null ? null : readDefault(column.default);
  const isFilled = value !== null && (value.is === 'now' || value.is === 'expression' || value.is === 'call');
  const isKept = !isFilled && context.source !== 'code' && triggersKeeping(context, column, column.name).length > 0;
  return [
    ...(isFilled || isKept ? [] : ['without a default: whoever writes a row has to say the time']),
    ...(column.notNull ? [] : ['nullable']),
    ...(hasTime && column.type.includes('without time zone') ? ['without time zone'] : []),
  ];
}

function withZone(type: string): string {
  return type.startsWith('timestamp') ? type.replace('without time zone', 'with time zone') : type;
}
