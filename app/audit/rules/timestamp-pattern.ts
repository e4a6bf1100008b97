import { ENOUGH_FOR_A_DECISION } from '#app/coverage';
import type { AuditContext } from '../context.ts';
import { type OwnColumn, ownColumns } from '../facts/columns.ts';
import { bySchema } from '../facts/decision.ts';
import { readDefault } from '../facts/defaults.ts';
import { triggersKeeping } from '../facts/guards.ts';
import { fact, sayColumn, sayList } from '../facts/say.ts';
import { sizeFacts } from '../facts/statistics.ts';
import { type CatalogEdit, remedy, set } from '../remedy.ts';
import { ANY_CATALOG, type FindingDraft, type Rule } from '../rule.ts';

const MADE = /^(created|inserted|made)_(at|on)$/;
const CHANGED = /^(updated|modified|changed|last_modified)(_(at|on))?$/;

type Fault = 'default' | 'not-null' | 'time-zone';
const SAID: Readonly<Record<Fault, string>> = {
  default: 'without a default in the database: whoever writes a row has to say the time',
  'not-null': 'nullable',
  'time-zone': 'without time zone',
};
const ZONE_ADVICE =
  'Times without a zone are taken to be in the time zone of the session that changes the type: set it to the one they were written in.';

export const timestampPattern: Rule = {
  id: 'timestamp-pattern',
  title: 'A created or updated time without default, NOT NULL or time zone',
  severity: 'low',
  dimension: 'integrity',
  needs: ANY_CATALOG,
  fix: ['sql', 'code'],
  evaluate(context) {
    const times = ownColumns(context).filter(isPatterned);
    const faulty = times.flatMap((own): readonly Faulty[] => {
      const lacks = faultsOf(context, own);
      return lacks.length === 0 ? [] : [{ own, lacks }];
    });
    // What more than half of all lack is a custom of the project: one decision, and one finding.
    const customs = (Object.keys(SAID) as Fault[]).filter((fault) => {
      const count = faulty.filter(({ lacks }) => lacks.includes(fault)).length;
      return count >= ENOUGH_FOR_A_DECISION && 2 * count > times.length;
    });
    const isAlone = ({ own }: Faulty) => context.isWaivedAlone('timestamp-pattern', own.column.id);
    const together = faulty.filter((one) => !isAlone(one));
    return [
      ...customs.flatMap((fault) => ofProject(fault, together, times.length)),
      ...together.flatMap(({ own, lacks }) =>
        ofColumn(
          context,
          own,
          lacks.filter((fault) => !customs.includes(fault)),
        ),
      ),
      ...faulty.filter(isAlone).flatMap(({ own, lacks }) => ofColumn(context, own, lacks)),
    ];
  },
};

interface Faulty {
  readonly own: OwnColumn;
  readonly lacks: readonly Fault[];
}

function isPatterned({ column, family, name }: OwnColumn): boolean {
  return (MADE.test(name) || CHANGED.test(name)) && (family === 'timestamp' || family === 'date') && !column.generated;
}

function ofProject(fault: Fault, faulty: readonly Faulty[], all: number): readonly FindingDraft[] {
  const lacking = faulty.flatMap(({ own, lacks }) => (lacks.includes(fault) ? [own] : []));
  return bySchema(lacking, ({ column }) => column.schema).map(({ object, own }) => ({
    object,
    discriminator: fault,
    message: `${own.length} of ${all} created and updated times are ${SAID[fault]}.`,
    evidence: own.map(({ column }) => fact(`${sayColumn(column)} is ${column.type}.`, column.id)),
    remedy: remedy({
      title: `Change all ${own.length} of them`,
      edits: own.map((one) => put(one, [fault])),
      advice: fault === 'time-zone' ? ZONE_ADVICE : 'Or waive it as the custom of this project.',
    }),
  }));
}

function ofColumn(context: AuditContext, own: OwnColumn, lacks: readonly Fault[]): readonly FindingDraft[] {
  const { column, table } = own;
  if (lacks.length === 0) return [];
  const written = column.default === null ? '' : ` DEFAULT ${column.default}`;
  return [
    {
      object: column.id,
      message: `${sayColumn(column)} is ${sayList(lacks.map((fault) => SAID[fault]))}.`,
      evidence: [
        fact(`It is ${column.type}${column.notNull ? ' NOT NULL' : ''}${written}.`, column.id),
        ...sizeFacts(context, table.id),
      ],
      remedy: remedy({
        title: 'Give it what it lacks',
        edits: [put(own, lacks)],
        ...(lacks.includes('time-zone') ? { advice: ZONE_ADVICE } : {}),
      }),
    },
  ];
}

function put({ column }: OwnColumn, lacks: readonly Fault[]): CatalogEdit {
  return set(column, {
    ...(lacks.includes('time-zone') ? { type: column.type.replace('without time zone', 'with time zone') } : {}),
    ...(lacks.includes('not-null') ? { notNull: true } : {}),
    ...(lacks.includes('default') ? { default: 'now()' } : {}),
  });
}

function faultsOf(context: AuditContext, { column, family }: OwnColumn): readonly Fault[] {
  const value = column.default === null ? null : readDefault(column.default);
  const isFilled = value !== null && (value.is === 'now' || value.is === 'expression' || value.is === 'call');
  const isKept = !isFilled && context.source !== 'code' && triggersKeeping(context, column, column.name).length > 0;
  return [
    ...(column.notNull ? [] : (['not-null'] as const)),
    ...(family === 'timestamp' && column.type.includes('without time zone') ? (['time-zone'] as const) : []),
    // Last: what it says goes on to the end of the sentence.
    ...(isFilled || isKept ? [] : (['default'] as const)),
  ];
}
