import { isStandIn } from '../inside/stand-in.ts';
import { wereTextsMade } from '../inside/stand-in-text.ts';
import type { ExportName, LoadedModule, TableValues, ToldSchema, WalkedSchema, WalkOptions } from '../inside/values.ts';
import { attempt, type Walk } from './context.ts';
import { isEnum, kindsOf, record, text, type Value } from './drizzle.ts';
import { findHidden } from './hidden.ts';
import { walkLinkedPolicy } from './policy.ts';
import { isDefinedRelations, walkDefinedRelations, walkRelations } from './relation.ts';
import { walkSequence } from './sequence.ts';
import { withoutStandInParts } from './stand-in-parts.ts';
import { walkTable } from './table.ts';
import { walkView } from './view.ts';

const entered = __entered;

type Collected = { -readonly [K in keyof WalkedSchema]: WalkedSchema[K][number][] };

declare const __entered: (file: number) => void;

/** How many tables are told at once: a few dozen take some ten milliseconds to read. */
const TOLD_AT_ONCE = 32;

/**
 * Reads every exported Drizzle value of the given modules. An object exported under several names is read once. `tell` is
 * given the tables in parts, in their order, so that there is something to be done with them while the others are read. Where
 * it turns out in the end that something was made of stand-ins, what was told is void, and the schema has them all.
 */
export function walkModules(
  modules: readonly LoadedModule[],
  options: WalkOptions,
  tell: (tables: readonly TableValues[]) => void,
): ToldSchema {
  const found = new Map<Value, ExportName[]>();
  const files = new Map(modules.map(({ file }, index) => [file, index]));
  // The order of the files must not matter to what is read.
  const ordered = [...modules].sort((a, b) => (a.file < b.file ? -1 : 1));
  for (const { file, exports } of ordered) {
    for (const name of Object.keys(exports)) collect(found, exports[name], { file, name });
  }
  const schema: Collected = {
    tables: [],
    policies: [],
    enums: [],
    schemas: [],
    sequences: [],
    roles: [],
    views: [],
    relations: [],
    hidden: [],
    problems: [],
  };
  let told = 0;
  const walk: Walk = { options, problems: schema.problems, place: { exports: [], schema: null, table: null } };
  for (const [value, exports] of found) {
    walk.place = { exports, schema: null, table: null };
    // Should a callback never return, the host knows whose it was.
    entered(files.get(exports[0]?.file ?? '') ?? -1);
    attempt(walk, 'export-not-read', `the export ${exports[0]?.name ?? ''}`, () =>
      walkValue(walk, value, exports, schema),
    );
    if (schema.tables.length >= told + TOLD_AT_ONCE) {
      tell(schema.tables.slice(told));
      told = schema.tables.length;
    }
  }
  schema.hidden.push(...findHidden(ordered, found));
  if (wereTextsMade()) return withoutStandInParts(walk, schema);
  if (told < schema.tables.length) tell(schema.tables.slice(told));
  return { ...schema, tables: null };
}

function collect(found: Map<Value, ExportName[]>, value: unknown, name: ExportName): void {
  if (isStandIn(value) || ((typeof value !== 'object' || value === null) && !isEnum(value))) return;
  const exports = found.get(value as Value);
  if (exports) exports.push(name);
  else found.set(value as Value, [name]);
}

function walkValue(walk: Walk, value: Value, exports: readonly ExportName[], schema: Collected): void {
  if (isEnum(value)) {
    schema.enums.push(walkEnum(walk, value, exports));
    return;
  }
  const kinds = kindsOf(value);
  if (kinds.has('PgTable')) schema.tables.push(walkTable(walk, value, exports));
  else if (kinds.has('PgView') || kinds.has('PgMaterializedView')) {
    const view = walkView(walk, value, exports);
    if (view) schema.views.push(view);
  } else if (kinds.has('PgSequence')) schema.sequences.push(walkSequence(value, exports));
  else if (kinds.has('PgPolicy')) schema.policies.push(walkLinkedPolicy(walk, value, exports));
  else if (kinds.has('PgSchema')) walkSchema(value, exports, schema);
  else if (kinds.has('PgRole')) walkRole(value, exports, schema);
  else if (kinds.has('Relations')) schema.relations.push(...walkRelations(walk, value, exports));
  else if (kinds.has('Table')) {
    throw new Error('it is a table of another database (MySQL, SQLite …), which Raingauge does not read');
  } else if (isDefinedRelations(value)) schema.relations.push(...walkDefinedRelations(walk, value, exports));
}

function walkEnum(walk: Walk, value: Value, exports: readonly ExportName[]): WalkedSchema['enums'][number] {
  const [schema, name] = [text(value.schema), String(value.enumName)];
  const listed = Array.isArray(value.enumValues) ? value.enumValues : [];
  const labels = listed.filter((label) => !isStandIn(label)).map(String);
  // PostgreSQL has enums without labels, but nobody writes one: they came from a module that was replaced.
  if (labels.length === 0 || labels.length < listed.length) {
    const cause = 'some of them, or all, come from a module that was replaced by a stand-in';
    const what = `the labels of enum ${name}`;
    const object = { kind: 'enum', name } as const;
    walk.problems.push({ code: 'made-of-stand-in', what, ...walk.place, schema, cause, part: null, object });
  }
  return { exports, schema, name, labels };
}

function walkSchema(value: Value, exports: readonly ExportName[], schema: Collected): void {
  if (value.isExisting !== true) schema.schemas.push({ exports, name: String(value.schemaName) });
}

function walkRole(value: Value, exports: readonly ExportName[], schema: Collected): void {
  if (record(value)._existing === true) return;
  schema.roles.push({
    exports,
    name: String(value.name),
    createDb: value.createDb === true,
    createRole: value.createRole === true,
    inherit: value.inherit !== false,
  });
}
