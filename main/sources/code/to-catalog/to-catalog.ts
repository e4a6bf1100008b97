import {
  buildCatalog,
  type Catalog,
  type CatalogObject,
  emptyObjects,
  KINDS,
  type MutableObjects,
  type ObjectId,
  objectId,
  type Problem,
  truncateIdentifier,
} from '#app/catalog';
import type { TableValues, WalkedSchema } from '../inside/values.ts';
import type { Made } from '../made.ts';
import type { Build, Declaration, Places } from './context.ts';
import { addDangling } from './dangling.ts';
import { addEnum } from './enum.ts';
import { namingOf } from './names.ts';
import { addLinkedPolicy } from './policy.ts';
import { addRole } from './role.ts';
import { addSchemas } from './schema.ts';
import { addSequence } from './sequence.ts';
import { addTable } from './table.ts';
import { addView } from './view.ts';

/**
 * What PostgreSQL makes of the DDL that drizzle-kit generates for these values. Pure. `major` is drizzle-orm's: it
 * decides which line of drizzle-kit names things and writes the DDL. `made` keeps what each table came to.
 */
export function toCatalog(
  walked: WalkedSchema,
  major: number,
  places: Places,
  made: Made,
): { readonly catalog: Catalog; readonly problems: readonly Problem[] } {
  const objects = emptyObjects();
  const build = newBuild(objects, major, places, made);
  addSchemas(build, walked);
  for (const role of walked.roles) addRole(build, role);
  for (const values of walked.enums) addEnum(build, values);
  const linked = new Set(
    walked.policies.flatMap(({ table }) =>
      table ? [objectId('table', table.schema ?? 'public', truncateIdentifier(table.name))] : [],
    ),
  );
  for (const table of walked.tables) addTableOnce(build, table, linked, major, made);
  for (const sequence of walked.sequences) addSequence(build, sequence);
  for (const view of walked.views) addView(build, view);
  for (const policy of walked.policies) addLinkedPolicy(build, policy);
  addDangling(build, walked);
  return { catalog: buildCatalog({ objects }), problems: build.problems };
}

/** What each table comes to, kept in `made` for when all are known: there is time while the others are still being read. */
export function makeTables(tables: readonly TableValues[], major: number, places: Places, made: Made): void {
  const build = newBuild(emptyObjects(), major, places, made);
  for (const table of tables) partOf(build, table, NONE, major, made);
}

/** Policies that are declared elsewhere are known only in the end; the few tables that have any are made again. */
const NONE: ReadonlySet<string> = new Set();

function newBuild(objects: MutableObjects, major: number, places: Places, made: Made): Build {
  const remembering: Places = {
    objectOrigin: (exports) => made.of('origin', exports, () => places.objectOrigin(exports)),
    partOrigin: (exports, part) => places.partOrigin(exports, part),
  };
  return { objects, problems: [], naming: namingOf(major), places: remembering, taken: new Map() };
}

interface TablePart {
  readonly objects: MutableObjects;
  readonly problems: readonly Problem[];
  readonly taken: ReadonlyMap<ObjectId, Declaration>;
}

/** A table's part of the catalog does not depend on the others', unless they take its names. */
function partOf(build: Build, table: TableValues, linked: ReadonlySet<string>, major: number, made: Made): TablePart {
  const isLinked = linked.has(objectId('table', table.schema ?? 'public', truncateIdentifier(table.name)));
  return made.of(isLinked ? 'linked table' : 'table', table, (): TablePart => {
    const own = { ...build, objects: emptyObjects(), problems: [] as Problem[], taken: new Map() };
    addTable(own, table, linked, major);
    const { objects, problems, taken } = own;
    // Nothing else of it: the places hold the syntax trees of all files.
    return { objects, problems, taken };
  });
}

function addTableOnce(build: Build, table: TableValues, linked: ReadonlySet<string>, major: number, made: Made): void {
  const part = partOf(build, table, linked, major, made);
  if ([...part.taken.keys()].some((id) => build.taken.has(id))) {
    addTable(build, table, linked, major);
    return;
  }
  for (const [id, declaration] of part.taken) build.taken.set(id, declaration);
  build.problems.push(...part.problems);
  for (const kind of KINDS) {
    const objects = build.objects[kind] as CatalogObject[];
    for (const object of part.objects[kind]) objects.push(object);
  }
}
