/**
 * What extensions bring that a schema can use, by which a text shows that it needs one: Drizzle code cannot say so itself.
 * Names are separated by white space. Of what the embedded PostgreSQL carries a test compares the names with the server's own.
 */
interface KnownExtension {
  readonly types?: string;
  readonly operatorClasses?: string;
  readonly accessMethods?: string;
  /** Those that people call. `*` at the end stands for any rest of a name. */
  readonly functions?: string;
  /** Functions whose name other people's functions and PostgreSQL's grammar have, too: no sign where something else may be meant. */
  readonly commonFunctions?: string;
  /** Extensions that have to be there before. */
  readonly needs?: readonly string[];
  /** The schema that it makes itself and cannot be put elsewhere. */
  readonly schema?: string;
}

/** Versions of 2026, by the extensions' own scripts and documentation. */
const KNOWN: Readonly<Record<string, KnownExtension>> = {
  bloom: { accessMethods: 'bloom' },
  btree_gin: {},
  btree_gist: {
    operatorClasses: `gist_bit_ops gist_bool_ops gist_bpchar_ops gist_bytea_ops gist_cash_ops gist_cidr_ops gist_date_ops
      gist_enum_ops gist_float4_ops gist_float8_ops gist_inet_ops gist_int2_ops gist_int4_ops gist_int8_ops
      gist_interval_ops gist_macaddr8_ops gist_macaddr_ops gist_numeric_ops gist_oid_ops gist_text_ops gist_time_ops
      gist_timestamp_ops gist_timestamptz_ops gist_timetz_ops gist_uuid_ops gist_vbit_ops`,
  },
  citext: { types: 'citext', operatorClasses: 'citext_ops citext_pattern_ops' },
  cube: {
    types: 'cube',
    operatorClasses: 'cube_ops gist_cube_ops',
    functions:
      'cube_dim cube_enlarge cube_inter cube_is_point cube_ll_coord cube_size cube_subset cube_union cube_ur_coord',
    commonFunctions: 'cube',
  },
  earthdistance: {
    types: 'earth',
    functions: 'earth_box earth_distance gc_to_sec ll_to_earth sec_to_gc',
    commonFunctions: 'earth latitude longitude',
    needs: ['cube'],
  },
  fuzzystrmatch: {
    functions:
      'daitch_mokotoff dmetaphone dmetaphone_alt levenshtein levenshtein_less_equal metaphone soundex text_soundex',
    commonFunctions: 'difference',
  },
  h3: { types: 'h3index', functions: 'h3_*' },
  hll: { types: 'hll hll_hashval', functions: 'hll_*' },
  hstore: {
    types: 'hstore',
    operatorClasses: 'btree_hstore_ops gin_hstore_ops gist_hstore_ops hash_hstore_ops',
    functions: 'hstore hstore_to_json_loose hstore_to_jsonb_loose hstore_version_diag isdefined isexists skeys svals',
    commonFunctions: 'akeys avals defined each slice tconvert',
  },
  http: { functions: 'http_get http_post http_put http_delete http_head urlencode' },
  intarray: {
    types: 'query_int',
    operatorClasses: 'gin__int_ops gist__int_ops gist__intbig_ops',
    functions: 'intset sort_asc sort_desc',
    commonFunctions: 'sort subarray uniq',
  },
  ip4r: { types: 'ip4 ip4r ip6 ip6r ipaddress iprange' },
  isn: {
    types: 'ean13 isbn isbn13 ismn ismn13 issn issn13 upc',
    operatorClasses: 'ean13_ops isbn13_ops isbn_ops ismn13_ops ismn_ops issn13_ops issn_ops upc_ops',
    functions: 'isn_weak',
    commonFunctions: 'is_valid make_valid',
  },
  lo: { types: 'lo', functions: 'lo_manage lo_oid' },
  ltree: {
    types: 'lquery ltree ltxtquery',
    operatorClasses: 'gist__ltree_ops gist_ltree_ops hash_ltree_ops ltree_ops',
    functions: 'ltree2text nlevel subltree subpath text2ltree',
    commonFunctions: 'index lca',
  },
  moddatetime: { functions: 'moddatetime' },
  pg_bigm: { operatorClasses: 'gin_bigm_ops', functions: 'bigm_similarity show_bigm' },
  pg_cron: { functions: 'cron.*', schema: 'cron' },
  pg_hashids: { functions: 'id_encode id_decode id_decode_once' },
  pg_jsonschema: { functions: 'json_matches_schema jsonb_matches_schema' },
  pg_net: { functions: 'net.http_get net.http_post net.http_delete', schema: 'net' },
  pg_search: { accessMethods: 'bm25', functions: 'paradedb.*', schema: 'paradedb' },
  pg_trgm: {
    operatorClasses: 'gin_trgm_ops gist_trgm_ops',
    functions: 'show_trgm similarity strict_word_similarity word_similarity',
    commonFunctions: 'set_limit show_limit',
  },
  pg_uuidv7: { functions: 'uuid_generate_v7 uuid_v7_to_timestamptz uuid_timestamptz_to_v7' },
  pgcrypto: {
    functions: `armor crypt dearmor decrypt_iv digest encrypt_iv fips_mode gen_random_bytes gen_salt hmac pgp_armor_headers
      pgp_key_id pgp_pub_decrypt pgp_pub_decrypt_bytea pgp_pub_encrypt pgp_pub_encrypt_bytea pgp_sym_decrypt
      pgp_sym_decrypt_bytea pgp_sym_encrypt pgp_sym_encrypt_bytea`,
    commonFunctions: 'decrypt encrypt',
  },
  pgmq: { functions: 'pgmq.*', schema: 'pgmq' },
  pgroonga: { accessMethods: 'pgroonga', functions: 'pgroonga_*' },
  pgrouting: { functions: 'pgr_*', needs: ['postgis'] },
  pgx_ulid: { types: 'ulid', functions: 'gen_ulid gen_monotonic_ulid' },
  postgis: {
    types: 'geometry geography box2d box2df box3d gidx geometry_dump geomval spheroid',
    operatorClasses: `gist_geometry_ops_2d gist_geometry_ops_nd gist_geography_ops brin_geometry_inclusion_ops_2d
      brin_geometry_inclusion_ops_3d brin_geometry_inclusion_ops_4d brin_geography_inclusion_ops btree_geometry_ops
      btree_geography_ops hash_geometry_ops spgist_geometry_ops_2d spgist_geometry_ops_3d spgist_geometry_ops_nd
      spgist_geography_ops_nd`,
    functions: 'st_* postgis_*',
  },
  postgis_raster: { types: 'raster', needs: ['postgis'] },
  postgis_topology: { types: 'topogeometry', functions: 'topology.*', needs: ['postgis'], schema: 'topology' },
  prefix: { types: 'prefix_range', operatorClasses: 'gist_prefix_range_ops' },
  rum: { accessMethods: 'rum', operatorClasses: 'rum_tsvector_ops rum_tsvector_addon_ops rum_anyarray_ops' },
  seg: {
    types: 'seg',
    operatorClasses: 'gist_seg_ops seg_ops',
    functions: 'seg_center seg_inter seg_lower seg_size seg_union seg_upper',
  },
  semver: { types: 'semver', functions: 'to_semver' },
  tablefunc: { functions: 'connectby crosstab crosstab2 crosstab3 crosstab4 normal_rand' },
  tcn: { functions: 'triggered_change_notification' },
  temporal_tables: { functions: 'versioning' },
  timescaledb: {
    functions: `add_compression_policy add_continuous_aggregate_policy add_retention_policy create_hypertable show_chunks
      time_bucket time_bucket_gapfill`,
  },
  unaccent: { functions: 'unaccent' },
  'uuid-ossp': {
    functions: `uuid_generate_v1 uuid_generate_v1mc uuid_generate_v3 uuid_generate_v4 uuid_generate_v5 uuid_nil uuid_ns_dns
      uuid_ns_oid uuid_ns_url uuid_ns_x500`,
  },
  vchord: { accessMethods: 'vchordrq vchordg', needs: ['vector'] },
  vector: {
    types: 'halfvec sparsevec vector',
    operatorClasses: `bit_hamming_ops bit_jaccard_ops halfvec_cosine_ops halfvec_ip_ops halfvec_l1_ops halfvec_l2_ops
      halfvec_ops sparsevec_cosine_ops sparsevec_ip_ops sparsevec_l1_ops sparsevec_l2_ops sparsevec_ops vector_cosine_ops
      vector_ip_ops vector_l1_ops vector_l2_ops vector_ops`,
    accessMethods: 'hnsw ivfflat',
    functions: 'binary_quantize l2_normalize vector_dims',
    commonFunctions: 'inner_product subvector',
  },
  vectorscale: { accessMethods: 'diskann', needs: ['vector'] },
};

export type ExtensionPart = 'type' | 'operator class' | 'access method' | 'function';

const FIELDS = {
  type: 'types',
  'operator class': 'operatorClasses',
  'access method': 'accessMethods',
  function: 'functions',
} as const satisfies Readonly<Record<ExtensionPart, keyof KnownExtension>>;

/** `name` or `schema.name`, as stored; those that end in `*` by what comes before. */
interface Names {
  readonly whole: ReadonlyMap<string, string>;
  readonly beginnings: readonly (readonly [beginning: string, extension: string])[];
}

const indexes = new Map<keyof KnownExtension, Names>();

function namesOf(field: keyof KnownExtension): Names {
  const known = indexes.get(field);
  if (known) return known;
  const entries = Object.entries(KNOWN).flatMap(([extension, parts]) => {
    const names = parts[field];
    return typeof names === 'string' ? names.split(/\s+/).map((name) => [name, extension] as const) : [];
  });
  const made: Names = {
    whole: new Map(entries.filter(([name]) => !name.endsWith('*'))),
    beginnings: entries.flatMap(([name, extension]) =>
      name.endsWith('*') ? [[name.slice(0, -1), extension] as const] : [],
    ),
  };
  indexes.set(field, made);
  return made;
}

/**
 * The extension that brings a type, function, operator class or access method, by its qualified name (`['st_dwithin']`,
 * `['extensions', 'uuid_generate_v4']`); `undefined` where none is known.
 */
export function extensionWith(part: ExtensionPart, chain: readonly string[]): string | undefined {
  const { whole, beginnings } = namesOf(FIELDS[part]);
  const last = chain.at(-1) ?? '';
  const qualified = chain.join('.');
  return (
    whole.get(qualified) ??
    whole.get(last) ??
    beginnings.find(([beginning]) => (beginning.includes('.') ? qualified : last).startsWith(beginning))?.[1]
  );
}

/** The extension that brings anything of that name, common names included; for who may be wrong without harm. */
export function extensionOf(name: string): string | undefined {
  for (const part of ['type', 'operator class', 'function'] as const) {
    const found = extensionWith(part, [name]);
    if (found !== undefined) return found;
  }
  return namesOf('commonFunctions').whole.get(name);
}

/** What has to be there before an extension, first things first. */
export function neededBy(extension: string): readonly string[] {
  const needs = Object.hasOwn(KNOWN, extension) ? (KNOWN[extension]?.needs ?? []) : [];
  return needs.flatMap((name) => [...neededBy(name), name]);
}

/** The schema that an extension makes for itself, if it is one of those. */
export function ownSchemaOf(extension: string): string | undefined {
  return Object.hasOwn(KNOWN, extension) ? KNOWN[extension]?.schema : undefined;
}
