import { type Catalog, type Column, quoteIdent, quoteQualified } from '#app/catalog';
import { makeObjectName, quoteDollar, quoteLiteral } from '#app/sql';

const HAS_NAMES = "current_setting('server_version_num')::integer >= 180000";

/** The name that its NOT NULL has since PostgreSQL 18. */
export function notNullName(column: Column): string {
  return column.notNullConstraint?.name ?? ownNotNullName(column);
}

/** The name that PostgreSQL 18 gives to NOT NULL where nobody does. */
function ownNotNullName({ table, name }: Column): string {
  return makeObjectName(table, name, 'not_null');
}

/** `setNotNull` is done on every server; before PostgreSQL 18 it has no name. */
export function renderSetNamedNotNull(column: Column, name: string, setNotNull: string): string {
  const rename = renderRename(column, ownNotNullName(column), name);
  return block(`  ${setNotNull};\n  IF ${HAS_NAMES} THEN\n    ${rename};\n  END IF;`);
}

/** PostgreSQL 18 renames in the whole tree below a table, and refuses to where a part of it has another name. */
export function renderNotNullName(column: Column, from: string, to: string, catalog: Catalog): string {
  const rename = renderRename(column, from, to);
  const isParent = catalog.objects.table.some(({ partitionOf, inherits }) =>
    [...(partitionOf ? [partitionOf.parent] : []), ...inherits].some(
      (parent) => parent.schema === column.schema && parent.name === column.table,
    ),
  );
  if (!isParent) return block(`  IF ${HAS_NAMES} THEN\n    ${rename};\n  END IF;`);
  const table = quoteQualified(column.schema, column.table);
  const [said, old, name] = [quoteLiteral(table), quoteIdent(from), quoteIdent(to)];
  // What older servers cannot parse is a string to them, since they check a block whole before it runs.
  // Partitions let go of it only as tables of their own; children keep theirs, whatever it is called, when it comes anew.
  return block(
    `  IF ${HAS_NAMES} THEN
    ${rename};
  END IF;
EXCEPTION WHEN undefined_object THEN
  FOR part IN SELECT format('%s %s', i.inhrelid::regclass, pg_catalog.pg_get_expr(c.relpartbound, c.oid)) AS bound, i.inhrelid::regclass AS name
      FROM pg_catalog.pg_inherits i JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid
      WHERE i.inhparent = ${said}::regclass AND c.relispartition LOOP
    parts := parts || part.bound;
    EXECUTE format(${quoteLiteral(`ALTER TABLE ${percent(table)} DETACH PARTITION %s`)}, part.name);
  END LOOP;
  IF parts = '{}' THEN
    ALTER TABLE ONLY ${table} DROP CONSTRAINT ${old};
    EXECUTE ${quoteLiteral(`ALTER TABLE ${table} ADD CONSTRAINT ${name} NOT NULL ${quoteIdent(column.name)}`)};
  ELSE
    ${rename};
  END IF;
  FOREACH bound IN ARRAY parts LOOP
    EXECUTE ${quoteLiteral(`ALTER TABLE ${table} ATTACH PARTITION `)} || bound;
  END LOOP;`,
    "DECLARE\n  part record;\n  bound text;\n  parts text[] := '{}';\n",
  );
}

/**
 * As {@link renderNotNullName}, whatever it is called now: what came from a parent bears the parent's name for it, or its own from
 * before it had that parent, and catalogs do not say which.
 */
export function renderOwnNotNullName(column: Column): string {
  const table = quoteQualified(column.schema, column.table);
  const name = quoteLiteral(notNullName(column));
  return block(
    `  IF held <> ${name} THEN
    EXECUTE format(${quoteLiteral(`ALTER TABLE ${percent(table)} RENAME CONSTRAINT %I TO %I`)}, held, ${name});
  END IF;`,
    `DECLARE
  held name := (SELECT k.conname FROM pg_catalog.pg_constraint k
    JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey)
    WHERE k.conrelid = ${quoteLiteral(table)}::regclass AND k.contype = 'n' AND a.attname = ${quoteLiteral(column.name)});
`,
  );
}

function renderRename({ schema, table }: Column, from: string, to: string): string {
  return `ALTER TABLE ${quoteQualified(schema, table)} RENAME CONSTRAINT ${quoteIdent(from)} TO ${quoteIdent(to)}`;
}

/** A name within a `format` string. */
function percent(name: string): string {
  return name.replaceAll('%', '%%');
}

function block(body: string, declared = ''): string {
  return `DO ${quoteDollar(`${declared}BEGIN\n${body}\nEND`, 'do')}`;
}
