import type { AuditContext } from '../context.ts';
import { fitsTemplate, type Named, namedObjects, nameFor, namePattern } from '../facts/naming.ts';
import { fact, sayTable } from '../facts/say.ts';
import type { NamedKind } from '../patterns/options.ts';
import { remedy, rename } from '../remedy.ts';
import { ANY_CATALOG, type FindingDraft, type Rule } from '../rule.ts';

const CALLED: Readonly<Record<NamedKind, string>> = {
  'primary-key': 'primary key',
  unique: 'unique constraint',
  'foreign-key': 'foreign key',
  check: 'check',
  index: 'index',
  'unique-index': 'unique index',
};

export const nameIndexPattern: Rule = {
  id: 'name-index-pattern',
  title: 'An index or constraint named otherwise than the others',
  severity: 'low',
  dimension: 'convention',
  needs: ANY_CATALOG,
  fix: ['sql', 'code'],
  evaluate: (context) => namedObjects(context).flatMap((named) => draftsOf(context, named)),
};

function draftsOf(context: AuditContext, named: Named): readonly FindingDraft[] {
  const { kind, object, schema, name, parts } = named;
  const pattern = namePattern(context, kind);
  if (!pattern || fitsTemplate(pattern.template, name, parts) || saysWhatItKeeps(named, pattern.template)) return [];
  if (kind === 'primary-key' && !pattern.isConfigured && isToolsOwn(named)) return [];
  const { table, ...rest } = parts;
  const fresh = nameFor(context, kind, { schema, name: table }, rest);
  const how = pattern.isConfigured
    ? 'The configuration says so.'
    : `${pattern.following} of ${pattern.names} are named so.`;
  return [
    {
      object: object.id,
      message: `The ${CALLED[kind]} ${name} of ${sayTable({ schema, name: table })} is not named ${pattern.template}, as the project's are.`,
      evidence: [fact(`${pattern.template}: ${how}`, object.id)],
      remedy: remedy({ title: `Rename it to ${fresh}`, edits: fresh === name ? [] : [rename(object.id, fresh)] }),
    },
  ];
}

const AFFIX =
  /_(idx|index|ix|uidx|key|unique|uq|uniq|fk|fkey|pk|pkey|chk|ck|check)$|^(idx|ix|uq|uniq|fk|pk|chk|ck|index|unique|check)_/;

/** `shifts_end_after_start`, `rsvps_one_per_guest`: what a rule is for is a better name than the columns it is on. */
function saysWhatItKeeps({ kind, name, parts }: Named, template: string): boolean {
  if (kind !== 'check' && kind !== 'unique' && kind !== 'unique-index') return false;
  return !AFFIX.test(name) && (!template.includes('{table}') || name.startsWith(`${parts.table}_`));
}

/** What PostgreSQL and drizzle-kit call primary keys that nobody named: one column's in one way, a pair's in another. */
function isToolsOwn({ name, parts }: Named): boolean {
  return fitsTemplate('{table}_pkey', name, parts) || fitsTemplate('{table}_{columns}_pk', name, parts);
}
