import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { DIFFERENCE_CLASSES, type DifferenceClass, ON_DEMAND } from '#app/compare';
import { packageVersion } from '#main/platform/entry.ts';
import { DRIFT_FORMATS, type DriftFormat } from './drift-formats.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { addGraphCommand, type GraphGiven } from './graph-command.ts';
import { ISOLATION_FORMATS, type IsolationFormat } from './isolation-formats.ts';

const SOURCE_HELP = `A <source> is code, migrations or live, the name of an environment in raingauge.config.json,
a PostgreSQL URL, a .sql file, or a catalog saved as .json.`;

const EXIT_HELP = `Exit codes: 0 no difference, 1 differences that count, 2 something could not be read or decided,
3 wrong usage.`;

const DRAFT_EXIT_HELP = `Exit codes: 0 drafted (an empty file where nothing differs), 1 the draft does not lead there when it
is tried or proven on the shadow, 2 something could not be read or decided, or a question is open, 3 wrong usage.`;

const PROVE_EXIT_HELP = `Exit codes: 0 proven, 1 not proven, 2 it could not be told, 3 wrong usage.`;

const REPORT_EXIT_HELP = `Exit codes: 0 written, 2 something could not be read (it is written all the same), 3 wrong usage.`;

const AUDIT_EXIT_HELP = `Exit codes: 0 nothing open at or above --fail-on, 1 findings, 2 something could not be read, 3 wrong usage.`;

/** As `#app/audit` has them: the rules are loaded when they are run. */
const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'] as const;

const ISOLATION_EXIT_HELP = `Exit codes: 0 no tenant gets at another's rows, 1 one does, 2 something could not be read or decided,
3 wrong usage.`;

const DRAFT_HELP = `What counts as drift is drafted; what the other side cannot express, what is waived and what is not managed
stays. Between .sql files and saved catalogs everything is drafted.`;

interface DraftGiven {
  readonly hints?: string;
  readonly hintsTemplate?: string;
  readonly ignore?: readonly string[];
  readonly out?: string;
  readonly prove?: boolean;
  readonly down?: boolean;
  readonly online?: boolean;
  readonly rerunnable?: boolean;
  readonly owners?: boolean;
  readonly roles?: boolean;
  readonly code?: string;
  readonly save?: string | true;
  readonly yes?: boolean;
  readonly format: 'sql' | 'json';
}

interface BaselineGiven {
  readonly through?: string;
  readonly out?: string;
  readonly format: 'sql' | 'json';
}

interface DriftGiven {
  readonly format: DriftFormat;
  readonly grants?: boolean;
  readonly owners?: boolean;
  readonly class?: readonly DifferenceClass[];
  readonly ignore?: readonly string[];
  readonly hints?: string;
  readonly hintsTemplate?: string;
}

interface AuditGiven {
  readonly format: DriftFormat;
  readonly draft?: string;
  readonly plan?: string;
  readonly failOn: (typeof SEVERITIES)[number];
  readonly baseline?: string;
  readonly rule?: readonly string[];
}

interface IsolationGiven {
  readonly format: IsolationFormat;
  readonly role?: string;
  readonly all?: boolean;
}

interface Given {
  readonly project?: string;
  readonly url?: string;
  readonly quiet?: boolean;
  readonly color: boolean;
}

interface InspectGiven {
  readonly all?: boolean;
  readonly summary?: boolean;
  readonly usages?: boolean;
  readonly format?: 'json' | 'sql' | 'text';
}

/** The command line. Each command's code is loaded when it is called: `--help` and errors answer at once. */
export function createProgram(finish: (code: ExitCode) => void): Command {
  const program = new Command('raingauge')
    .description('Drizzle code, migrations and the live PostgreSQL database side by side.')
    .version(packageVersion())
    .showHelpAfterError('(raingauge --help says more)')
    .exitOverride();

  withCommon(program.command('open [project]', { isDefault: true }))
    .description('opens the window (the browser where Electron is not installed)')
    .addOption(portOption())
    .action(async (project: string | undefined, given: Given & { port: number }) => {
      requireFolder(project ?? given.project, program);
      const { open } = await import('./open.ts');
      finish(await open(projectOrSample(project, given), { ...common(given), port: given.port }));
    });

  withCommon(program.command('serve [project]'))
    .description('serves the window on a loopback port and prints its address')
    .addOption(portOption())
    .action(async (project: string | undefined, given: Given & { port: number }) => {
      const { serve } = await import('./serve.ts');
      finish(await serve(projectOrSample(project, given), { ...common(given), port: given.port, browser: false }));
    });

  withCommon(program.command('inspect <source>'))
    .description('prints the catalog of a source')
    .option('--summary', 'counts by kind instead of the objects')
    .option('--all', 'with --summary: count what platforms keep (Supabase’s auth …) with the rest, and fold no notes')
    .option('--usages', "where the project's code uses its schema (of code only)")
    .addOption(
      new Option('--format <format>', 'json, sql (the DDL that builds it) or text').choices(['json', 'sql', 'text']),
    )
    .addHelpText('after', `\n${SOURCE_HELP}`)
    .action(async (source: string, given: Given & InspectGiven) => {
      const { summary = false, usages = false, all = false, format } = given;
      if (usages && (source !== 'code' || format === 'sql')) {
        program.error('error: --usages is said of code, as text or json', { exitCode: EXIT.wrongUsage });
      }
      if (usages) {
        const { inspectUsages } = await import('./inspect-usages.ts');
        finish(await inspectUsages(projectFolder(given), { ...common(given), summary, format }));
        return;
      }
      const { inspect } = await import('./inspect.ts');
      finish(await inspect(projectFolder(given), source, { ...common(given), summary, all, format }));
    });

  withCommon(program.command('drift <from> <to>'))
    .description('prints where two sources differ')
    .addOption(new Option('--format <format>').choices(DRIFT_FORMATS).default('text'))
    .addOption(classOption())
    .option('--ignore <pattern...>', 'differences that shall not count, by key or object; * stands for any text')
    .option('--grants', 'grants and default privileges, too, that do not count')
    .option('--owners', 'owners, too: they never count')
    .option('--hints <file>', 'renames that somebody confirmed, as JSON; nothing else is taken for one')
    .option('--hints-template <file>', 'writes what may be renamed as a file for --hints')
    .addHelpText('after', `\n${SOURCE_HELP}\n${EXIT_HELP}`)
    .action(async (from: string, to: string, given: Given & DriftGiven) => {
      const { drift } = await import('./drift.ts');
      const { format, class: classes, ignore = [], hints, hintsTemplate } = given;
      finish(
        await drift(projectFolder(given), from, to, {
          ...common(given),
          format,
          classes,
          demanded: ON_DEMAND.filter((name) => given[name] === true),
          ignore,
          hints,
          hintsTemplate,
        }),
      );
    });

  withCommon(program.command('draft <from> <to>'))
    .description('writes the SQL that ends the drift between two sources: what turns the first into the second')
    .option('--ignore <pattern...>', 'differences that shall not be drafted, by key or object; * stands for any text')
    .option('--hints <file>', 'renames that somebody confirmed, as JSON; nothing else is taken for one')
    .option('--hints-template <file>', 'writes what may be renamed as a file for --hints')
    .option('--out <file>', 'where the SQL is written; printed where it is left out')
    .option('--prove', 'runs it on a clone of the first source that has made-up rows')
    .option('--online', 'lets others read and write meanwhile; what has to be run by hand goes to <file>.2.sql …')
    .option('--rerunnable', 'guards statements so that it may be run a second time')
    .option('--owners', 'owners, too: of what changes hands, and of what is made anew')
    .option('--roles', 'roles, too, but superusers')
    .option('--down', 'writes the way back beside --out, as <file>.down.sql')
    .option(
      '--code <folder>',
      'writes the edits that make the code say what the second source says, as <folder>/code.patch',
    )
    .option(
      '--save [name]',
      "shows the files of a migration in the project's own layout, or the edits of the code where that is the first",
    )
    .option('--yes', 'with --save: writes what is shown')
    .addOption(new Option('--format <format>').choices(['sql', 'json']).default('sql'))
    .addHelpText('after', `\n${SOURCE_HELP}\n${DRAFT_HELP}\n${DRAFT_EXIT_HELP}`)
    .action(async (from: string, to: string, given: Given & DraftGiven) => {
      const { draft } = await import('./draft.ts');
      const {
        prove = false,
        down = false,
        online = false,
        rerunnable: again = false,
        owners = false,
        roles = false,
        ignore = [],
        format,
        hints,
        hintsTemplate,
        out,
        code,
        save,
        yes = false,
      } = given;
      if (code !== undefined && (to === 'code' || save !== undefined)) {
        program.error('error: --code edits the code to match the second source, and goes without --save', {
          exitCode: EXIT.wrongUsage,
        });
      }
      if (save !== undefined) {
        if (out !== undefined || prove || hintsTemplate !== undefined) {
          program.error('error: --save goes without --out, --prove and --hints-template', {
            exitCode: EXIT.wrongUsage,
          });
        }
        const { saveDraft } = await import('./save-draft.ts');
        const name = save === true ? undefined : save;
        const options = { ...common(given), format, hints, ignore, down, online, again, owners, roles, name, yes };
        finish(await saveDraft(projectFolder(given), from, to, options));
        return;
      }
      if (down && out === undefined && format === 'sql') {
        program.error('error: --down needs --out, beside which it is written, or --format json', {
          exitCode: EXIT.wrongUsage,
        });
      }
      finish(
        await draft(projectFolder(given), from, to, {
          ...common(given),
          format,
          code,
          hints,
          hintsTemplate,
          ignore,
          out,
          prove,
          down,
          online,
          again,
          owners,
          roles,
        }),
      );
    });

  withCommon(program.command('isolation [source]'))
    .description(
      'proves on a throw-away database that tenants are kept apart, or shows the statement that gets through',
    )
    .option('--role <role>', 'the role that the application connects as (default: the configured one, or all that fit)')
    .option('--all', 'lists what is isolated or exempt, too')
    .addOption(new Option('--format <format>').choices(ISOLATION_FORMATS).default('text'))
    .addHelpText('after', `\n${SOURCE_HELP} By default live.\n${ISOLATION_EXIT_HELP}`)
    .action(async (source: string | undefined, given: Given & IsolationGiven) => {
      const { isolation } = await import('./isolation.ts');
      const { format, role, all = false } = given;
      finish(await isolation(projectFolder(given), source ?? 'live', { ...common(given), format, role, all }));
    });

  withCommon(program.command('baseline [source]'))
    .description(
      'writes the SQL that marks migrations as applied on a database that Drizzle never migrated, where that is true',
    )
    .option('--through <tag>', 'the last migration that is marked; all of them where it is left out')
    .option('--out <file>', 'where the SQL is written; printed where it is left out')
    .addOption(new Option('--format <format>').choices(['sql', 'json']).default('sql'))
    .addHelpText(
      'after',
      `\n${SOURCE_HELP}\nIt runs nothing on the database. Exit codes: 0 proven, 1 the database is otherwise, 2 it could not be told.`,
    )
    .action(async (source: string | undefined, given: Given & BaselineGiven) => {
      const { baseline } = await import('./baseline.ts');
      const { through, out, format } = given;
      finish(await baseline(projectFolder(given), source ?? 'live', { ...common(given), through, out, format }));
    });

  withCommon(program.command('prove <file>'))
    .description('runs a migration on a throw-away clone of a source, with made-up rows')
    .requiredOption('--on <source>', 'what it is run on a clone of')
    .addOption(new Option('--format <format>').choices(['text', 'json']).default('text'))
    .addHelpText('after', `\n${SOURCE_HELP}\n${PROVE_EXIT_HELP}`)
    .action(async (file: string, given: Given & { readonly on: string; readonly format: 'text' | 'json' }) => {
      const { prove } = await import('./prove.ts');
      finish(
        await prove(projectFolder(given), resolve(file), { ...common(given), on: given.on, format: given.format }),
      );
    });

  withCommon(program.command('report [source...]'))
    .description('writes what an audit of the project comes to, for people: one file that stands alone')
    .requiredOption('--out <file>', 'where it is written: a name that ends in .html or .md', reportFile)
    .option('--baseline <file>', 'a former result of audit --format json: what is resolved since is told')
    .addHelpText('after', `\n${SOURCE_HELP} Without one, all the project has.\n${REPORT_EXIT_HELP}`)
    .action(async (sources: readonly string[], given: Given & { readonly out: string; readonly baseline?: string }) => {
      const { report } = await import('./report.ts');
      const { out, baseline } = given;
      finish(await report(projectFolder(given), sources, { ...common(given), out, baseline }));
    });

  withCommon(program.command('audit [sources...]'))
    .description('says what is wrong with the schema: the rules’ findings, of all sources of the project')
    .addOption(
      new Option('--fail-on <severity>', 'the least severity for exit code 1').choices(SEVERITIES).default('low'),
    )
    .option('--baseline <file>', 'the JSON of an earlier audit: only what it has not makes exit code 1')
    .option('--rule <rule...>', 'only these rules')
    .option('--draft <file>', 'writes the SQL that ends the open findings, tried on the shadow')
    .option('--plan <folder>', 'writes it as migrations in order, P0 to P3, each tried on what the former one leaves')
    .addOption(new Option('--format <format>').choices(DRIFT_FORMATS).default('text'))
    .addHelpText('after', `\n${SOURCE_HELP}\n${AUDIT_EXIT_HELP}`)
    .action(async (sources: readonly string[], given: Given & AuditGiven) => {
      const { audit } = await import('./audit.ts');
      const { format, failOn, rule: rules, draft, plan } = given;
      const baseline = given.baseline === undefined ? undefined : resolve(given.baseline);
      const wanted = { format, failOn, baseline, rules, draft, plan };
      finish(await audit(projectFolder(given), sources, { ...common(given), ...wanted }));
    });

  withCommon(addGraphCommand(program)).action(async (source: string | undefined, given: Given & GraphGiven) => {
    const { graph } = await import('./graph.ts');
    finish(await graph(projectFolder(given), source ?? 'code', { ...common(given), ...given }));
  });

  program
    .command('explain [rule]')
    .description('prints what a rule of the audit flags, why, and what to do; the list of rules without one')
    .option('--no-color', 'no colours')
    .action(async (rule: string | undefined, { color }: { readonly color: boolean }) => {
      const { explain } = await import('./explain.ts');
      finish(await explain(rule, { quiet: false, color }));
    });

  return program;
}

/** The format is the name's ending. */
function reportFile(name: string): string {
  if (/\.(html|md)$/.test(name)) return name;
  throw new InvalidArgumentError('Its name ends in .html or .md.');
}

function withCommon(command: Command): Command {
  return command
    .option('--project <folder>', 'the project (default: the current folder)')
    .option('--url <url>', 'the live database (default: what the project names)')
    .option('--quiet', 'no progress and no notes')
    .option('--no-color', 'no colours');
}

function portOption(): Option {
  return new Option('--port <number>', 'the port, 0 for any that is free').default(0).argParser((text) => {
    const port = Number(text);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new InvalidArgumentError('A port is 0 to 65535.');
    return port;
  });
}

/** `--class drift,order`: only differences of these classes. */
function classOption(): Option {
  return new Option('--class <classes>', `only these, with commas: ${DIFFERENCE_CLASSES.join(', ')}`).argParser(
    (text) =>
      text.split(',').map((name) => {
        const known = DIFFERENCE_CLASSES.find((each) => each === name.trim());
        if (known === undefined) throw new InvalidArgumentError(`A class is one of ${DIFFERENCE_CLASSES.join(', ')}.`);
        return known;
      }),
  );
}

function common(given: Given) {
  const project = projectFolder(given);
  return { project, url: given.url, quiet: given.quiet ?? false, color: given.color };
}

function projectFolder(given: Given): string {
  return resolve(given.project ?? '.');
}

/** Without a folder, the current one where it is a project; the sample otherwise. */
function projectOrSample(project: string | undefined, given: Given): string | null {
  const named = project ?? given.project;
  if (named !== undefined) return resolve(named);
  const signs = ['raingauge.config.json', ...['ts', 'js', 'mjs', 'json'].map((end) => `drizzle.config.${end}`)];
  return signs.some((sign) => existsSync(sign)) ? process.cwd() : null;
}

/** `open` is the default command, so a misspelt command arrives as a project. */
function requireFolder(project: string | undefined, program: Command): void {
  if (project === undefined || existsSync(project)) return;
  program.error(`error: "${project}" is neither a command nor a folder`, { exitCode: EXIT.wrongUsage });
}
