import { spawn } from 'node:child_process';
import { basename } from 'node:path';
import { EDITOR_PRESETS, parseEditorCommand } from '#app/api';
import { Failure } from '#main/platform/failure.ts';
import { fileInside } from './project-path.ts';

export interface EditorRequest {
  readonly root: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

interface Place {
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

/**
 * Opens a file of the project at a place: in the editor of the settings, of VISUAL or EDITOR, else in VS Code.
 * @throws {Failure} `bad-input` for a command that makes no sense and for one that does not start.
 */
export async function openInEditor(request: EditorRequest, editor: string | null): Promise<void> {
  const path = await fileInside(request.root, request.file);
  const command = editor ?? process.env.VISUAL ?? process.env.EDITOR ?? 'code';
  const parsed = parseEditorCommand(command);
  if (!parsed.ok) throw notOpened(request.file, command, parsed.problem);
  const place = { path, line: request.line, column: request.column };
  const { program, args } = parsed;
  await start(program, placeArguments(program, args, place)).catch(async (error: unknown) => {
    const url = urlOf(program, place);
    if (url === null) throw notOpened(request.file, command, error);
    await openUrl(url).catch(() => {
      throw notOpened(request.file, command, error);
    });
  });
}

/** @throws {Failure} `bad-input` for a command that could never be run: it is not kept. */
export function requireEditor(command: string): void {
  const parsed = parseEditorCommand(command);
  if (parsed.ok) return;
  throw new Failure({
    code: 'bad-input',
    message: `"${command}" is no command of an editor. ${parsed.problem}`,
    remedy: 'Write a program and its arguments, such as: subl {file}:{line}:{column}.',
  });
}

/** The arguments with the place in them; one that names none is given it as the editor takes it, or the file alone. */
export function placeArguments(program: string, args: readonly string[], place: Place): readonly string[] {
  if (args.some((arg) => arg.includes('{file}'))) return args.map((arg) => fill(arg, place));
  return [...args.map((arg) => fill(arg, place)), ...placeOf(program, place)];
}

function placeOf(program: string, { path, line, column }: Place): readonly string[] {
  const name = nameOf(program);
  if (/^(code|code-insiders|codium|cursor|windsurf)$/.test(name)) return ['--goto', `${path}:${line}:${column}`];
  if (/^(zed|subl|hx|helix)$/.test(name)) return [`${path}:${line}:${column}`];
  if (/^(idea|webstorm|datagrip)(64)?$/.test(name)) return ['--line', String(line), '--column', String(column), path];
  if (/^(gvim|mvim|emacs|emacsclient|gedit|kate)$/.test(name)) return [`+${line}`, path];
  return [path];
}

function fill(arg: string, { path, line, column }: Place): string {
  // In one pass: a path may hold what looks like a place.
  const values: Readonly<Record<string, string>> = {
    '{file}': path,
    '{line}': String(line),
    '{column}': String(column),
  };
  return arg.replace(/\{(?:file|line|column)\}/g, (name) => values[name] ?? name);
}

function nameOf(program: string): string {
  return basename(program).replace(/\.(cmd|exe)$/i, '');
}

/** Where an application is installed and its program is not on the PATH, as on macOS and Windows: its own address. */
export function urlOf(program: string, place: Place, platform: string = process.platform): string | null {
  if (platform !== 'darwin' && platform !== 'win32') return null;
  const preset = EDITOR_PRESETS.find(({ command }) => command.split(' ')[0] === nameOf(program));
  if (!preset?.url) return null;
  const path = place.path.replaceAll('\\', '/').replace(/^\//, '');
  const isQuery = preset.url.includes('?');
  const written = isQuery ? encodeURIComponent(place.path) : path.split('/').map(encodeURIComponent).join('/');
  return fill(preset.url, { ...place, path: written });
}

async function openUrl(url: string): Promise<void> {
  const { default: open } = await import('open');
  await open(url);
}

/** Never through a shell: neither the path nor the setting is text to be interpreted. */
function start(program: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { detached: true, stdio: 'ignore' });
    child.once('error', reject);
    child.once('spawn', () => {
      child.unref();
      resolve();
    });
  });
}

function notOpened(file: string, command: string, cause: unknown): Failure {
  return new Failure({
    code: 'bad-input',
    message: `${file} could not be opened with "${command}".`,
    remedy: 'Choose your editor: “Choose the editor” in the search.',
    cause,
  });
}
