import {
  type Catalog,
  type Domain,
  lookupOf,
  type MaterializedView,
  parseObjectId,
  quoteIdent,
  quoteQualified,
  type Routine,
  type Sequence,
  type Table,
  type View,
} from '#app/catalog';
import {
  type ExtensionUse,
  expandSerial,
  extensionsInType,
  nameChains,
  neededBy,
  renderSkeletonTable,
  renderTypeDefinition,
  type UserType,
} from '#app/sql';
import { platformColumns, platformFunction } from './known-platforms.ts';
import type { Mentions } from './mentions.ts';

type Relation = Table | View | MaterializedView;
type Definition = UserType | Routine | Sequence | Relation;

interface RelationName {
  readonly schema: string;
  readonly name: string;
}

export interface SkeletonColumn {
  readonly name: string;
  readonly type: string;
}

/** The statements that build what texts mention, in an order that works. */
export interface Setup {
  /** Types, with what they are made of. */
  addTypes(typeText: string): void;
  /** Types, functions, sequences and, where the text is a query, relations that it mentions. */
  addMentioned(mentions: Mentions, except?: RelationName): void;
  addSchema(name: string): void;
  /** Whether relations are among it. */
  leans(): boolean;
  statements(): readonly string[];
}

/** What the texts of one catalog are parsed among. */
export interface Surroundings {
  columnsOf(schema: string, relation: string): readonly SkeletonColumn[];
  newSetup(): Setup;
}

/**
 * What Drizzle cannot declare (functions, domains, extensions) is taken from the other catalogs: the code relies on them
 * all the same. What a catalog itself declares comes first.
 */
export function createSurroundings(own: Catalog, others: readonly Catalog[]): Surroundings {
  const index = new NameIndex([own, ...others.filter((other) => other !== own)]);
  return {
    columnsOf: (schema, relation) => index.columnsOf(schema, relation),
    newSetup: () => new SetupBuilder(index),
  };
}

/** Definitions by qualified and by bare name; the first catalog that has one wins. */
class NameIndex {
  readonly #qualified = new Map<string, Definition[]>();
  readonly #bare = new Map<string, Definition[]>();
  readonly #extensionByName = new Map<string, string>();
  readonly extensionSchemas = new Map<string, string>();
  readonly #catalogs: readonly Catalog[];

  constructor(catalogs: readonly Catalog[]) {
    this.#catalogs = catalogs;
    const seen = new Set<string>();
    for (const { objects, extensionMembers } of catalogs) {
      for (const definition of [
        ...objects.enum,
        ...objects.domain,
        ...objects['composite-type'],
        ...objects['range-type'],
        ...objects.function,
        ...objects.sequence,
        ...objects.table,
        ...objects.view,
        ...objects['materialized-view'],
      ]) {
        if (seen.has(definition.id)) continue;
        seen.add(definition.id);
        append(this.#qualified, `${definition.schema}\u0000${definition.name}`, definition);
        append(this.#bare, definition.name, definition);
      }
      for (const { id, extension } of extensionMembers) {
        const name = parseObjectId(id).parts.at(-1);
        if (name !== undefined && !this.#extensionByName.has(name)) this.#extensionByName.set(name, extension);
      }
      for (const { name, schema } of objects.extension) {
        if (!this.extensionSchemas.has(name)) this.extensionSchemas.set(name, schema);
      }
    }
  }

  /** What a run of names may stand for: `schema.name` first, then its first name alone, then its last (`t.f`). */
  find(chain: readonly string[]): readonly Definition[] {
    const [first = '', second] = chain;
    if (second !== undefined) return this.#qualified.get(`${first}\u0000${second}`) ?? [];
    return this.#bare.get(first) ?? [];
  }

  /** The extension that one of the catalogs knows to bring that name. */
  extensionWith(chain: readonly string[]): string | undefined {
    return this.#extensionByName.get(chain.at(-1) ?? '');
  }

  columnsOf(schema: string, relation: string): readonly SkeletonColumn[] {
    for (const catalog of this.#catalogs) {
      const columns = lookupOf(catalog).childrenOf(schema, relation).column;
      if (columns.length > 0) {
        return columns.map(({ name, type }) => ({ name, type: expandSerial(type) ?? type }));
      }
      const views = [...catalog.objects.view, ...catalog.objects['materialized-view']];
      const view = views.find((each) => each.schema === schema && each.name === relation && each.columns.length > 0);
      if (view) return view.columns;
    }
    return platformColumns(schema, relation);
  }
}

class SetupBuilder implements Setup {
  readonly #index: NameIndex;
  readonly #seen = new Set<string>();
  readonly #schemas = new Set<string>();
  readonly #extensions = new Set<string>();
  readonly #types: string[] = [];
  readonly #sequences: string[] = [];
  readonly #relations: string[] = [];
  readonly #functions: string[] = [];
  readonly #views: string[] = [];

  constructor(index: NameIndex) {
    this.#index = index;
  }

  addSchema(name: string): void {
    if (name !== 'public') this.#schemas.add(name);
  }

  addTypes(typeText: string): void {
    this.#addKnown(extensionsInType(typeText));
    for (const chain of nameChains(typeText)) {
      this.#addExtension(this.#index.extensionWith(chain));
      for (const definition of this.#index.find(chain)) if (isType(definition)) this.#addType(definition);
    }
  }

  addMentioned(mentions: Mentions, except?: RelationName): void {
    this.#addKnown(mentions.extensions);
    for (const chain of mentions.chains) {
      this.#addExtension(this.#index.extensionWith(chain));
      const definitions = this.#index.find(chain);
      if (definitions.length === 0) this.#addPlatform(chain, mentions, except);
      for (const definition of definitions) {
        if (isType(definition)) this.#addType(definition);
        else if (definition.kind === 'function') this.#addFunction(definition, mentions);
        else if (definition.kind === 'sequence') this.#addSequence(definition);
        else if (mentions.hasQuery && !(definition.schema === except?.schema && definition.name === except.name)) {
          this.#addRelation(definition, mentions);
        }
      }
    }
  }

  leans(): boolean {
    return this.#relations.length > 0 || this.#views.length > 0;
  }

  statements(): readonly string[] {
    const schemas = [...this.#schemas].sort().map((name) => `CREATE SCHEMA IF NOT EXISTS ${quoteIdent(name)}`);
    const extensions = inOrder(this.#extensions).map((name) => {
      const schema = this.#index.extensionSchemas.get(name);
      const where = schema === undefined || schema === 'pg_catalog' ? '' : ` SCHEMA ${quoteIdent(schema)}`;
      return `CREATE EXTENSION IF NOT EXISTS ${quoteIdent(name)}${where}`;
    });
    return [
      ...schemas,
      ...extensions,
      ...this.#types,
      ...this.#sequences,
      ...this.#relations,
      ...this.#functions,
      ...this.#views,
    ];
  }

  #isNew(definition: Definition): boolean {
    if (this.#seen.has(definition.id)) return false;
    this.#seen.add(definition.id);
    this.addSchema(definition.schema);
    return true;
  }

  /** By well-known names, where no catalog says whose they are. */
  #addKnown(uses: readonly ExtensionUse[]): void {
    for (const { extension, name } of uses) {
      if (this.#index.find([name]).length === 0) this.#addExtension(extension);
    }
  }

  #addExtension(name: string | undefined): void {
    if (name === undefined || this.#extensions.has(name)) return;
    for (const before of neededBy(name)) this.#addExtension(before);
    this.#extensions.add(name);
    const schema = this.#index.extensionSchemas.get(name);
    if (schema !== undefined && schema !== 'pg_catalog') this.addSchema(schema);
  }

  #addType(type: UserType): void {
    if (!this.#isNew(type)) return;
    if (type.kind === 'domain') {
      this.addTypes(type.type);
      this.#types.push(renderTypeDefinition(withoutExpressions(type)));
      return;
    }
    if (type.kind === 'composite-type') for (const { type: each } of type.attributes) this.addTypes(each);
    if (type.kind === 'range-type') this.addTypes(type.subtype);
    this.#types.push(renderTypeDefinition(type));
  }

  #addSequence({ schema, name, ...rest }: Sequence): void {
    if (this.#isNew({ schema, name, ...rest })) this.#sequences.push(`CREATE SEQUENCE ${quoteQualified(schema, name)}`);
  }

  #addRelation(relation: Relation, mentions: Mentions): void {
    if (!this.#isNew(relation)) return;
    const columns = this.#index.columnsOf(relation.schema, relation.name);
    if (columns.length === 0 && relation.kind !== 'table') {
      this.#views.push(`CREATE VIEW ${quoteQualified(relation.schema, relation.name)} AS ${relation.definition}`);
      return;
    }
    const used = mentions.hasStar ? columns : columns.filter(({ name }) => mentions.words.has(name));
    for (const { type } of used) this.addTypes(type);
    this.#relations.push(renderSkeletonTable(relation.schema, relation.name, used));
  }

  /** What no catalog has and a hosting platform brings. */
  #addPlatform([schema = '', name = '']: readonly string[], { hasQuery }: Mentions, except?: RelationName): void {
    const key = `platform ${schema}.${name}`;
    const made = platformFunction(schema, name);
    const columns =
      hasQuery && !(schema === except?.schema && name === except.name) ? platformColumns(schema, name) : [];
    if (this.#seen.has(key) || (made === undefined && columns.length === 0)) return;
    this.#seen.add(key);
    this.addSchema(schema);
    if (made !== undefined) this.#functions.push(made);
    else this.#relations.push(renderSkeletonTable(schema, name, columns));
  }

  /** Only the signature matters to who deparses a call. */
  #addFunction(routine: Routine, mentions: Mentions): void {
    if (routine.routine === 'aggregate' || routine.routine === 'window' || !this.#isNew(routine)) return;
    for (const chain of nameChains(`${routine.arguments} ${routine.returns ?? ''}`)) {
      this.#addKnown(extensionsInType(chain.map(quoteIdent).join('.')));
      this.#addExtension(this.#index.extensionWith(chain));
      for (const definition of this.#index.find(chain)) {
        if (isType(definition)) this.#addType(definition);
        else if (definition.kind !== 'function' && definition.kind !== 'sequence')
          this.#addRelation(definition, mentions);
      }
    }
    const name = `${quoteQualified(routine.schema, routine.name)}(${routine.arguments})`;
    const isSet = /^(setof|table|void)\b/i.test(routine.returns ?? 'void');
    const body = `AS 'BEGIN RETURN${isSet ? '' : ' NULL'}; END'`;
    this.#functions.push(
      routine.returns === null
        ? `CREATE PROCEDURE ${name} LANGUAGE plpgsql AS 'BEGIN END'`
        : `CREATE FUNCTION ${name} RETURNS ${routine.returns} LANGUAGE plpgsql ${routine.volatility.toUpperCase()} ${body}`,
    );
  }
}

function isType(definition: Definition): definition is UserType {
  return (
    definition.kind === 'enum' ||
    definition.kind === 'domain' ||
    definition.kind === 'composite-type' ||
    definition.kind === 'range-type'
  );
}

/** By name, each after what it needs. */
function inOrder(names: ReadonlySet<string>): readonly string[] {
  return [...new Set([...names].sort().flatMap((name) => [...neededBy(name), name]))];
}

/** The name and the base type are what an expression meets; a domain's own texts have questions of their own. */
function withoutExpressions(domain: Domain): Domain {
  return { ...domain, default: null, checks: [] };
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
