import { behaves, drift, type Mutation, unmanaged } from './mutation.ts';

/** Views and materialized views. */
export const VIEWS: readonly Mutation[] = [
  {
    id: 'view:added',
    sql: 'CREATE VIEW public.short_boats AS SELECT id FROM boats WHERE length < 5',
    finds: [drift('view:public.short_boats', 'view public.short_boats exists in live and not in base')],
  },
  {
    id: 'view:dropped',
    sql: 'DROP VIEW long_boats',
    finds: [drift('view:public.long_boats', 'view public.long_boats exists in base and not in live')],
  },
  {
    id: 'view.definition',
    sql: 'CREATE OR REPLACE VIEW long_boats WITH (security_barrier = true) AS SELECT id, name FROM boats WHERE length > 20',
    finds: [
      drift(
        'view:public.long_boats#definition',
        'view public.long_boats has definition SELECT id, name FROM public.boats WHERE (length > (10)::numeric) in base and has definition SELECT id, name FROM public.boats WHERE (length > (20)::numeric) in live',
      ),
    ],
  },
  {
    id: 'view.definition:column-added',
    sql: 'CREATE OR REPLACE VIEW long_boats WITH (security_barrier = true) AS SELECT id, name, sail FROM boats WHERE length > 10',
    finds: [
      drift(
        'view:public.long_boats#definition',
        'view public.long_boats has definition SELECT id, name FROM public.boats WHERE (length > (10)::numeric) in base and has definition SELECT id, name, sail FROM public.boats WHERE (length > (10)::numeric) in live',
      ),
    ],
  },
  {
    id: 'view.definition:column-renamed',
    sql: 'ALTER VIEW long_boats RENAME COLUMN name TO title',
    finds: [
      drift(
        'view:public.long_boats#definition',
        'view public.long_boats has definition SELECT id, name FROM public.boats WHERE (length > (10)::numeric) in base and has definition SELECT id, name AS title FROM public.boats WHERE (length > (10)::numeric) in live',
      ),
    ],
  },
  {
    id: 'view.options:security_invoker',
    since: 15,
    sql: 'ALTER VIEW long_boats SET (security_invoker = true)',
    finds: [
      drift(
        'view:public.long_boats#options',
        'view public.long_boats has options (security_barrier=true) in base and has options (security_barrier=true, security_invoker=true) in live',
      ),
    ],
  },
  {
    id: 'view.options:security_barrier',
    sql: 'ALTER VIEW long_boats RESET (security_barrier)',
    finds: [
      drift(
        'view:public.long_boats#options',
        'view public.long_boats has options (security_barrier=true) in base and has no options in live',
      ),
    ],
  },
  {
    id: 'view.options:check_option',
    sql: 'ALTER VIEW long_boats SET (check_option = local)',
    finds: [
      drift(
        'view:public.long_boats#options',
        'view public.long_boats has options (security_barrier=true) in base and has options (security_barrier=true, check_option=local) in live',
      ),
    ],
  },
  {
    id: 'view.columns.default',
    sql: "ALTER VIEW long_boats ALTER name SET DEFAULT 'long'",
    finds: [
      behaves(
        'view:public.long_boats#columns',
        "view public.long_boats has no defaults of and comments on columns in base and has default 'long'::text of name in live",
      ),
    ],
  },
  {
    id: 'view.columns.comment',
    sql: "COMMENT ON COLUMN long_boats.name IS 'its name'",
    finds: [
      unmanaged(
        'view:public.long_boats#columns',
        'view public.long_boats has no defaults of and comments on columns in base and has comment “its name” on name in live',
      ),
    ],
  },
  {
    id: 'view.comment',
    sql: "COMMENT ON VIEW long_boats IS 'over ten metres'",
    finds: [
      unmanaged(
        'view:public.long_boats#comment',
        'view public.long_boats has no comment in base and has comment “over ten metres” in live',
      ),
    ],
  },
  {
    id: 'view.owner',
    sql: 'ALTER VIEW long_boats OWNER TO regatta_steward',
    finds: [
      unmanaged(
        'view:public.long_boats#owner',
        'view public.long_boats has owner postgres in base and has owner regatta_steward in live',
      ),
    ],
  },
  {
    id: 'materialized-view:added',
    sql: 'CREATE MATERIALIZED VIEW public.finishers AS SELECT id FROM entries WHERE place IS NOT NULL',
    finds: [
      drift('materialized-view:public.finishers', 'materialized view public.finishers exists in live and not in base'),
    ],
  },
  {
    id: 'materialized-view:dropped',
    sql: 'DROP MATERIALIZED VIEW standings',
    finds: [
      drift('materialized-view:public.standings', 'materialized view public.standings exists in base and not in live'),
    ],
  },
  {
    id: 'materialized-view.definition',
    sql: 'DROP MATERIALIZED VIEW standings; CREATE MATERIALIZED VIEW standings WITH (fillfactor = 90) AS SELECT boat_id, max(place) AS best FROM entries GROUP BY boat_id',
    finds: [
      drift(
        'materialized-view:public.standings#definition',
        'materialized view public.standings has definition SELECT boat_id, min(place) AS best FROM public.entries GROUP BY boat_id in base and has definition SELECT boat_id, max(place) AS best FROM public.entries GROUP BY boat_id in live',
      ),
    ],
  },
  {
    id: 'materialized-view.populated',
    sql: 'REFRESH MATERIALIZED VIEW standings WITH NO DATA',
    finds: [
      unmanaged(
        'materialized-view:public.standings#populated',
        'materialized view public.standings is populated in base and is not populated in live',
      ),
    ],
  },
  {
    id: 'materialized-view.options',
    sql: 'ALTER MATERIALIZED VIEW standings SET (fillfactor = 80)',
    finds: [
      drift(
        'materialized-view:public.standings#options',
        'materialized view public.standings has storage parameters (fillfactor=90) in base and has storage parameters (fillfactor=80) in live',
      ),
    ],
  },
  {
    id: 'materialized-view.accessMethod',
    sql: 'DROP MATERIALIZED VIEW standings; CREATE MATERIALIZED VIEW standings USING depot_heap WITH (fillfactor = 90) AS SELECT boat_id, min(place) AS best FROM entries GROUP BY boat_id',
    finds: [
      drift(
        'materialized-view:public.standings#accessMethod',
        'materialized view public.standings has the default access method in base and has access method depot_heap in live',
      ),
    ],
  },
  {
    id: 'materialized-view.tablespace',
    sql: 'ALTER MATERIALIZED VIEW standings SET TABLESPACE depot_space',
    finds: [
      unmanaged(
        'materialized-view:public.standings#tablespace',
        'materialized view public.standings is in the default tablespace in base and is in tablespace depot_space in live',
      ),
    ],
  },
  {
    id: 'materialized-view.columns.comment',
    sql: "COMMENT ON COLUMN standings.best IS 'the lowest'",
    finds: [
      unmanaged(
        'materialized-view:public.standings#columns',
        'materialized view public.standings has no defaults of and comments on columns in base and has comment “the lowest” on best in live',
      ),
    ],
  },
  {
    id: 'materialized-view.comment',
    sql: "COMMENT ON MATERIALIZED VIEW standings IS 'so far'",
    finds: [
      unmanaged(
        'materialized-view:public.standings#comment',
        'materialized view public.standings has no comment in base and has comment “so far” in live',
      ),
    ],
  },
  {
    id: 'materialized-view.owner',
    sql: 'ALTER MATERIALIZED VIEW standings OWNER TO regatta_steward',
    finds: [
      unmanaged(
        'materialized-view:public.standings#owner',
        'materialized view public.standings has owner postgres in base and has owner regatta_steward in live',
      ),
    ],
  },
];
