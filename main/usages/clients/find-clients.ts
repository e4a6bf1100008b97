import type { Client } from '#app/usages';
import { child, children, isNode, type Node, nameOf } from '#main/sources/code/syntax/node.ts';
import { bare } from '../module/evaluate.ts';
import type { ModuleRecord } from '../module/module-record.ts';
import { type AddressPart, addressIn } from './address.ts';

/** A client as its file alone tells it. `offset` is that of the call, in UTF-16. */
export interface FoundClient extends Pick<Client, 'maker' | 'from' | 'schema' | 'migratesOnly' | 'options' | 'opaque'> {
  readonly offset: number;
  readonly address: AddressPart | null;
}

/** drizzle-orm's entries for PostgreSQL; the others are for other databases. */
const DRIZZLE =
  /^drizzle-orm\/(postgres-js|node-postgres|neon-http|neon-serverless|vercel-postgres|pglite|xata-http|pg-proxy|aws-data-api\/pg|bun-sql|bun-sql\/postgres|netlify-db|supabase)$/;
const MIGRATOR = /^drizzle-orm\/.+\/migrator$/;
/** What is called and behaves like pg's. */
const PG = /^(pg|@neondatabase\/serverless|@vercel\/postgres)$/;

/** True where a module imports something that makes clients. */
export function mayMakeClients({ imports }: ModuleRecord): boolean {
  return imports.some(
    ({ specifier, typeOnly }) =>
      !typeOnly && (DRIZZLE.test(specifier) || PG.test(specifier) || specifier === 'postgres'),
  );
}

interface Maker {
  readonly maker: Client['maker'];
  readonly from: string;
}

/** Every call in a file that makes a client of PostgreSQL or hands one to Drizzle. Nothing is followed out of the file. */
export function findClients(body: readonly Node[], record: ModuleRecord): readonly FoundClient[] {
  const makers = makersOf(record);
  const constants = constantsOf(body);
  const migrates = record.imports.some(({ specifier }) => MIGRATOR.test(specifier));
  const found: FoundClient[] = [];
  const visit = (node: Node): void => {
    const made = madeBy(node, makers);
    if (made) {
      const client = clientOf(node, made, constants);
      const migratesOnly = migrates && made.maker === 'drizzle' && !isExported(node, body);
      found.push({ ...client, ...made, migratesOnly, offset: node.start });
    }
    for (const field in node) {
      const value = node[field];
      for (const each of Array.isArray(value) ? value : [value]) if (isNode(each)) visit(each);
    }
  };
  for (const statement of body) visit(statement);
  return found;
}

type Makers = ReadonlyMap<string, Maker | 'pg'>;

/** Local names, and what they make. A default or namespace import of pg has `Pool` and `Client` as members. */
function makersOf({ imports }: ModuleRecord): Makers {
  const makers = new Map<string, Maker | 'pg'>();
  for (const { specifier, name, local, typeOnly } of imports) {
    if (typeOnly) continue;
    if (DRIZZLE.test(specifier) && name === 'drizzle') makers.set(local, { maker: 'drizzle', from: specifier });
    else if (specifier === 'postgres' && (name === 'default' || name === '*'))
      makers.set(local, { maker: 'postgres', from: specifier });
    else if (PG.test(specifier) && (name === 'Pool' || name === 'createPool'))
      makers.set(local, { maker: 'pool', from: specifier });
    else if (PG.test(specifier) && name === 'Client') makers.set(local, { maker: 'client', from: specifier });
    else if (PG.test(specifier) && (name === 'default' || name === '*')) makers.set(local, 'pg');
  }
  return makers;
}

function madeBy(node: Node, makers: Makers): Maker | null {
  if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return null;
  const callee = bare(child(node, 'callee'));
  if (callee?.type === 'Identifier') {
    const made = makers.get(String(callee.name));
    return made === undefined || made === 'pg' ? null : made;
  }
  if (callee?.type !== 'MemberExpression') return null;
  const of = bare(child(callee, 'object'));
  if (of?.type !== 'Identifier' || makers.get(String(of.name)) !== 'pg') return null;
  const name = nameOf(child(callee, 'property'));
  return name === 'Pool' || name === 'Client' ? { maker: name === 'Pool' ? 'pool' : 'client', from: 'pg' } : null;
}

/** What the file's own constants are: by name, where one name stands for one expression. */
export type Constants = ReadonlyMap<string, Node>;

function constantsOf(body: readonly Node[]): Constants {
  const constants = new Map<string, Node>();
  const visit = (node: Node): void => {
    if (node.type === 'VariableDeclaration' && node.kind === 'const') {
      for (const each of children(node, 'declarations')) {
        const [id, init] = [child(each, 'id'), child(each, 'init')];
        if (id?.type === 'Identifier' && init) constants.set(String(id.name), init);
      }
    }
    for (const field in node) {
      const value = node[field];
      for (const each of Array.isArray(value) ? value : [value]) if (isNode(each)) visit(each);
    }
  };
  for (const statement of body) visit(statement);
  return constants;
}

/** The expression that a name stands for, as far as the file tells. */
export function resolved(node: Node | null, constants: Constants, depth = 0): Node | null {
  const inner = bare(node);
  if (inner?.type !== 'Identifier' || depth > 8) return inner;
  const constant = constants.get(String(inner.name));
  return constant ? resolved(constant, constants, depth + 1) : inner;
}

type Told = Pick<FoundClient, 'schema' | 'options' | 'opaque' | 'address'>;

function clientOf(node: Node, { maker }: Maker, constants: Constants): Told {
  const args = children(node, 'arguments').map((argument) => resolved(argument, constants));
  const literals = args.filter((argument): argument is Node => argument?.type === 'ObjectExpression');
  const properties = propertiesOf(literals, constants);
  // `drizzle({ connection: { … } })` makes the driver's client with what stands there.
  const connection = properties.named.get('connection');
  const inner = connection?.type === 'ObjectExpression' ? propertiesOf([connection], constants) : null;
  const told = inner ?? properties;
  const rest = args.slice(1).some((argument) => argument !== null && argument.type !== 'ObjectExpression');
  const isOpaque = properties.opaque || inner?.opaque === true || rest || args.some(isSpread);
  const address = addressIn([args[0] ?? null, connection ?? null, ...addressesOf(told.named)], told.named);
  return {
    schema: maker === 'drizzle' ? schemaGiven(properties, isOpaque) : null,
    options: optionsIn(told.named),
    opaque: isOpaque,
    address,
  };
}

function isSpread(node: Node | null): boolean {
  return node?.type === 'SpreadElement';
}

function schemaGiven({ named }: Properties, isOpaque: boolean): boolean | null {
  if (named.has('schema') || named.has('relations')) return true;
  return isOpaque ? null : false;
}

interface Properties {
  readonly named: ReadonlyMap<string, Node>;
  readonly opaque: boolean;
}

function propertiesOf(literals: readonly Node[], constants: Constants): Properties {
  const named = new Map<string, Node>();
  let opaque = false;
  for (const property of literals.flatMap((literal) => children(literal, 'properties'))) {
    if (property.type === 'SpreadElement') {
      const spread = resolved(child(property, 'argument'), constants);
      if (spread?.type !== 'ObjectExpression') opaque = true;
      else for (const [key, value] of propertiesOf([spread], constants).named) named.set(key, value);
      continue;
    }
    const key = property.computed === true ? null : nameOf(child(property, 'key'));
    const value = resolved(child(property, 'value'), constants);
    if (key === null) opaque = true;
    else if (value) named.set(key, value);
  }
  return { named, opaque };
}

function addressesOf(named: ReadonlyMap<string, Node>): readonly (Node | null)[] {
  return ['connectionString', 'url', 'connection'].map((key) => named.get(key) ?? null);
}

function optionsIn(named: ReadonlyMap<string, Node>): Client['options'] {
  const prepare = named.get('prepare')?.value;
  const max = named.get('max')?.value;
  const seconds = named.get('idle_timeout')?.value;
  const milliseconds = named.get('idleTimeoutMillis')?.value;
  const idle =
    typeof seconds === 'number' ? seconds : typeof milliseconds === 'number' ? milliseconds / 1000 : undefined;
  return {
    ...(typeof prepare === 'boolean' ? { prepare } : {}),
    ...(typeof max === 'number' ? { max } : {}),
    ...(idle === undefined ? {} : { idleTimeout: idle }),
  };
}

/** Whether what a call makes leaves the file: its variable is exported, or the call itself is. */
function isExported(call: Node, body: readonly Node[]): boolean {
  const holds = (node: Node) => node.start <= call.start && call.end <= node.end;
  const statement = body.find(holds);
  if (!statement) return false;
  if (/^Export(Named|Default)Declaration$/.test(statement.type)) {
    const declared = child(statement, 'declaration');
    // An exported function that migrates keeps its client to itself, unless it returns it.
    return declared?.type !== 'FunctionDeclaration';
  }
  const names = children(statement, 'declarations')
    .filter(holds)
    .map((each) => nameOf(child(each, 'id')));
  return body.some((each) =>
    each.type === 'ExportNamedDeclaration'
      ? children(each, 'specifiers').some((specifier) => names.includes(nameOf(child(specifier, 'local'))))
      : each.type === 'ExportDefaultDeclaration' && names.includes(nameOf(child(each, 'declaration'))),
  );
}
