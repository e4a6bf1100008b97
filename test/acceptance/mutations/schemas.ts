import { drift, type Mutation, unmanaged } from './mutation.ts';

/** Schemas and extensions. */
export const SCHEMAS: readonly Mutation[] = [
  {
    id: 'schema:added',
    sql: 'CREATE SCHEMA extra',
    finds: [drift('schema:extra', 'schema extra exists in live and not in base')],
  },
  {
    id: 'schema:dropped',
    sql: 'DROP SCHEMA club CASCADE',
    finds: [
      drift('schema:club', 'schema club exists in base and not in live'),
      drift('table:club.members', 'table club.members exists in base and not in live'),
    ],
  },
  {
    id: 'schema.comment',
    sql: "COMMENT ON SCHEMA club IS 'who sails'",
    finds: [unmanaged('schema:club#comment', 'schema club has no comment in base and has comment “who sails” in live')],
  },
  {
    id: 'schema.owner',
    sql: 'ALTER SCHEMA club OWNER TO regatta_steward',
    finds: [
      unmanaged('schema:club#owner', 'schema club has owner postgres in base and has owner regatta_steward in live'),
    ],
  },
  {
    id: 'extension:added',
    sql: 'CREATE EXTENSION pg_trgm SCHEMA depot',
    finds: [unmanaged('extension:pg_trgm', 'extension pg_trgm exists in live and not in base')],
  },
  {
    id: 'extension:dropped',
    sql: 'DROP EXTENSION citext',
    finds: [unmanaged('extension:citext', 'extension citext exists in base and not in live')],
  },
  {
    id: 'extension.schema',
    sql: 'ALTER EXTENSION citext SET SCHEMA public',
    finds: [
      unmanaged('extension:citext#schema', 'extension citext has schema depot in base and has schema public in live'),
    ],
  },
  {
    id: 'extension.version',
    given: "UPDATE pg_extension SET extversion = '1.5' WHERE extname = 'citext'",
    sql: "UPDATE pg_extension SET extversion = '1.0' WHERE extname = 'citext'",
    finds: [
      unmanaged('extension:citext#version', 'extension citext has version 1.5 in base and has version 1.0 in live'),
    ],
  },
];
