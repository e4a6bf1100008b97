import { type CompositeType, quoteIdent, quoteQualified } from '#app/catalog';
import { isSame, type KindSteps, RETYPE, statements } from '../alteration.ts';
import { renderInnerComments } from './inner-comments.ts';

export const compositeTypeSteps: KindSteps<'composite-type'> = {
  drop: ({ schema, name }) => `DROP TYPE ${quoteQualified(schema, name)}`,
  alter: (from, to, { isStored }) => {
    const alter = `ALTER TYPE ${quoteQualified(to.schema, to.name)}`;
    const old = new Map(from.attributes.map((attribute) => [attribute.name, attribute]));
    const kept = new Set(to.attributes.map(({ name }) => name));
    const retyped = to.attributes.filter((attribute) => {
      const before = old.get(attribute.name);
      return before !== undefined && !isSame(typeOf(before), typeOf(attribute));
    });
    // PostgreSQL adds at the end, and changes no type of what is stored.
    if (!isReachedByAdding(from, to) || (retyped.length > 0 && isStored(to.id))) return RETYPE;
    return statements(
      from.attributes
        .filter(({ name }) => !kept.has(name))
        .map(({ name }) => `${alter} DROP ATTRIBUTE ${quoteIdent(name)}`),
      to.attributes
        .filter(({ name }) => !old.has(name))
        .map((attribute) => `${alter} ADD ATTRIBUTE ${quoteIdent(attribute.name)} ${renderType(attribute)}`),
      retyped.map(
        (attribute) => `${alter} ALTER ATTRIBUTE ${quoteIdent(attribute.name)} TYPE ${renderType(attribute)}`,
      ),
      renderInnerComments(to, from.attributes, to.attributes),
    );
  },
};

type Attribute = CompositeType['attributes'][number];

function typeOf({ type, collation }: Attribute) {
  return [type, collation];
}

function renderType({ type, collation }: Attribute): string {
  return `${type}${collation === null ? '' : ` COLLATE ${collation}`}`;
}

/** True where what stays keeps its order and what is new stands behind it. */
function isReachedByAdding(from: CompositeType, to: CompositeType): boolean {
  const [before, after] = [from, to].map(({ attributes }) => attributes.map(({ name }) => name)) as [
    string[],
    string[],
  ];
  const stays = before.filter((name) => after.includes(name));
  return stays.every((name, at) => after[at] === name);
}
