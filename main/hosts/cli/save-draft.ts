import type { PreviewedFile, SavePreview } from '#app/api';
import { patchOf } from '#main/session/save/patch.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { type CommonOptions, runCommand } from './run.ts';
import { tellProblems } from './tell-problems.ts';
import type { Styles } from './terminal.ts';

export interface SaveDraftOptions extends CommonOptions {
  readonly format: 'sql' | 'json';
  readonly hints?: string | undefined;
  readonly ignore: readonly string[];
  readonly down: boolean;
  readonly online: boolean;
  readonly again: boolean;
  readonly owners: boolean;
  readonly roles: boolean;
  /** What follows the number in the migration's name. */
  readonly name?: string | undefined;
  /** Whether it is written; shown only, else. */
  readonly yes: boolean;
}

/** `raingauge draft <from> <to> --save`: the files as they would be, and with `--yes` as they are now. */
export function saveDraft(root: string, from: string, to: string, options: SaveDraftOptions): Promise<ExitCode> {
  return runCommand(options, root, async ({ session, terminal, work }) => {
    const { ignore, down, online, again, owners, roles, name, yes, format } = options;
    const hints =
      options.hints === undefined ? undefined : await (await import('./hints-file.ts')).readHints(options.hints);
    const request = { root, from, to, hints, ignore, down, online, again, owners, roles, name };
    // What is to become the other is what is saved: the code itself, or a migration.
    const preview = await (from === 'code' ? session.previewCode(request, work) : session.previewSave(request, work));
    tellProblems(preview.problems, terminal);
    if (format === 'json') await terminal.out(`${JSON.stringify(preview, null, 2)}\n`);
    else await terminal.out(renderPreview(preview, terminal.styles));
    if (preview.files.length === 0) return EXIT.none;
    if (!yes) {
      terminal.note('Nothing was written: --yes writes it.');
      return EXIT.none;
    }
    const { files } = await session.save({ root, preview: preview.id });
    terminal.note(`Written: ${files.join(', ')}`);
    return EXIT.none;
  });
}

/** The migration in full, of the other files what becomes of them. */
function renderPreview({ files }: SavePreview, styles: Styles): string {
  const code = files.filter(({ role }) => role === 'code');
  if (code.length > 0) return patchOf(code);
  return files
    .map((file) => `${styles.bold(headOf(file))}\n${isRead(file) ? `${file.content.trimEnd()}\n` : ''}`)
    .join('\n');
}

const WRITTEN_BY_MACHINES: readonly PreviewedFile['role'][] = ['snapshot', 'journal'];

function isRead({ role }: PreviewedFile): boolean {
  return !WRITTEN_BY_MACHINES.includes(role);
}

function headOf({ path, before, content }: PreviewedFile): string {
  const size = content.split('\n').length;
  return before === null
    ? `-- new: ${path} (${size} lines)`
    : `-- changed: ${path} (${before.split('\n').length} → ${size} lines)`;
}
