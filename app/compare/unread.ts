import {
  type CatalogObject,
  type Kind,
  type ObjectId,
  objectId,
  type Problem,
  type Reading,
  type StatementObject,
} from '#app/catalog';

/** What a reading does not know: what it says of the rest is a fact, and what it does not say of this is none. */
export interface Unread {
  /** Why an attribute of the object may be another than the catalog says; `null` where it was read whole. */
  partly(object: CatalogObject, attribute: string | null): string | null;
  /** Why the source may have the object although its catalog has not; `null` where it has not. */
  lacks(object: CatalogObject): string | null;
  /** Where the source names the object to no effect, a sentence on that; `null` where it does not. */
  ignores(object: CatalogObject): string | null;
}

/** From the reading's own report, and from the statements of its migrations that failed. */
export function unreadOf(reading: Reading): Unread {
  const problems = reading.report.filter(({ effect }) => effect === 'unread');
  const ignored = reading.report.filter(({ code }) => code === 'table-extra-sql');
  const ignores = (object: CatalogObject) => (ignored.some((problem) => names(problem, object)) ? IGNORED : null);
  if (problems.length === 0) return { ...NOTHING, ignores };
  const byObject = new Map<ObjectId, Problem[]>();
  for (const problem of problems) {
    if (problem.object === null) continue;
    const others = byObject.get(problem.object);
    if (others) others.push(problem);
    else byObject.set(problem.object, [problem]);
  }
  // A file of code that could not be loaded, or a name that is not known, may be that of any object.
  const nameless =
    reading.source.kind === 'code'
      ? problems.find(({ object, code }) => object === null || code === 'name-not-known')
      : undefined;
  const failed = failedObjects(reading, 'made');
  const unchanged = failedObjects(reading, 'changed');
  const of = (id: ObjectId | null) => (id === null ? undefined : byObject.get(id)) ?? [];
  return {
    partly(object, attribute) {
      const own = of(object.id);
      const left = attribute === null ? undefined : unchanged.get(object.id);
      if (left !== undefined) return left;
      if (object.kind === 'table') return own.find(({ code }) => touchesTable(code, attribute))?.message ?? null;
      return (own[0] ?? (attribute === 'name' ? of(tableOf(object))[0] : undefined))?.message ?? null;
    },
    lacks(object) {
      const known = of(object.id)[0] ?? of(tableOf(object)).find(({ code }) => mayHide(code, object.kind)) ?? nameless;
      const lost = failed.get(object.id) ?? failed.get(tableOf(object) ?? '');
      return lost ?? known?.message ?? null;
    },
    ignores,
  };
}

/** What stands beside the columns of a table is told under the table: only some of it is about the table itself. */
function touchesTable(code: string, attribute: string | null): boolean {
  if (attribute === null || attribute === 'name') return code === 'name-not-known';
  return attribute === 'rowSecurity' && (code === 'table-extras-throw' || code === 'policy-not-read');
}

/** The kinds that a problem of a table may have cost; of others any. */
const COSTS: Readonly<Record<string, readonly Kind[]>> = {
  'foreign-key-not-read': ['foreign-key'],
  'index-not-read': ['index'],
  'check-not-read': ['check'],
  'unique-not-read': ['unique'],
  'primary-key-not-read': ['primary-key'],
  'policy-not-read': ['policy'],
  'name-not-known': [],
  'declared-twice': [],
};

function mayHide(code: string, kind: Kind): boolean {
  if (code === 'table-extras-throw') return kind !== 'column';
  return (Object.hasOwn(COSTS, code) ? COSTS[code] : undefined)?.includes(kind) ?? true;
}

const NOTHING: Unread = { partly: () => null, lacks: () => null, ignores: () => null };

const IGNORED =
  'The code says it in raw SQL beside the columns, which Drizzle ignores: no database gets it from there.';

/** The raw SQL stands in the message. */
function names({ object: table, message }: Problem, object: CatalogObject): boolean {
  if (!('name' in object) || table !== tableOf(object)) return false;
  return message.split(/[^\w$]+/).includes(object.name);
}

/** What statements that failed were to make, or to change, with where they stand. */
function failedObjects({ migrations }: Reading, what: StatementObject['did']): ReadonlyMap<ObjectId, string> {
  const failed = new Map<ObjectId, string>();
  for (const { origin, meant = [] } of migrations?.statements ?? []) {
    for (const { object, did } of meant) {
      if (did === what) failed.set(object, `the statement at ${origin.file}:${origin.line} failed.`);
    }
  }
  return failed;
}

function tableOf(object: CatalogObject): ObjectId | null {
  return 'table' in object ? objectId('table', object.schema, object.table) : null;
}
