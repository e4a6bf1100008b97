import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { ProjectSummary } from '#app/api';
import { isComplete, type ObjectId, type Reading, withoutPlatform } from '#app/catalog';
import { matcherOf } from '#app/compare';
import { detectTenancy, foreignKeyCoverage, rlsCoverage, type TenantOptions } from '#app/coverage';
import { buildGraph, layoutGraph, relationsIn, type SchemaGraph, subgraph, WHOLE } from '#app/graph';
import {
  type DrawnOverlay,
  drawGraph,
  drawingToSvg,
  type EmbeddedFont,
  fontPartsOf,
  foreignKeysOverlay,
  graphToDbml,
  graphToMermaid,
  PAPER,
  rlsOverlay,
} from '#app/report';
import { fontFile } from '#main/platform/entry.ts';
import { Failure, messageOf } from '#main/platform/failure.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { formatOf, type GraphFormat, type GraphGiven, type GraphOverlay } from './graph-command.ts';
import { type CommonOptions, runCommand } from './run.ts';
import { tellProblems } from './tell-problems.ts';

export type GraphOptions = CommonOptions & GraphGiven;

/** `raingauge graph [source]`: the drawing that the window exports, made without one. */
export function graph(root: string, source: string, options: GraphOptions): Promise<ExitCode> {
  const command = async ({ session, terminal, work }: Parameters<Parameters<typeof runCommand>[2]>[0]) => {
    const reading = await session.read({ root, source, fresh: false }, work);
    tellProblems(reading.report, terminal);
    const { tenant } = await session.openProject(root);
    const whole = wholeGraph(reading, tenant);
    const part = partOf(whole, options);
    const format = options.format ?? formatOf(options.out) ?? 'svg';
    const overlay = options.overlay && OVERLAYS[options.overlay](whole, reading, tenant);
    const text = await write(part, reading, format, overlay ? [overlay] : []);
    if (options.out === undefined) await terminal.out(text);
    else await writeOut(options.out, text);
    terminal.note(`${part.nodes.length} tables and views, ${part.edges.length} references.`);
    if (options.out !== undefined) terminal.note(`Written: ${options.out}`);
    return isComplete(reading) ? EXIT.none : EXIT.couldNotTell;
  };
  return runCommand(options, root, command, { reads: [source] });
}

type Tenant = ProjectSummary['tenant'];

function tenantOptions({ root, columns }: Tenant): TenantOptions {
  return { ...(root ? { tenantRoot: root } : {}), ...(columns.length > 0 ? { tenantColumns: columns } : {}) };
}

function wholeGraph(reading: Reading, tenant: Tenant): SchemaGraph {
  const catalog = withoutPlatform(reading.catalog);
  const tenancy = detectTenancy(catalog, tenantOptions(tenant));
  return buildGraph({ catalog, relations: reading.code?.relations ?? [], tenantRoot: tenancy.root });
}

/** The numbers are of the whole source, also above a part of it. */
const OVERLAYS: Readonly<Record<GraphOverlay, (whole: SchemaGraph, reading: Reading, tenant: Tenant) => DrawnOverlay>> =
  {
    rls: (_, { catalog, source }, tenant) => {
      const excuses = tenant.excused.map(({ object, ...rest }) => ({ ...rest, matches: matcherOf(object) }));
      const options = { source: source.kind, ...tenantOptions(tenant), excuses };
      return rlsOverlay(rlsCoverage(withoutPlatform(catalog), options));
    },
    fk: (whole, { catalog, source, code }) => {
      const relations = code ? { relations: code.relations } : {};
      return foreignKeysOverlay(
        foreignKeyCoverage([{ name: source.label, catalog: withoutPlatform(catalog), ...relations }]),
        whole,
      );
    },
  };

/** @throws {Failure} `bad-input` for a table or schema that the source has not. */
function partOf(whole: SchemaGraph, { table: names = [], steps, schema: schemas = [] }: GraphGiven): SchemaGraph {
  const on = names.flatMap((name) => named(whole, name));
  for (const schema of schemas) {
    if (!whole.nodes.some((node) => node.schema === schema)) throw unknown('schema', schema);
  }
  const filter = schemas.length > 0 ? { schema: schemas } : {};
  const focus = on.length > 0 ? { on, steps, way: 'both' as const } : null;
  const schemaOf = new Map(whole.nodes.map((node) => [node.id, node.schema]));
  const kept = relationsIn(whole, { ...WHOLE, focus, filter }, (id) => [schemaOf.get(id) ?? '']);
  return kept === null ? whole : subgraph(whole, kept);
}

function named({ nodes }: SchemaGraph, name: string): readonly ObjectId[] {
  const found = nodes.filter(
    (node) => node.name === name || `${node.schema}.${node.name}` === name || node.id === name,
  );
  if (found.length === 0) throw unknown('table or view', name);
  return found.map((node) => node.id);
}

function unknown(what: string, name: string): Failure {
  return new Failure({
    code: 'bad-input',
    message: `The source has no ${what} called ${name}.`,
    remedy: 'Give the name as PostgreSQL has it, with its schema where several have one; inspect <source> lists them.',
  });
}

async function write(
  part: SchemaGraph,
  { catalog, source }: Reading,
  format: GraphFormat,
  overlays: readonly DrawnOverlay[],
): Promise<string> {
  if (format === 'mermaid') return graphToMermaid(part);
  if (format === 'dbml') return graphToDbml(part, catalog);
  const drawing = drawGraph({ graph: part, layout: layoutGraph(part), title: source.label, ink: PAPER, overlays });
  const fonts = fontPartsOf(drawing).map(async (font): Promise<EmbeddedFont> => {
    const file = fontFile(font.face === 'mono' ? 'jetbrains-mono' : 'inter', font.subset);
    return { ...font, base64: (await readFile(file)).toString('base64') };
  });
  return drawingToSvg(drawing, await Promise.all(fonts));
}

async function writeOut(out: string, text: string): Promise<void> {
  await writeFile(resolve(out), text).catch((error: unknown) => {
    throw new Failure({
      code: 'bad-input',
      message: `${out} could not be written.`,
      remedy: 'Name a file in a folder that exists and may be written to.',
      cause: messageOf(error),
    });
  });
}
