import { type CompositeType, quoteIdent } from '#app/catalog';
import { canonicalType } from '#app/sql';
import { DIFFERS, defineKind, IDENTITY, OWNED_RULES, type Ruling, SAME } from './attribute-rule.ts';
import { isEqual } from './equal.ts';
import { sayList } from './say.ts';

type Attributes = CompositeType['attributes'];

export const compositeTypeRules = defineKind({
  kind: 'composite-type',
  noun: 'composite type',
  missing: 'unmanaged',
  attributes: {
    ...OWNED_RULES,
    schema: IDENTITY,
    name: IDENTITY,
    attributes: {
      how: 'own',
      class: 'unmanaged',
      label: 'attributes',
      behaves: true,
      say: sayAttributes,
      rule: (from, to) => compareAttributes(from.object.attributes, to.object.attributes),
    },
  },
});

/** A comment on an attribute changes nothing that the type does. */
function compareAttributes(from: Attributes, to: Attributes): Ruling {
  const plain = (attributes: Attributes) =>
    attributes.map((each) => ({ ...each, type: canonicalType(each.type), comment: null }));
  if (!isEqual(plain(from), plain(to))) return DIFFERS;
  const comments = (attributes: Attributes) => attributes.map(({ comment }) => comment);
  return isEqual(comments(from), comments(to)) ? SAME : { outcome: 'differs', behaves: false };
}

function sayAttributes(attributes: Attributes): string {
  const said = attributes.map(({ name, type, collation, comment }) =>
    [
      `${quoteIdent(name)} ${type}`,
      collation === null ? '' : `COLLATE ${collation}`,
      comment === null ? '' : `“${comment}”`,
    ]
      .filter((part) => part !== '')
      .join(' '),
  );
  return said.length === 0 ? 'has no attributes' : `has attributes (${sayList(said)})`;
}
