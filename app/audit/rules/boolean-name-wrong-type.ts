import type { Column } from '#app/catalog';
import type { AuditContext } from '../context.ts';
import { type OwnColumn, ownColumns } from '../facts/columns.ts';
import { readDefault } from '../facts/defaults.ts';
import { fact, sayColumn } from '../facts/say.ts';
import { sizeFacts } from '../facts/statistics.ts';
import { enumOf } from '../facts/types.ts';
import { remedy, set } from '../remedy.ts';
import { ANY_CATALOG, type FindingDraft, type Rule } from '../rule.ts';

const QUESTIONS = new Set(['is', 'has', 'can', 'should', 'was', 'did']);
/** Last words that ask for something other than yes or no: `is_deleted_at`, `can_id`, `has_children_count`. */
const ANSWERS_OTHERWISE = new Set(
  'id ids uuid at on by until since count number no type kind name code url uri date time reason status state level score hash key note notes text json value source version bus in out function method table column field label title message query expression condition template role format list'.split(
    ' ',
  ),
);
const YES_NO = new Set('yes no true false y n t f on off 0 1'.split(' '));

export const booleanNameWrongType: Rule = {
  id: 'boolean-name-wrong-type',
  title: 'A column named as a yes or no is not boolean',
  severity: 'critical',
  dimension: 'integrity',
  needs: ANY_CATALOG,
  fix: ['sql', 'code'],
  evaluate: (context) => ownColumns(context).flatMap((own) => draftsOf(context, own)),
};

function draftsOf(context: AuditContext, own: OwnColumn): readonly FindingDraft[] {
  const { column, words, table, family } = own;
  if (words.length < 2 || !QUESTIONS.has(words[0] ?? '')) return [];
  if (ANSWERS_OTHERWISE.has(words.at(-1) ?? '') && !startsAsTruth(column)) return [];
  if (family === 'boolean' || family === 'json' || column.type.endsWith('[]') || column.generated) return [];
  const labels = enumOf(context.catalog, column.type)?.labels;
  // A type of one's own with more than two answers says that there are more.
  if (family === 'other' && !(labels?.length === 2 && labels.every((label) => YES_NO.has(label.toLowerCase()))))
    return [];
  return [
    {
      object: column.id,
      message: `${sayColumn(column)} asks for yes or no, and is ${column.type}: ${family === 'uuid' ? 'writing true or false to it fails' : 'it takes values that are neither'}.`,
      evidence: [
        fact(`It is ${column.type}.`, column.id),
        ...(column.default === null ? [] : [fact(`Its default is ${column.default}.`, column.id)]),
        ...sizeFacts(context, table.id),
      ],
      remedy: remedy({
        title: `Make ${sayColumn(column)} boolean`,
        edits: [set(column, { type: 'boolean', default: booleanDefault(column), collation: null })],
        ...(family === 'uuid'
          ? {
              advice:
                'A uuid says neither yes nor no: rows that have one stop the change, so decide what they mean first.',
            }
          : {}),
      }),
    },
  ];
}

/** `is_built_in` that starts as the word “false” asks for yes or no, whatever its name ends in. */
function startsAsTruth({ default: text }: Column): boolean {
  const value = text === null ? null : readDefault(text);
  return value !== null && 'text' in value && /^(true|false)$/i.test(value.text);
}

/** The default, where it says yes or no; none else. */
function booleanDefault({ default: text }: Column): string | null {
  const value = text === null ? null : readDefault(text);
  if (!value || !('text' in value)) return null;
  const said = value.text.toLowerCase();
  if (/^(true|t|yes|y|on|1)$/.test(said)) return 'true';
  return /^(false|f|no|n|off|0)$/.test(said) ? 'false' : null;
}
