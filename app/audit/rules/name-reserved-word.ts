import { ownColumns } from '../facts/columns.ts';
import { fact, sayColumn, sayTable } from '../facts/say.ts';
import { remedy } from '../remedy.ts';
import { ANY_CATALOG, type FindingDraft, type Rule } from '../rule.ts';

/**
 * Words that cannot name a table or column without quotes: PostgreSQL's keywords of the classes RESERVED and TYPE_FUNC_NAME
 * (`src/include/parser/kwlist.h`). Others that `quote_ident` quotes, such as `position` or `time`, can.
 */
const RESERVED = new Set(
  `all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create
  current_catalog current_date current_role current_time current_timestamp current_user default deferrable desc distinct
  do else end except false fetch for foreign from grant group having in initially intersect into lateral leading limit
  localtime localtimestamp not null offset on only or order placing primary references returning select session_user some
  symmetric system_user table then to trailing true union unique user using variadic when where window with
  authorization binary collation concurrently cross current_schema freeze full ilike inner is isnull join left like
  natural notnull outer overlaps right similar tablesample verbose`.split(/\s+/),
);

export const nameReservedWord: Rule = {
  id: 'name-reserved-word',
  title: 'A name that SQL keeps for itself',
  severity: 'low',
  dimension: 'convention',
  needs: ANY_CATALOG,
  fix: [],
  evaluate: (context) => [
    ...context.tables
      .filter(({ name }) => RESERVED.has(name))
      .map((table) => draft(table.id, `The table ${sayTable(table)}`, table.name)),
    ...ownColumns(context)
      .filter(({ column }) => RESERVED.has(column.name))
      .map(({ column }) => draft(column.id, `The column ${sayColumn(column)}`, column.name)),
  ],
};

function draft(object: string, what: string, name: string): FindingDraft {
  const trap =
    name === 'user' ? ': SELECT * FROM user asks who is signed in to the database, and says no word of it' : '';
  return {
    object,
    message: `${what} is named by a reserved word and has to be quoted wherever SQL is written by hand${trap}.`,
    evidence: [fact(`${name.toUpperCase()} is a reserved word of PostgreSQL.`, object)],
    remedy: remedy({
      title: 'Give it another name, or waive it where a library asks for this one',
      advice:
        'Drizzle quotes every name, so that only SQL of your own is hit: raw queries, migrations, policies, the console.',
    }),
  };
}
