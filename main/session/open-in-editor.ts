import { spawn } from 'node:child_process';
import { basename } from 'node:path';
import { Failure } from '#main/platform/failure.ts';
import { fileInside } from './project-path.ts';

export interface EditorRequest {
  readonly root: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Opens a file of the project at a place: in the editor of the settings, of VISUAL or EDITOR, else in VS Code. */
export async function openInEditor(request: EditorRequest, editor: string | null): Promise<void> {
  const path = await fileInside(request.root, request.file);
  const command = editor ?? process.env.VISUAL ?? process.env.EDITOR ?? 'code';
  const [program, ...given] = command.split(/\s+/).filter((part) => part !== '');
  if (program === undefined) throw notOpened(request.file, command, 'no program is named');
  await start(program, [...given, ...placeArguments(program, path, request)]).catch((error: unknown) => {
    throw notOpened(request.file, command, error);
  });
}

/** How an editor is told the place; one that is not known is given the file alone. */
export function placeArguments(program: string, path: string, { line, column }: EditorRequest): readonly string[] {
  const name = basename(program).replace(/\.(cmd|exe)$/i, '');
  if (/^(code|code-insiders|codium|cursor|windsurf)$/.test(name)) return ['--goto', `${path}:${line}:${column}`];
  if (/^(zed|subl|hx|helix)$/.test(name)) return [`${path}:${line}:${column}`];
  if (/^(idea|webstorm|datagrip)(64)?$/.test(name)) return ['--line', String(line), '--column', String(column), path];
  if (/^(gvim|mvim|emacs|emacsclient|gedit|kate)$/.test(name)) return [`+${line}`, path];
  return [path];
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
    remedy: 'Set the command of your editor in the settings.',
    cause,
  });
}
