import type { Table } from '#app/catalog';
import { singular, wordsOf } from '#app/coverage';
import type { AuditContext } from '../context.ts';
import { columnsOf, isExpiryName } from '../facts/columns.ts';
import { checksNaming } from '../facts/guards.ts';
import { fact, sayColumn, sayTable } from '../facts/say.ts';
import { remedy } from '../remedy.ts';
import { ANY_CATALOG, type FindingDraft, type Rule } from '../rule.ts';

/** Addresses of devices and names of currencies are called tokens too. */
const NO_SECRETS = new Set('push device fcm apns notification crypto nft css design csrf usage'.split(' '));

export const tokenNeverExpires: Rule = {
  id: 'token-never-expires',
  title: 'An API token that may never expire',
  severity: 'low',
  dimension: 'integrity',
  needs: ANY_CATALOG,
  fix: [],
  evaluate: (context) => context.tables.flatMap((table) => draftsOf(context, table)),
};

function draftsOf(context: AuditContext, table: Table): readonly FindingDraft[] {
  if (!holdsTokens(table)) return [];
  const columns = columnsOf(context, table);
  const expiry = columns.find(({ name, family }) => isExpiryName(name) && family !== 'text' && family !== 'boolean');
  const fix = remedy({
    title: 'Give every token an end',
    advice:
      "Set a default such as now() + interval '90 days', give the rows that have none an end, and make the column NOT NULL.",
  });
  if (!expiry) {
    // A table of tokens has a token: others only count or describe them.
    if (
      !columns.some(({ name }) =>
        /(^|_)(token|key|secret)(_hash|_digest)?$|^(hash|hashed_key|hashed_token)$/.test(name),
      )
    )
      return [];
    if (columns.some(({ name }) => /(^|_)(ttl|valid_until|valid_to|lifetime)(_|$)/.test(name))) return [];
    return [
      {
        object: table.id,
        message: `${sayTable(table)} has no column that says when a token expires: none ever does.`,
        evidence: [fact('No column is named as an expiry.', table.id)],
        remedy: fix,
      },
    ];
  }
  const { column } = expiry;
  if (column.notNull || isRequired(context, column)) return [];
  return [
    {
      object: column.id,
      message: `${sayColumn(column)} may be NULL: a token without it never expires.`,
      evidence: [
        fact('It is nullable.', column.id),
        ...(column.default === null ? [fact('It has no default.', column.id)] : []),
      ],
      remedy: fix,
    },
  ];
}

function isRequired(
  context: AuditContext,
  column: Parameters<typeof checksNaming>[1] & { readonly name: string },
): boolean {
  return checksNaming(context, column, column.name).some(({ expression }) => /is\s+not\s+null/i.test(expression));
}

function holdsTokens({ name }: Table): boolean {
  const words = wordsOf(name).map(singular);
  if (words.some((word) => NO_SECRETS.has(word))) return false;
  const last = words.at(-1);
  return last === 'token' || (last === 'key' && /(^|_)(api|access|secret)_key$/.test(words.join('_')));
}
