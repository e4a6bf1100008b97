import { type CatalogObject, lookupOf, type ObjectId } from '#app/catalog';
import { countWord } from '#renderer/lib/kinds.ts';
import { readingOf, useShownCatalog, useSources } from '#renderer/stores';
import { Truncated } from '#renderer/ui';

/** What the chosen object is, and in which of the project's sources it is. */
export function Preview({ id }: { readonly id: ObjectId }) {
  const entries = useSources((state) => state.entries);
  const states = useSources((state) => state.states);
  const catalog = useShownCatalog();
  const object = catalog ? lookupOf(catalog).find(id) : undefined;
  const text = object && catalog ? describe(object, (schema, name) => lookupOf(catalog).childrenOf(schema, name)) : '';
  const places = entries.flatMap((entry) => {
    const reading = readingOf(states[entry.name]);
    return reading ? [{ name: entry.name, there: lookupOf(reading.catalog).find(id) !== undefined }] : [];
  });
  return (
    <>
      {text === '' ? null : <Truncated text={text} className="code-text min-w-0 flex-1 text-muted" />}
      {places.map(({ name, there }) => (
        <span key={name} className={there ? 'shrink-0' : 'shrink-0 text-faint'}>
          {there ? 'in' : 'not in'} {name}
        </span>
      ))}
    </>
  );
}

type Children = (schema: string, table: string) => ReturnType<ReturnType<typeof lookupOf>['childrenOf']>;

/** One line of what somebody would look up. */
function describe(object: CatalogObject, childrenOf: Children): string {
  switch (object.kind) {
    case 'table': {
      const { column, 'foreign-key': keys } = childrenOf(object.schema, object.name);
      const names = column.map(({ name }) => name).join(', ');
      return keys.length > 0 ? `${countWord(keys.length, 'foreign key')} · ${names}` : names;
    }
    case 'view':
    case 'materialized-view':
      return object.columns.map(({ name }) => name).join(', ');
    case 'column': {
      const parts = [object.type, object.notNull ? 'not null' : 'null'];
      return object.default === null ? parts.join(' ') : `${parts.join(' ')} default ${object.default}`;
    }
    case 'enum':
      return object.labels.join(' | ');
    case 'policy':
      return object.using ?? object.check ?? '';
    case 'check':
      return object.expression;
    case 'foreign-key':
      return `${object.columns.join(', ')} → ${object.references.name}.${object.referencedColumns.join(', ')}`;
    case 'index':
      return object.keys.map((key) => key.expression).join(', ');
    default:
      return object.comment ?? '';
  }
}
