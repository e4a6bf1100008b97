import { type Command, InvalidArgumentError, Option } from 'commander';
import { EXIT } from './exit-code.ts';

export const GRAPH_FORMATS = ['svg', 'mermaid', 'dbml'] as const;
export type GraphFormat = (typeof GRAPH_FORMATS)[number];

export const GRAPH_OVERLAYS = ['rls', 'fk'] as const;
export type GraphOverlay = (typeof GRAPH_OVERLAYS)[number];

/** The options of `graph`, as Commander hands them over. */
export interface GraphGiven {
  readonly out?: string;
  readonly format?: GraphFormat;
  readonly table?: readonly string[];
  readonly steps: number;
  readonly schema?: readonly string[];
  readonly overlay?: GraphOverlay;
}

const HELP = `Without --format, the ending of --out says it: .svg, .mmd or .dbml. Without a <source>, code.
Exit codes: 0 written, 2 something could not be read (it is written all the same), 3 wrong usage.`;

export function addGraphCommand(program: Command): Command {
  return program
    .command('graph [source]')
    .description('writes the schema graph of a source, whole or in part, as a drawing or for another tool')
    .option('--out <file>', 'where it is written; printed where it is left out')
    .addOption(new Option('--format <format>').choices(GRAPH_FORMATS))
    .option('--table <table...>', 'only these tables and views (name or schema.name) and what is around them')
    .addOption(new Option('--steps <number>', 'with --table: references away from them').default(1).argParser(stepsOf))
    .option('--schema <schema...>', 'only these schemas')
    .addOption(
      new Option(
        '--overlay <overlay>',
        'with svg: row security or references, in colours and words with a legend',
      ).choices(GRAPH_OVERLAYS),
    )
    .addHelpText('after', `\n${HELP}`)
    .hook('preAction', (command) => {
      const { format, out, overlay } = command.opts<GraphGiven>();
      if (format === undefined && formatOf(out) === null) {
        const message = 'error: say --format svg, mermaid or dbml, or --out a name that ends in .svg, .mmd or .dbml';
        command.error(message, { exitCode: EXIT.wrongUsage });
      }
      if (overlay !== undefined && (format ?? formatOf(out)) !== 'svg')
        command.error('error: --overlay is drawn; Mermaid and DBML have no place for it', {
          exitCode: EXIT.wrongUsage,
        });
    });
}

/** By the name's ending; `null` where it says nothing. */
export function formatOf(out: string | undefined): GraphFormat | null {
  const [, ending] = /\.(svg|mmd|mermaid|dbml)$/.exec(out ?? '') ?? [];
  return ending === 'mmd' ? 'mermaid' : ((ending as GraphFormat | undefined) ?? null);
}

function stepsOf(text: string): number {
  const steps = Number(text);
  if (Number.isInteger(steps) && steps >= 0 && steps <= 6) return steps;
  throw new InvalidArgumentError('Steps are 0 to 6.');
}
