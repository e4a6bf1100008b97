import {
  type Catalog,
  type CatalogLookup,
  lookupOf,
  type ObjectId,
  objectId,
  parseObjectId,
  platformObjectsOf,
  type Reading,
  type Statistics,
  type Table,
} from '#app/catalog';
import { type Difference, matcherOf } from '#app/compare';
import {
  detectTenancy,
  type ForeignKeyCoverage,
  foreignKeyCoverage,
  isJudged,
  type Reach,
  type RlsCoverage,
  rlsCoverage,
  type SessionReader,
  sessionReader,
  type Tenancy,
  type TenantOptions,
  tenantReach,
} from '#app/coverage';
import { type Client, type ProjectFacts, type UsageLookup, type Usages, usageLookupOf } from '#app/usages';
import { AUDIT_SOURCES, type AuditSource } from './finding.ts';
import { findPatterns, type PatternOptions, type Patterns } from './patterns/patterns.ts';
import type { Waiver } from './waive.ts';

/** What the project's configuration says that rules go by. */
export interface AuditOptions {
  readonly tenant?: TenantOptions;
  /** The role that the application connects as. */
  readonly applicationRole?: string | null;
  /** Settings that the application makes per request. */
  readonly sessionSettings?: Readonly<Record<string, string>>;
  readonly patterns?: PatternOptions;
  /** Where Drizzle notes what it applied: nobody's data. */
  readonly migrationsTable?: { readonly schema: string; readonly table: string } | null;
  /** What the project accepts: an object that a waiver names is not told along with others. */
  readonly waivers?: readonly Pick<Waiver, 'rule' | 'object'>[];
  /** Whether the project manages what has that name; all of it where it is left out. */
  readonly isManaged?: (schema: string, name: string) => boolean;
}

/** Two sources side by side, as the comparison found them. */
export interface Comparison {
  readonly between: readonly [AuditSource, AuditSource];
  readonly differences: readonly Difference[];
}

/** What the isolation prover says of one object: as much of `IsolationObject` (app/api) as rules go by. */
export interface IsolationResult {
  readonly object: ObjectId;
  readonly verdict: 'isolated' | 'leaks' | 'not-provable' | 'exempt';
  readonly leaks: readonly {
    readonly kind: string;
    readonly role: string;
    /** One sentence: what got through. */
    readonly message: string;
    readonly statement: string;
  }[];
}

export interface AuditInput {
  /** At most one of each part: code, migrations, live. */
  readonly readings: readonly Reading[];
  readonly usages?: Usages | null;
  readonly comparisons?: readonly Comparison[];
  readonly isolation?: readonly IsolationResult[] | null;
  readonly options?: AuditOptions;
}

export type AuditSources = Readonly<Record<AuditSource, Reading | null>>;

/** The part a reading has in an audit. A saved catalog that no server wrote was code. */
export function auditSourceOf({ source, catalog }: Reading): AuditSource {
  if (source.kind === 'code' || source.kind === 'migrations') return source.kind;
  return source.kind === 'saved' && catalog.server === null ? 'code' : 'live';
}

export function auditSourcesOf(readings: readonly Reading[]): AuditSources {
  const of = (source: AuditSource) => readings.find((reading) => auditSourceOf(reading) === source) ?? null;
  return { live: of('live'), migrations: of('migrations'), code: of('code') };
}

/** Where one reading stands for the schema; what is derived from it is made once, when a rule first asks. */
export class AuditContext {
  /** The source whose catalog this is. */
  readonly source: AuditSource;
  readonly reading: Reading;
  readonly catalog: Catalog;
  readonly sources: AuditSources;
  readonly options: AuditOptions;
  readonly #input: AuditInput;
  readonly #made = new Map<string, unknown>();

  constructor(source: AuditSource, reading: Reading, input: AuditInput) {
    this.source = source;
    this.reading = reading;
    this.catalog = reading.catalog;
    this.sources = auditSourcesOf(input.readings);
    this.options = input.options ?? {};
    this.#input = input;
  }

  get lookup(): CatalogLookup {
    return lookupOf(this.catalog);
  }

  get tenancy(): Tenancy {
    return this.#once('tenancy', () => detectTenancy(this.catalog, this.options.tenant));
  }

  /** How each table's rows belong to a tenant; tables that are not in it are shared. */
  get reach(): ReadonlyMap<ObjectId, Reach> {
    return this.#once('reach', () => tenantReach(this.catalog, this.tenancy));
  }

  get rls(): RlsCoverage {
    return this.#once('rls', () =>
      rlsCoverage(this.catalog, { ...this.options.tenant, source: this.reading.source.kind }),
    );
  }

  /** References between tables, in this catalog and (for relations) in code. */
  get edges(): ForeignKeyCoverage {
    return this.#once('edges', () => {
      const relations = this.sources.code?.code?.relations;
      return foreignKeyCoverage([{ name: this.source, catalog: this.catalog, ...(relations ? { relations } : {}) }]);
    });
  }

  /** What expressions take from the session. */
  get session(): SessionReader {
    return this.#once('session', () => sessionReader(this.catalog));
  }

  get patterns(): Patterns {
    return this.#once('patterns', () => findPatterns(this.catalog, this.options.patterns));
  }

  /**
   * The tables that rules judge: the application's own. Not partitions (they answer with their parent), foreign tables, what an
   * extension or a hosting platform keeps, schemas that are not managed, or Drizzle's own notes.
   */
  get tables(): readonly Table[] {
    return this.#once('tables', () => {
      const members = new Set(this.catalog.extensionMembers.map(({ id }) => id));
      return this.catalog.objects.table.filter((table) => isJudged(table, members) && this.isOwn(table));
    });
  }

  /** False for what a platform keeps, for schemas that are not managed, and for Drizzle's migrations table. */
  isOwn(object: { readonly schema: string; readonly name: string; readonly table?: string }): boolean {
    const { migrationsTable, isManaged } = this.options;
    if (isManaged && !isManaged(object.schema, object.table ?? object.name)) return false;
    if (platformObjectsOf(this.catalog).schemas.has(object.schema)) return false;
    return migrationsTable?.schema !== object.schema || migrationsTable.table !== (object.table ?? object.name);
  }

  /**
   * Whether a waiver is for this object and not for its whole schema, also one whose time is over: what is told once of a schema
   * leaves it out, so that it is told, and accepted, by itself.
   */
  isWaivedAlone(rule: string, object: ObjectId, discriminator?: string): boolean {
    const own = this.#once('waivers', () =>
      (this.options.waivers ?? []).map((waiver) => ({ ...waiver, matches: matcherOf(waiver.object) })),
    );
    const [schema = ''] = parseObjectId(object).parts;
    const whole = objectId('schema', schema);
    return own.some(
      (waiver) =>
        waiver.rule === rule &&
        !waiver.matches(whole) &&
        (waiver.matches(object) || (discriminator !== undefined && waiver.matches(`${object}#${discriminator}`))),
    );
  }

  get usages(): UsageLookup | null {
    return this.#input.usages ? usageLookupOf(this.#input.usages) : null;
  }

  /** All of them, in order of object; `null` where the code was not searched. */
  get allUsages(): Usages['usages'] | null {
    return this.#input.usages?.usages ?? null;
  }

  /**
   * The session settings that code makes; `null` where that cannot be told: it was not searched, makes no client of a database, or
   * makes settings whose names are put together.
   */
  get settingsMade(): ReadonlySet<string> | null {
    const { settings, clients } = this.#input.usages ?? {};
    if (!settings || !clients?.some(({ test }) => !test) || settings.some(({ name }) => name === null)) return null;
    return new Set(settings.flatMap(({ name, test }) => (name === null || test ? [] : [name])));
  }

  /** Where code makes clients of the database; `null` where it was not searched for them. */
  get clients(): readonly Client[] | null {
    return this.#input.usages?.clients ?? null;
  }

  /** What the project's files beside its code tell; `null` where nobody looked. */
  get project(): ProjectFacts | null {
    return this.#input.usages?.project ?? null;
  }

  /** Of the live database. */
  get statistics(): Statistics | null {
    return this.sources.live?.statistics ?? null;
  }

  /** How two sources differ, whichever way round they were compared; `null` where they were not. */
  between(a: AuditSource, b: AuditSource): readonly Difference[] | null {
    const found = this.#input.comparisons?.find(({ between }) => between.includes(a) && between.includes(b));
    return found?.differences ?? null;
  }

  /** `null` where the prover did not run. */
  get isolation(): readonly IsolationResult[] | null {
    return this.#input.isolation ?? null;
  }

  /** For what several rules derive alike: made once under its name. */
  remember<T>(name: string, make: () => T): T {
    return this.#once(`own ${name}`, make);
  }

  #once<T>(name: string, make: () => T): T {
    if (!this.#made.has(name)) this.#made.set(name, make());
    return this.#made.get(name) as T;
  }
}

/** Who the tenants are, by the strongest source. */
export function detectTenancyOf(input: AuditInput): Tenancy {
  const [strongest] = contextsOf(input);
  return strongest?.tenancy ?? { root: null, columns: [], settings: [], evidence: [] };
}

/** One context for each source that there is, the strongest first. */
export function contextsOf(input: AuditInput): readonly AuditContext[] {
  const sources = auditSourcesOf(input.readings);
  return AUDIT_SOURCES.flatMap((source) => {
    const reading = sources[source];
    return reading ? [new AuditContext(source, reading, input)] : [];
  });
}
