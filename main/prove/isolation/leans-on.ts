import type { IsolationObject } from '#app/api';
import { type Catalog, lookupOf, type ObjectId, objectId } from '#app/catalog';
import { scanSql } from '#app/sql';
import type { ProbedRole } from './roles.ts';

/**
 * What is isolated by itself, with what may undo that: policies that go by a table that leaks, and TRUNCATE, which no policy holds.
 * A statement of a tenant's does not show the first, and the application hardly sends the second.
 */
export function withDoubts(
  objects: readonly IsolationObject[],
  catalog: Catalog,
  roles: readonly ProbedRole[],
): readonly IsolationObject[] {
  const leaking = new Set(objects.filter(({ verdict }) => verdict === 'leaks').map(({ object }) => object));
  return objects.map((one): IsolationObject => {
    if (one.verdict !== 'isolated' || one.kind !== 'table') return one;
    const read = tablesRead(catalog, one.object).filter((id) => leaking.has(id));
    const doubts = [
      ...read.map(
        (id) => `Its policies go by ${id.replace(/^table:/, '')}, which leaks: whoever writes there is let in here.`,
      ),
      ...truncating(catalog, one.object, roles).map(
        (name) => `${name} holds TRUNCATE on it, which asks no policy and takes every tenant's rows.`,
      ),
    ];
    return doubts.length === 0 ? one : { ...one, reasons: [...one.reasons, ...doubts] };
  });
}

/** Tables that stand behind FROM or JOIN in the policies of a table. */
function tablesRead(catalog: Catalog, table: ObjectId): readonly ObjectId[] {
  const lookup = lookupOf(catalog);
  const own = lookup.find(table);
  if (own?.kind !== 'table') return [];
  const texts = lookup
    .childrenOf(own.schema, own.name)
    .policy.flatMap(({ using, check }) => [using ?? '', check ?? '']);
  const found = new Set<ObjectId>();
  for (const text of texts) {
    const tokens = scanSql(text).filter(({ text: word }) => word !== '(');
    for (const [at, token] of tokens.entries()) {
      if (token.type !== 'word' || !/^(from|join)$/i.test(token.text)) continue;
      const [first, dot, second] = tokens.slice(at + 1, at + 4);
      if (!first) continue;
      const [schema, name] = dot?.text === '.' && second ? [first.text, second.text] : ['public', first.text];
      const id = objectId('table', schema, name);
      if (id !== table && lookup.find(id)?.kind === 'table') found.add(id);
    }
  }
  return [...found];
}

/** Roles that were granted it; what a platform's requests may do by default they have no words for. */
function truncating({ objects }: Catalog, table: ObjectId, roles: readonly ProbedRole[]): readonly string[] {
  const holders = new Set(
    objects.grant
      .filter(({ on, privileges }) => on === table && privileges.some(({ privilege }) => privilege === 'TRUNCATE'))
      .map(({ grantee }) => grantee),
  );
  return roles.filter(({ name, byPlatform }) => !byPlatform && holders.has(name)).map(({ name }) => name);
}
