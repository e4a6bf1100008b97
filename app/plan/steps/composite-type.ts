import { quoteIdent, quoteQualified } from '#app/catalog';
import { isSame, type KindSteps, statements } from '../alteration.ts';

export const compositeTypeSteps: KindSteps<'composite-type'> = {
  drop: ({ schema, name }) => `DROP TYPE ${quoteQualified(schema, name)}`,
  alter: (from, to) => {
    const alter = `ALTER TYPE ${quoteQualified(to.schema, to.name)}`;
    const old = new Map(from.attributes.map((attribute) => [attribute.name, attribute]));
    const kept = new Set(to.attributes.map(({ name }) => name));
    return statements(
      from.attributes
        .filter(({ name }) => !kept.has(name))
        .map(({ name }) => `${alter} DROP ATTRIBUTE ${quoteIdent(name)}`),
      to.attributes.flatMap(({ name, type, collation }) => {
        const before = old.get(name);
        const what = `${type}${collation === null ? '' : ` COLLATE ${collation}`}`;
        if (!before) return [`${alter} ADD ATTRIBUTE ${quoteIdent(name)} ${what}`];
        const isAlike = isSame([before.type, before.collation], [type, collation]);
        return isAlike ? [] : [`${alter} ALTER ATTRIBUTE ${quoteIdent(name)} TYPE ${what}`];
      }),
    );
  },
};
