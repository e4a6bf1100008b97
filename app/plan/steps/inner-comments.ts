import { quoteQualified } from '#app/catalog';
import { quoteLiteral } from '#app/sql';

interface Whole {
  readonly schema: string;
  readonly name: string;
}
interface Part {
  readonly name: string;
  readonly comment: string | null;
}

/** Comments of a view's columns or a composite type's attributes, which are no objects of their own. */
export function renderInnerComments(of: Whole, from: readonly Part[], to: readonly Part[]): readonly string[] {
  const before = new Map(from.map(({ name, comment }) => [name, comment]));
  return to
    .filter(({ name, comment }) => comment !== (before.get(name) ?? null))
    .map(({ name, comment }) => {
      const text = comment === null ? 'NULL' : quoteLiteral(comment);
      return `COMMENT ON COLUMN ${quoteQualified(of.schema, of.name, name)} IS ${text}`;
    });
}
