import { type Catalog, KINDS, lookupOf } from '#app/catalog';
import type { DifferenceClass } from '#app/compare';
import type { Finding, Mutation } from './mutation.ts';

/** What a mutation changes in the comparison of the code with the database. */
export interface ChangeAgainstCode {
  readonly key: string;
  /** `told`: a difference that the mutation makes. `gone`: one of before, of an object that is there no more. */
  readonly becomes: 'told' | 'gone';
  readonly class: DifferenceClass;
}

/** The schema whose objects no code manages. */
const UNMANAGED_SCHEMA = /\bdepot\b/;

/**
 * What drift of the code with the mutated database says that it did not say of the base: of an object in the code every
 * difference, of another one only that it is there or not. Owners and the names of NOT NULL constraints are no matter of code.
 */
export function changesAgainstCode({ finds, restores }: Mutation, code: Catalog): readonly ChangeAgainstCode[] {
  const lookup = lookupOf(code);
  return finds.flatMap((found): readonly ChangeAgainstCode[] => {
    const [object = '', attribute] = found.key.split('#');
    if (attribute === 'owner' || UNMANAGED_SCHEMA.test(object) || isConstraintName(found)) return [];
    const isInCode = Boolean(lookup.find(object));
    const isAdded = found.summary.endsWith('in live and not in base');
    // A schema that the code does not name is not managed.
    if (!isInCode && (attribute !== undefined || (isAdded && object.startsWith('schema:')))) return [];
    const isThere = !restores && (isInCode || isAdded);
    return [{ key: found.key, becomes: isThere ? 'told' : 'gone', class: found.class }];
  });
}

function isConstraintName({ key, class: itsClass }: Finding): boolean {
  return key.endsWith('#notNullConstraint') && itsClass === 'cosmetic';
}

/** Kinds of objects in the code: what the table of mutations has to reach through it. */
export function kindsInCode(code: Catalog): readonly string[] {
  return KINDS.filter((kind) => code.objects[kind].length > 0);
}
