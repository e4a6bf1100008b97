import type { languages } from 'monaco-editor/editor/editor.api.js';

/**
 * PostgreSQL as the editor colours it. Monaco's own grammar knows the reserved words only, so that `CREATE` is coloured and
 * `ALTER`, `INDEX` or `KEY` are not; in DDL they all are words of the language.
 */
const KEYWORDS =
  `add after all alter always and any array as asc before begin between by cache cascade case check collate
  column comment commit concurrently constraint create cross current current_date current_role current_setting
  current_time current_timestamp current_user cycle database default deferrable deferred delete desc disable distinct do
  domain drop each else enable end enum exclude execute exists extension external false following for force foreign from
  full function generated grant group having identity if ilike immutable in include increment index inherit inherits
  initially inner insert instead intersect into invoker is isnull join key language lateral leakproof left level like
  limit list locked match materialized maxvalue minvalue natural no not nothing notnull null nulls of off offset on only
  option or order out outer over overlaps owner owned parallel partial partition permissive policy preceding primary
  privileges procedure public publication range references replica restrict restricted restrictive return returning
  returns revoke right role rollback row rows rule safe schema security select sequence session session_user set setof
  simple some stable start statement storage stored strict table temporary then to trigger true truncate type unbounded
  union unique unlogged unsafe update using valid validate values view virtual volatile when where window with without
  zone`.split(/\s+/);

const TYPES =
  `bigint bigserial bit bool boolean box bpchar bytea char character cidr circle citext date daterange decimal
  double float4 float8 hstore inet int int2 int4 int4range int8 int8range integer interval json jsonb jsonpath line lseg
  macaddr money name numeric numrange oid path point polygon precision real regclass serial smallint smallserial text
  time timestamp timestamptz timetz tsquery tsrange tstzrange tsvector uuid varbit varchar varying vector void
  xml`.split(/\s+/);

export const SQL_CONFIGURATION: languages.LanguageConfiguration = {
  comments: { lineComment: '--', blockComment: ['/*', '*/'] },
  brackets: [['(', ')']],
};

export const SQL_GRAMMAR: languages.IMonarchLanguage = {
  ignoreCase: true,
  keywords: KEYWORDS,
  types: TYPES,
  tokenizer: {
    root: [
      [/--.*$/, 'comment'],
      [/\/\*/, 'comment', '@comment'],
      [/\$([a-z_]\w*)?\$/, { token: 'string.delimiter', next: '@dollar.$0' }],
      [/e?'/, 'string', '@string'],
      [/"/, 'identifier', '@quoted'],
      [/\d+(\.\d+)?/, 'number'],
      [/[a-z_][\w$]*(?=\s*\()/, { cases: { '@keywords': 'keyword', '@types': 'type', '@default': 'predefined' } }],
      [/\.[a-z_][\w$]*/, 'identifier'],
      [/[a-z_][\w$]*(?=\.)/, 'identifier'],
      [/[a-z_][\w$]*/, { cases: { '@keywords': 'keyword', '@types': 'type', '@default': 'identifier' } }],
      [/[;,.()[\]]/, 'delimiter'],
      [/[<>=!~+\-*/%&|^:#?@]+/, 'operator'],
    ],
    comment: [
      [/[^/*]+/, 'comment'],
      [/\*\//, 'comment', '@pop'],
      [/[/*]/, 'comment'],
    ],
    string: [
      [/[^']+/, 'string'],
      [/''/, 'string'],
      [/'/, 'string', '@pop'],
    ],
    quoted: [
      [/[^"]+/, 'identifier'],
      [/""/, 'identifier'],
      [/"/, 'identifier', '@pop'],
    ],
    dollar: [
      [/\$([a-z_]\w*)?\$/, { cases: { '$0==$S2': { token: 'string.delimiter', next: '@pop' }, '@default': 'string' } }],
      [/[^$]+/, 'string'],
      [/\$/, 'string'],
    ],
  },
};
