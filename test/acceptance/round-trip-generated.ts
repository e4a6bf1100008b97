import { buildCatalog, type Catalog, type CatalogObjects, KINDS, type Kind, quoteIdent } from '#app/catalog';
import { SCHEMA } from './round-trip-arbitrary.ts';
import { PREFIX } from './round-trip-arbitrary-parts.ts';

/** Takes everything generated away, what is in no schema too. */
export const CLEAN = `DO $$ DECLARE name text; BEGIN
  FOR name IN SELECT evtname FROM pg_event_trigger WHERE starts_with(evtname, '${PREFIX}') LOOP
    EXECUTE format('DROP EVENT TRIGGER %I', name);
  END LOOP;
END $$; DROP SCHEMA IF EXISTS ${quoteIdent(SCHEMA)} CASCADE; DO $$ DECLARE name text; BEGIN
  FOR name IN SELECT pubname FROM pg_publication WHERE starts_with(pubname, '${PREFIX}') LOOP
    EXECUTE format('DROP PUBLICATION %I', name);
  END LOOP;
  FOR name IN SELECT rolname FROM pg_roles WHERE starts_with(rolname, '${PREFIX}') LOOP
    EXECUTE format('DROP OWNED BY %I', name);
    EXECUTE format('DROP ROLE %I', name);
  END LOOP;
END $$`;

/** Everything in the generated schema, by kind; what every database has beside it does not count. */
export function objectsOf(catalog: Catalog): Partial<Record<Kind, readonly unknown[]>> {
  return Object.fromEntries(
    KINDS.map((kind) => [
      kind,
      catalog.objects[kind].filter((object) => {
        if (object.kind === 'grant') return object.on.includes(quoteIdent(SCHEMA));
        if (object.kind === 'default-privilege') return object.role.startsWith(PREFIX);
        if ('schema' in object) return object.schema === SCHEMA;
        return 'name' in object && (object.name === SCHEMA || object.name.startsWith(PREFIX));
      }),
    ]),
  );
}

/** The same as a catalog: what the server has beside it cannot be built again. */
export function generatedPart(catalog: Catalog): Catalog {
  return buildCatalog({ ...catalog, objects: objectsOf(catalog) as unknown as CatalogObjects });
}
