import type { Catalog, CatalogObject, MigrationStatement, Origin, StatementObject } from '#app/catalog';
import type { ReplayStatement } from './statements-of.ts';

export interface Outcomes {
  readonly failed: ReadonlySet<number>;
  readonly notRun: ReadonlySet<number>;
  /** Those that certainly wrote nothing. */
  readonly idle: ReadonlySet<number>;
  /** Per statement what its text says it did; `null` where it found nothing to do. */
  readonly did: readonly (readonly StatementObject[] | null)[];
  /** Of each that failed, what its text says it was to do. */
  readonly meant: ReadonlyMap<number, readonly StatementObject[]>;
}

/** What became of each statement. What the catalog still holds is added: names that PostgreSQL chose, what blocks made. */
export function statementFacts(
  statements: readonly ReplayStatement[],
  outcomes: Outcomes,
  catalog: Catalog,
): readonly MigrationStatement[] {
  const { failed, notRun, idle, did, meant } = outcomes;
  const made = madeBy(catalog);
  return statements.map(({ origin, parsed }, index) => {
    const said = did[index] ?? [];
    const known = new Set(said.map(({ object }) => object));
    const more = (made.get(placeKey(origin)) ?? []).filter(({ id }) => !known.has(id));
    const objects = [...said, ...more.map(({ id }): StatementObject => ({ object: id, did: 'made' }))];
    const outcome = failed.has(index)
      ? 'failed'
      : notRun.has(index)
        ? 'not-run'
        : (did[index] === null && more.length === 0) || (idle.has(index) && DEFINES.test(parsed.command))
          ? 'no-effect'
          : 'ran';
    const { command, outsideTransaction, flags } = parsed;
    const facts: MigrationStatement = {
      origin,
      command,
      objects: outcome === 'ran' ? objects : [],
      outcome,
      outsideTransaction,
      flags,
    };
    const lost = outcome === 'failed' ? (meant.get(index) ?? []) : [];
    return lost.length > 0 ? { ...facts, meant: lost } : facts;
  });
}

/** What would have written, had there been anything to do. */
const DEFINES = /^(CREATE|ALTER|DROP|DO|COMMENT)\b/;

/** By the statement that is an object's first origin; what follows from its table is not named one by one. */
function madeBy(catalog: Catalog): ReadonlyMap<string, readonly CatalogObject[]> {
  const made = new Map<string, CatalogObject[]>();
  for (const object of Object.values(catalog.objects).flat() as readonly CatalogObject[]) {
    const [first] = object.origins;
    if (!first || object.kind === 'grant') continue;
    const key = placeKey(first);
    const list = made.get(key);
    if (list) list.push(object);
    else made.set(key, [object]);
  }
  return made;
}

function placeKey({ file, statement }: Origin): string {
  return `${file}\u0000${statement}`;
}
