import { buildCatalog, type Catalog, emptyObjects, objectId, type Problem, truncateIdentifier } from '#app/catalog';
import type { WalkedSchema } from '../inside/values.ts';
import type { Build, Places } from './context.ts';
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
 * decides which line of drizzle-kit names things and writes the DDL.
 */
export function toCatalog(
  walked: WalkedSchema,
  major: number,
  places: Places,
): { readonly catalog: Catalog; readonly problems: readonly Problem[] } {
  const objects = emptyObjects();
  const build: Build = { objects, problems: [], naming: namingOf(major), places, taken: new Map() };
  addSchemas(build, walked);
  for (const role of walked.roles) addRole(build, role);
  for (const values of walked.enums) addEnum(build, values);
  const linked = new Set(
    walked.policies.flatMap(({ table }) =>
      table ? [objectId('table', table.schema ?? 'public', truncateIdentifier(table.name))] : [],
    ),
  );
  for (const table of walked.tables) addTable(build, table, linked, major);
  for (const sequence of walked.sequences) addSequence(build, sequence);
  for (const view of walked.views) addView(build, view);
  for (const policy of walked.policies) addLinkedPolicy(build, policy);
  addDangling(build, walked);
  return { catalog: buildCatalog({ objects }), problems: build.problems };
}
