import { type Column, type ObjectId, objectId, type TableChildren } from '#app/catalog';
import { shortType } from '#app/graph';
import { useNavigation, useReading, useShownCatalog } from '#renderer/stores';
import { classNames, Tooltip } from '#renderer/ui';
import { ObjectLink } from './object-link.tsx';
import { Section } from './section.tsx';
import type { Subject } from './subject.ts';

/** The columns of a table: name with its marks, type, null, default, and where references lead. */
export function ColumnsSection({ subject, parts }: { readonly subject: Subject; readonly parts: TableChildren }) {
  return (
    <Section title="Columns" count={parts.column.length}>
      <table className="w-full table-fixed border-collapse text-sm">
        <colgroup>
          <col className="w-9" />
          <col />
          <col className="w-[42%]" />
        </colgroup>
        <thead className="sr-only">
          <tr>
            <th scope="col">Key</th>
            <th scope="col">Name</th>
            <th scope="col">Type</th>
          </tr>
        </thead>
        <tbody>
          {parts.column.map((column) => (
            <ColumnLine key={column.id} column={column} parts={parts} isPart={column.id === subject.part} />
          ))}
        </tbody>
      </table>
    </Section>
  );
}

interface ColumnLineProps {
  readonly column: Column;
  readonly parts: TableChildren;
  readonly isPart: boolean;
}

function ColumnLine({ column, parts, isPart }: ColumnLineProps) {
  const references = parts['foreign-key'].filter((key) => key.columns.includes(column.name));
  const isPrimary = parts['primary-key'].some((key) => key.columns.includes(column.name));
  const value = valueText(column);
  const doc = useColumnDoc(column.id);
  return (
    <tr
      className={classNames('align-top', isPart ? 'bg-selected' : 'hover:bg-hover')}
      {...(isPart ? { 'aria-current': true } : {})}
    >
      <td className="py-1 pl-3 font-semibold text-[9px] text-accent leading-[18px]">
        <span className="block w-5">{isPrimary ? 'PK' : references.length > 0 ? 'FK' : ''}</span>
      </td>
      <td className="py-1 pr-2">
        <span className={classNames('code-text [overflow-wrap:anywhere]', isPrimary && 'font-semibold')}>
          {column.name}
        </span>
        {doc.deprecated === null ? null : <span className="ml-1 text-warn text-xs">deprecated</span>}
        {references.map((key) => (
          <span key={key.id} className="block text-faint">
            →{' '}
            <ObjectLink id={objectId('table', key.references.schema, key.references.name)}>
              {`${key.references.name}.${key.referencedColumns[key.columns.indexOf(column.name)] ?? ''}`}
            </ObjectLink>
          </span>
        ))}
        {value ? <code className="code-text block text-faint [overflow-wrap:anywhere]">{value}</code> : null}
        {doc.text || column.comment ? (
          <span className="block text-muted [overflow-wrap:anywhere]">{doc.text || column.comment}</span>
        ) : null}
      </td>
      <td className="py-1 pr-3 text-right">
        <ColumnType column={column} />
        {column.notNull ? (
          <span className="sr-only">, not null</span>
        ) : (
          <span className="ml-1.5 text-faint text-xs">null</span>
        )}
        {doc.type ? <code className="code-text block text-faint [overflow-wrap:anywhere]">{doc.type}</code> : null}
      </td>
    </tr>
  );
}

/** The type, with its labels where it is an enum; leads to types of one's own. */
function ColumnType({ column }: { readonly column: Column }) {
  const type = useEnum(column.type);
  const select = useNavigation((state) => state.select);
  const text = shortType(column.type);
  if (!type) return <code className={classNames('code-text text-muted', wrapOf(text))}>{text}</code>;
  return (
    <Tooltip content={type.labels.join(', ')} side="left">
      <button
        type="button"
        onClick={() => select(type.id)}
        className={classNames(
          'code-text text-right text-special underline decoration-special-line underline-offset-2',
          wrapOf(text),
        )}
      >
        {text}
      </button>
    </Tooltip>
  );
}

/** A type of usual length stays on one line; a longer one wraps rather than leaving the panel. */
function wrapOf(type: string): string {
  return type.length <= 11 ? 'whitespace-nowrap' : '[overflow-wrap:anywhere]';
}

function useEnum(type: string) {
  const catalog = useShownCatalog();
  const bare = type.replace(/(\[\])+$/, '').replaceAll('"', '');
  return catalog?.objects.enum.find((entry) => bare === `${entry.schema}.${entry.name}` || bare === entry.name);
}

function useColumnDoc(id: ObjectId): {
  readonly text: string;
  readonly deprecated: string | null;
  readonly type: string;
} {
  const code = useReading('code')?.code;
  const doc = code?.docs.find((entry) => entry.object === id);
  const type = code?.types.find((entry) => entry.object === id)?.text ?? '';
  return { text: doc?.text ?? '', deprecated: doc?.deprecated ?? null, type };
}

/** Default, identity or generation, as SQL says it. */
function valueText(column: Column): string | null {
  if (column.generated) return `generated always as (${column.generated.expression}) ${column.generated.storage}`;
  if (column.identity) return `generated ${column.identity.generated} as identity`;
  return column.default === null ? null : `default ${column.default}`;
}

export function ViewColumns({
  columns,
}: {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}) {
  return (
    <Section title="Columns" count={columns.length}>
      <ul className="px-3 text-sm">
        {columns.map((column) => (
          <li key={column.name} className="flex gap-3 py-0.5">
            <code className="code-text flex-1 [overflow-wrap:anywhere]">{column.name}</code>
            <code className="code-text text-muted">{shortType(column.type)}</code>
          </li>
        ))}
      </ul>
    </Section>
  );
}
