import { ExternalLink } from 'lucide-react';
import type { FileExcerpt } from '#app/api';
import { CodeView } from '#renderer/lib/monaco.tsx';
import { Failure, useOpenInEditor, useRequest } from '#renderer/parts';
import { useClient, useOpenProject } from '#renderer/stores';
import { Button, Spinner } from '#renderer/ui';
import type { FileModel, StatementModel } from './folder-model.ts';

/** Files are fetched in parts of so many lines and half as many on either side: most are one part. */
const PART = 10_000;

/** The text of a migration with the statement that is looked at marked. */
export function FileSql({ model, one }: { readonly model: FileModel; readonly one: StatementModel | null }) {
  const client = useClient();
  const open = useOpenInEditor();
  const root = useOpenProject()?.root ?? '';
  const { path, hash } = model.file;
  const line = one?.statement.origin.line ?? null;
  const part = Math.floor(((line ?? 1) - 1) / PART);
  // The hash is part of the key: a file that was changed and read again is fetched again.
  const excerpt = useRequest(`${root} ${path} ${hash} ${part}`, (signal) =>
    client.file.excerpt({ root, file: path, line: part * PART + PART / 2, context: PART }, { signal }),
  );
  return (
    <section aria-label={`SQL of ${model.file.tag}`} className="flex h-full min-h-0 flex-col">
      <header className="flex h-8 shrink-0 items-center gap-2 border-line border-b bg-sunken pr-1 pl-3">
        <h3 className="code-text min-w-0 flex-1 truncate text-muted">
          {path}
          {line === null ? '' : `:${line}`}
        </h3>
        <Button
          size="small"
          variant="muted"
          icon={ExternalLink}
          onClick={() => open({ source: 'migrations', file: path, line: line ?? 1 })}
        >
          Open in editor
        </Button>
      </header>
      <div className="min-h-0 flex-1">
        {excerpt.status === 'loading' ? (
          <p className="flex h-full items-center justify-center gap-2 text-muted">
            <Spinner /> Reading the file…
          </p>
        ) : null}
        {excerpt.status === 'failed' ? <Failure error={excerpt.error} /> : null}
        {excerpt.status === 'ready' ? (
          <CodeView
            text={excerpt.value.text}
            language="pgsql"
            label={`SQL of ${path}`}
            firstLine={excerpt.value.firstLine}
            markedLine={line}
            lastMarkedLine={one ? lastLineOf(one, model.statements, excerpt.value) : null}
          />
        ) : null}
      </div>
    </section>
  );
}

/** Where a statement ends: before the next one, without the breakpoint, the comments and the blank lines between them. */
export function lastLineOf(
  one: StatementModel,
  statements: readonly StatementModel[],
  { text, firstLine }: Pick<FileExcerpt, 'text' | 'firstLine'>,
): number | null {
  const first = one.statement.origin.line;
  if (first === undefined) return null;
  const lines = text.split('\n');
  const next = statements.find(({ statement }) => (statement.origin.line ?? 0) > first)?.statement.origin.line;
  let last = (next ?? firstLine + lines.length) - 1;
  while (last > first && isBetween(lines[last - firstLine] ?? '')) last -= 1;
  return last;
}

function isBetween(line: string): boolean {
  const text = line.trim();
  return text === '' || text.startsWith('--');
}
