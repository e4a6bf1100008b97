import type { CatalogObject } from '#app/catalog';
import { Section } from './section.tsx';

/** Said elsewhere, or of no use to a person. */
const HIDDEN = new Set(['kind', 'id', 'comment', 'origins', 'schema', 'name', 'owner']);

/** The attributes of an object that is no table: an enum's labels, a function's body, a role's rights. */
export function OtherObject({ object }: { readonly object: CatalogObject }) {
  const entries = Object.entries(object).filter(([name, value]) => !HIDDEN.has(name) && isTelling(value));
  return (
    <Section title="Attributes">
      <dl className="flex flex-col gap-1.5 px-3 text-sm">
        {entries.map(([name, value]) => (
          <div key={name}>
            <dt className="text-faint">{name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()}</dt>
            <dd>
              <Value value={value} />
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

function Value({ value }: { readonly value: unknown }) {
  if (Array.isArray(value) && value.every((entry) => typeof entry === 'string'))
    return (
      <ol className="flex flex-wrap gap-x-2 gap-y-1">
        {value.map((entry) => (
          <li key={entry} className="code-text rounded-sm border border-line bg-sunken px-1.5">
            {entry}
          </li>
        ))}
      </ol>
    );
  const text = typeof value === 'object' ? JSON.stringify(value, null, 2) : String(value);
  return <pre className="code-text whitespace-pre-wrap [overflow-wrap:anywhere]">{text}</pre>;
}

function isTelling(value: unknown): boolean {
  if (value === null || value === false || value === '') return false;
  if (Array.isArray(value)) return value.length > 0;
  return typeof value !== 'object' || Object.keys(value).length > 0;
}
