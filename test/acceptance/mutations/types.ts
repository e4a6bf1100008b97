import { behaves, drift, type Mutation, order, unmanaged } from './mutation.ts';

/** Enums, domains, composite and range types. */
export const TYPES: readonly Mutation[] = [
  {
    id: 'enum:added',
    sql: "CREATE TYPE public.wind AS ENUM ('north', 'south')",
    finds: [drift('enum:public.wind', 'enum public.wind exists in live and not in base')],
  },
  {
    id: 'enum:dropped',
    sql: 'DROP TYPE weather',
    finds: [drift('enum:public.weather', 'enum public.weather exists in base and not in live')],
  },
  {
    id: 'enum.labels:added',
    sql: "ALTER TYPE hull ADD VALUE 'carbon'",
    finds: [
      drift(
        'enum:public.hull#labels',
        'enum public.hull has labels (wood, steel, glass) in base and has labels (wood, steel, glass, carbon) in live',
      ),
    ],
  },
  {
    id: 'enum.labels:inserted',
    sql: "ALTER TYPE hull ADD VALUE 'iron' BEFORE 'steel'",
    finds: [
      drift(
        'enum:public.hull#labels',
        'enum public.hull has labels (wood, steel, glass) in base and has labels (wood, iron, steel, glass) in live',
      ),
    ],
  },
  {
    id: 'enum.labels:renamed',
    sql: "ALTER TYPE hull RENAME VALUE 'glass' TO 'fibreglass'",
    finds: [
      drift(
        'enum:public.hull#labels',
        'enum public.hull has labels (wood, steel, glass) in base and has labels (wood, steel, fibreglass) in live',
      ),
    ],
  },
  {
    id: 'enum.labels:reordered',
    sql: "UPDATE pg_enum SET enumsortorder = 1.5 WHERE enumlabel = 'glass'",
    finds: [
      order(
        'enum:public.hull#labels',
        'enum public.hull has labels (wood, steel, glass) in base and has labels (wood, glass, steel) in live',
      ),
    ],
  },
  {
    id: 'enum.labels:removed',
    sql: "DELETE FROM pg_enum WHERE enumlabel = 'storm'",
    finds: [
      drift(
        'enum:public.weather#labels',
        'enum public.weather has labels (calm, breeze, storm) in base and has labels (calm, breeze) in live',
      ),
    ],
  },
  {
    id: 'enum.comment',
    sql: "COMMENT ON TYPE hull IS 'what it is made of'",
    finds: [
      unmanaged(
        'enum:public.hull#comment',
        'enum public.hull has no comment in base and has comment “what it is made of” in live',
      ),
    ],
  },
  {
    id: 'enum.owner',
    sql: 'ALTER TYPE hull OWNER TO regatta_steward',
    finds: [
      unmanaged(
        'enum:public.hull#owner',
        'enum public.hull has owner postgres in base and has owner regatta_steward in live',
      ),
    ],
  },
  {
    id: 'domain:added',
    sql: 'CREATE DOMAIN public.knots AS numeric CHECK (VALUE >= 0)',
    finds: [unmanaged('domain:public.knots', 'domain public.knots exists in live and not in base')],
  },
  {
    id: 'domain:dropped',
    sql: 'DROP DOMAIN depot.email',
    finds: [unmanaged('domain:depot.email', 'domain depot.email exists in base and not in live')],
  },
  {
    id: 'domain.type',
    sql: "DROP DOMAIN depot.email; CREATE DOMAIN depot.email AS varchar(40) DEFAULT 'nobody' CONSTRAINT email_shape CHECK (VALUE <> '')",
    finds: [
      behaves(
        'domain:depot.email#type',
        'domain depot.email has type text in base and has type character varying(40) in live',
      ),
    ],
  },
  {
    id: 'domain.collation',
    sql: `DROP DOMAIN depot.email; CREATE DOMAIN depot.email AS text COLLATE "C" DEFAULT 'nobody' CONSTRAINT email_shape CHECK (VALUE <> '')`,
    finds: [
      behaves(
        'domain:depot.email#collation',
        'domain depot.email has the default collation in base and has collation pg_catalog."C" in live',
      ),
    ],
  },
  {
    id: 'domain.default',
    sql: "ALTER DOMAIN depot.email SET DEFAULT 'somebody'",
    finds: [
      behaves(
        'domain:depot.email#default',
        "domain depot.email has default 'nobody'::text in base and has default 'somebody'::text in live",
      ),
    ],
  },
  {
    id: 'domain.default:dropped',
    sql: 'ALTER DOMAIN depot.email DROP DEFAULT',
    finds: [
      behaves(
        'domain:depot.email#default',
        "domain depot.email has default 'nobody'::text in base and has no default in live",
      ),
    ],
  },
  {
    id: 'domain.notNull',
    sql: 'ALTER DOMAIN depot.email SET NOT NULL',
    finds: [behaves('domain:depot.email#notNull', 'domain depot.email is nullable in base and is NOT NULL in live')],
  },
  {
    id: 'domain.checks.name',
    sql: 'ALTER DOMAIN depot.email RENAME CONSTRAINT email_shape TO shape',
    finds: [
      behaves(
        'domain:depot.email#checks',
        "domain depot.email has check email_shape (VALUE <> ''::text) in base and has check shape (VALUE <> ''::text) in live",
      ),
    ],
  },
  {
    id: 'domain.checks.name:added',
    sql: 'ALTER DOMAIN depot.email ADD CONSTRAINT email_long CHECK (length(VALUE) > 3)',
    finds: [
      behaves(
        'domain:depot.email#checks',
        'domain depot.email has no other check in base and has check email_long (length(VALUE) > 3) in live',
      ),
    ],
  },
  {
    id: 'domain.checks.name:dropped',
    sql: 'ALTER DOMAIN depot.email DROP CONSTRAINT email_shape',
    finds: [
      behaves(
        'domain:depot.email#checks',
        "domain depot.email has check email_shape (VALUE <> ''::text) in base and has no check in live",
      ),
    ],
  },
  {
    id: 'domain.checks.expression',
    sql: 'ALTER DOMAIN depot.email DROP CONSTRAINT email_shape; ALTER DOMAIN depot.email ADD CONSTRAINT email_shape CHECK (true)',
    finds: [
      behaves(
        'domain:depot.email#checks',
        "domain depot.email has check email_shape (VALUE <> ''::text) in base and has check email_shape (true) in live",
      ),
    ],
  },
  {
    id: 'domain.checks.comment',
    sql: "COMMENT ON CONSTRAINT email_shape ON DOMAIN depot.email IS 'not empty'",
    finds: [
      unmanaged(
        'domain:depot.email#checks',
        "domain depot.email has check email_shape (VALUE <> ''::text) in base and has check email_shape (VALUE <> ''::text) with comment “not empty” in live",
      ),
    ],
  },
  {
    id: 'domain.checks.validated',
    sql: "ALTER DOMAIN depot.email DROP CONSTRAINT email_shape; ALTER DOMAIN depot.email ADD CONSTRAINT email_shape CHECK (VALUE <> '') NOT VALID",
    finds: [
      behaves(
        'domain:depot.email#checks',
        "domain depot.email has check email_shape (VALUE <> ''::text) in base and has check email_shape (VALUE <> ''::text) NOT VALID in live",
      ),
    ],
  },
  {
    id: 'domain.comment',
    sql: "COMMENT ON DOMAIN depot.email IS 'where to write'",
    finds: [
      unmanaged(
        'domain:depot.email#comment',
        'domain depot.email has no comment in base and has comment “where to write” in live',
      ),
    ],
  },
  {
    id: 'domain.owner',
    sql: 'ALTER DOMAIN depot.email OWNER TO regatta_steward',
    finds: [
      unmanaged(
        'domain:depot.email#owner',
        'domain depot.email has owner postgres in base and has owner regatta_steward in live',
      ),
    ],
  },
  {
    id: 'composite-type:added',
    sql: 'CREATE TYPE public.spot AS (x integer, y integer)',
    finds: [unmanaged('composite-type:public.spot', 'composite type public.spot exists in live and not in base')],
  },
  {
    id: 'composite-type:dropped',
    sql: 'DROP TYPE depot.other_place',
    finds: [
      unmanaged('composite-type:depot.other_place', 'composite type depot.other_place exists in base and not in live'),
    ],
  },
  {
    id: 'composite-type.attributes.name',
    sql: 'ALTER TYPE depot.other_place RENAME ATTRIBUTE city TO town',
    finds: [
      behaves(
        'composite-type:depot.other_place#attributes',
        'composite type depot.other_place has attributes (street text, city text) in base and has attributes (street text, town text) in live',
      ),
    ],
  },
  {
    id: 'composite-type.attributes.name:added',
    sql: 'ALTER TYPE depot.other_place ADD ATTRIBUTE zip text',
    finds: [
      behaves(
        'composite-type:depot.other_place#attributes',
        'composite type depot.other_place has attributes (street text, city text) in base and has attributes (street text, city text, zip text) in live',
      ),
    ],
  },
  {
    id: 'composite-type.attributes.type',
    sql: 'ALTER TYPE depot.other_place ALTER ATTRIBUTE city TYPE varchar(30)',
    finds: [
      behaves(
        'composite-type:depot.other_place#attributes',
        'composite type depot.other_place has attributes (street text, city text) in base and has attributes (street text, city character varying(30)) in live',
      ),
    ],
  },
  {
    id: 'composite-type.attributes.collation',
    sql: 'ALTER TYPE depot.other_place ALTER ATTRIBUTE city TYPE text COLLATE "C"',
    finds: [
      behaves(
        'composite-type:depot.other_place#attributes',
        'composite type depot.other_place has attributes (street text, city text) in base and has attributes (street text, city text COLLATE pg_catalog."C") in live',
      ),
    ],
  },
  {
    id: 'composite-type.attributes.comment',
    sql: "COMMENT ON COLUMN depot.other_place.city IS 'where it is'",
    finds: [
      unmanaged(
        'composite-type:depot.other_place#attributes',
        'composite type depot.other_place has attributes (street text, city text) in base and has attributes (street text, city text “where it is”) in live',
      ),
    ],
  },
  {
    id: 'composite-type.comment',
    sql: "COMMENT ON TYPE depot.other_place IS 'another'",
    finds: [
      unmanaged(
        'composite-type:depot.other_place#comment',
        'composite type depot.other_place has no comment in base and has comment “another” in live',
      ),
    ],
  },
  {
    id: 'composite-type.owner',
    sql: 'ALTER TYPE depot.other_place OWNER TO regatta_steward',
    finds: [
      unmanaged(
        'composite-type:depot.other_place#owner',
        'composite type depot.other_place has owner postgres in base and has owner regatta_steward in live',
      ),
    ],
  },
  {
    id: 'range-type:added',
    sql: 'CREATE TYPE public.lengths AS RANGE (SUBTYPE = numeric)',
    finds: [unmanaged('range-type:public.lengths', 'range type public.lengths exists in live and not in base')],
  },
  {
    id: 'range-type:dropped',
    sql: 'DROP TYPE depot.span',
    finds: [unmanaged('range-type:depot.span', 'range type depot.span exists in base and not in live')],
  },
  {
    id: 'range-type.subtype',
    sql: 'DROP TYPE depot.span; CREATE TYPE depot.span AS RANGE (SUBTYPE = real)',
    finds: [
      behaves(
        'range-type:depot.span#subtype',
        'range type depot.span has subtype double precision in base and has subtype real in live',
      ),
    ],
  },
  {
    id: 'range-type.operatorClass',
    given: 'CREATE TYPE depot.words AS RANGE (SUBTYPE = text)',
    sql: 'DROP TYPE depot.words; CREATE TYPE depot.words AS RANGE (SUBTYPE = text, SUBTYPE_OPCLASS = text_pattern_ops)',
    finds: [
      behaves(
        'range-type:depot.words#operatorClass',
        'range type depot.words has the default operator class in base and has operator class pg_catalog.text_pattern_ops in live',
      ),
    ],
  },
  {
    id: 'range-type.collation',
    given: 'CREATE TYPE depot.words AS RANGE (SUBTYPE = text)',
    sql: 'DROP TYPE depot.words; CREATE TYPE depot.words AS RANGE (SUBTYPE = text, COLLATION = "C")',
    finds: [
      behaves(
        'range-type:depot.words#collation',
        'range type depot.words has the default collation in base and has collation pg_catalog."C" in live',
      ),
    ],
  },
  {
    id: 'range-type.subtypeDiff',
    sql: 'DROP TYPE depot.span; CREATE TYPE depot.span AS RANGE (SUBTYPE = double precision, SUBTYPE_DIFF = depot.gap)',
    finds: [
      unmanaged(
        'range-type:depot.span#subtypeDiff',
        'range type depot.span has no difference function in base and has difference function depot.gap in live',
      ),
    ],
  },
  {
    id: 'range-type.canonical',
    given:
      "CREATE TYPE depot.days; CREATE FUNCTION depot.whole(depot.days) RETURNS depot.days LANGUAGE internal IMMUTABLE STRICT AS 'int4range_canonical'; CREATE TYPE depot.days AS RANGE (SUBTYPE = integer)",
    sql: "DROP TYPE depot.days CASCADE; CREATE TYPE depot.days; CREATE FUNCTION depot.whole(depot.days) RETURNS depot.days LANGUAGE internal IMMUTABLE STRICT AS 'int4range_canonical'; CREATE TYPE depot.days AS RANGE (SUBTYPE = integer, CANONICAL = depot.whole)",
    finds: [
      behaves(
        'range-type:depot.days#canonical',
        'range type depot.days has no canonical function in base and has canonical function depot.whole in live',
      ),
    ],
  },
  {
    id: 'range-type.multirange',
    since: 14,
    sql: 'DROP TYPE depot.span; CREATE TYPE depot.span AS RANGE (SUBTYPE = double precision, MULTIRANGE_TYPE_NAME = depot.many_spans)',
    finds: [
      unmanaged(
        'range-type:depot.span#multirange',
        'range type depot.span has multirange depot.span_multirange in base and has multirange depot.many_spans in live',
      ),
    ],
  },
  {
    id: 'range-type.comment',
    sql: "COMMENT ON TYPE depot.span IS 'from, to'",
    finds: [
      unmanaged(
        'range-type:depot.span#comment',
        'range type depot.span has no comment in base and has comment “from, to” in live',
      ),
    ],
  },
  {
    id: 'range-type.owner',
    sql: 'ALTER TYPE depot.span OWNER TO regatta_steward',
    finds: [
      unmanaged(
        'range-type:depot.span#owner',
        'range type depot.span has owner postgres in base and has owner regatta_steward in live',
      ),
    ],
  },
];
