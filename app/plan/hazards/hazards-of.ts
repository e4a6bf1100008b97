import type { Catalog } from '#app/catalog';
import { actionOf } from './action.ts';
import { printName } from './cursor.ts';
import { type Hazard, isStronger } from './hazard.ts';
import { type Lock, lockHazard, locksOf } from './locks.ts';
import { risksOf } from './risks.ts';
import { type Shape, shapeOf } from './shape.ts';
import { type Subject, subjectOf } from './subject.ts';
import { workOf } from './work.ts';

/**
 * What is dangerous about statements that meet a schema, by what PostgreSQL documents: relations that a statement makes itself
 * take no lock that anybody could wait for. `after` is what they lead to, where it is known. The worst first.
 */
export function createHazardFinder(before: Catalog, after: Catalog = before): (sql: string) => readonly Hazard[] {
  const subject = subjectOf(before, after);
  const { table, view, sequence } = before.objects;
  const relations = [...table, ...view, ...before.objects['materialized-view'], ...sequence];
  const names = new Set(relations.map(({ schema, name }) => printName([schema, name])));
  return (sql) => hazardsOf(sql, subject, names);
}

function hazardsOf(sql: string, subject: Subject, relations: ReadonlySet<string>): readonly Hazard[] {
  const shape = shapeOf(sql);
  const actions = shape.what === 'alter-table' ? shape.actions.map(actionOf) : [];
  const locks = strongest(locksOf(shape, actions, subject)).filter(({ relation }) =>
    relations.has(printName(relation)),
  );
  const risks = risksOf(shape, actions, subject);
  const outside = outsideTransaction(shape, actions);
  return [
    ...risks.filter(({ kind }) => kind === 'data-loss'),
    ...workOf(shape, actions, subject),
    ...locks.map(lockHazard),
    ...risks.filter(({ kind }) => kind !== 'data-loss'),
    ...(outside === null ? [] : [{ kind: 'outside-transaction', why: outside } as const]),
  ];
}

/** One lock for each relation: the strongest that any action takes, as ALTER TABLE does. */
function strongest(locks: readonly Lock[]): readonly Lock[] {
  const byRelation = new Map<string, Lock>();
  for (const lock of locks) {
    const key = printName(lock.relation);
    const known = byRelation.get(key);
    if (!known || isStronger(lock.mode, known.mode)) byRelation.set(key, lock);
  }
  return [...byRelation.values()];
}

function outsideTransaction(
  shape: Shape,
  actions: readonly { readonly does: string; readonly concurrently?: boolean }[],
): string | null {
  const concurrently = 'CONCURRENTLY waits for other transactions to end';
  if ((shape.what === 'create-index' || shape.what === 'drop') && shape.concurrently) return concurrently;
  if (actions.some(({ does, concurrently: is }) => does === 'detach' && is)) return concurrently;
  return shape.what === 'other' && shape.outside ? 'PostgreSQL refuses it there' : null;
}
