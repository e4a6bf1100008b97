import { type Catalog, type Column, lookupOf, objectId, type Trigger } from '#app/catalog';
import { wordsOf } from '#app/coverage';
import type { AuditContext } from '../context.ts';
import { fact, sayColumn, sayTable } from '../facts/say.ts';
import type { FindingDraft, NotEvaluated, Rule } from '../rule.ts';

/** Names for the id that a sign-in service in the same database gives a person. Ids of services elsewhere are texts. */
const LINK = /^(supabase_)?(auth_(user_)?(id|uid|uuid)|supabase_(user_)?(id|uid|uuid))$/;

/**
 * A person who signs up has a row in the auth schema and none of the application's, unless a trigger makes it. Code alone does
 * not show triggers.
 */
export const authUserSyncUnguarded: Rule = {
  id: 'auth-user-sync-unguarded',
  title: 'Users of an auth schema that nothing keeps in step',
  severity: 'critical',
  dimension: 'integration',
  needs: [['catalog', 'migrations'], ['live']],
  fix: [],
  evaluate(context): readonly FindingDraft[] | NotEvaluated {
    const { sources } = context;
    if (context.source === 'code' && !sources.migrations && !sources.live)
      return { notEvaluated: 'Code alone does not tell: a trigger in the migrations may fill it.' };
    // Where the people of the sign-in are the application's own table, fk-missing looks at it.
    if (context.tables.some(({ name }) => /^auth(_users?)?$|^auths$/.test(name))) return [];
    return context.tables.flatMap((table): readonly FindingDraft[] => {
      const { column: columns, 'foreign-key': keys } = context.lookup.childrenOf(table.schema, table.name);
      return columns.flatMap((column): readonly FindingDraft[] => {
        const isLink = LINK.test(wordsOf(column.name).join('_')) && column.type === 'uuid';
        if (!isLink || table.schema === 'auth' || keys.some((key) => key.columns.includes(column.name))) return [];
        if (isFilled(context, column)) return [];
        return [draftFor(column, table.name)];
      });
    });
  },
};

/** By any source: what the code cannot say the migrations or the database may. */
function isFilled({ sources }: AuditContext, column: Column): boolean {
  const catalogs = [sources.live, sources.migrations].flatMap((reading) => (reading ? [reading.catalog] : []));
  return catalogs.some(
    (catalog) => hasKey(catalog, column) || catalog.objects.trigger.some((trigger) => fills(catalog, trigger, column)),
  );
}

function hasKey(catalog: Catalog, { schema, table, name }: Column): boolean {
  return lookupOf(catalog)
    .childrenOf(schema, table)
    ['foreign-key'].some((key) => key.columns.includes(name));
}

/** A trigger on another table whose function writes this one: on auth.users, mostly. */
function fills(catalog: Catalog, trigger: Trigger, { schema, table }: Column): boolean {
  const isOther = trigger.schema !== schema || trigger.table !== table;
  const body = catalog.objects.function.find(
    (routine) => routine.schema === trigger.function.schema && routine.name === trigger.function.name,
  )?.body;
  const name = table.replaceAll(/[^\w]/g, '.');
  return isOther && new RegExp(`\\binsert\\s+into\\s+(?:"?\\w+"?\\.)?"?${name}"?\\b`, 'i').test(body ?? '');
}

function draftFor(column: Column, table: string): FindingDraft {
  const says = sayColumn(column);
  return {
    object: objectId('column', column.schema, column.table, column.name),
    message: `${says} points at the auth schema’s users by its name alone: no foreign key holds it there, and no trigger makes the row of ${table} when somebody signs up.`,
    evidence: [
      fact(`${says} is ${column.type}${column.notNull ? ' and required' : ''}, without a foreign key.`, column.id),
      fact(`No trigger of another table inserts into ${sayTable({ schema: column.schema, name: table })}.`),
    ],
  };
}
