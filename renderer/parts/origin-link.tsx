import { ExternalLink } from 'lucide-react';
import type { FileExcerpt } from '#app/api';
import type { Origin } from '#app/catalog';
import { type CodeLanguage, CodeView } from '#renderer/lib/monaco.tsx';
import { type FileOrigin, isFileOrigin, originText, shortOriginText } from '#renderer/lib/origin.ts';
import { useClient, useOpenProject } from '#renderer/stores';
import { Button, classNames, ErrorState, Popover, Spinner, Tooltip } from '#renderer/ui';
import { useOpenInEditor } from './use-open-in-editor.ts';
import { useRequest } from './use-request.ts';

export interface OriginLinkProps {
  readonly origin: Origin;
  /** The end of the path only; pointing at it shows the whole. */
  readonly short?: boolean;
  readonly className?: string;
}

/** Where something was said: a file and line that can be looked at in place or opened, or a database. */
export function OriginLink({ origin, short, className }: OriginLinkProps) {
  if (!isFileOrigin(origin)) return <span className={classNames('text-muted', className)}>{originText(origin)}</span>;
  const whole = originText(origin);
  const link = (
    <button
      type="button"
      aria-label={`Show ${whole}`}
      className={classNames(
        'code-text rounded-sm text-left text-accent underline decoration-accent-line underline-offset-2 [overflow-wrap:anywhere] hover:decoration-current data-popup-open:bg-selected',
        className,
      )}
    >
      {short ? shortOriginText(origin) : whole}
    </button>
  );
  return (
    <Popover
      label={whole}
      trigger={short ? <Tooltip content={whole}>{link}</Tooltip> : link}
      className="h-[320px] w-[640px]"
    >
      <OriginPreview origin={origin} />
    </Popover>
  );
}

const CONTEXT_LINES = 40;
const LANGUAGES: Readonly<Record<FileExcerpt['language'], CodeLanguage>> = {
  typescript: 'typescript',
  sql: 'pgsql',
  json: 'plaintext',
  text: 'plaintext',
};

/** The code around an origin, with a way to open it in the editor; fills its place. */
export function OriginPreview({ origin }: { readonly origin: FileOrigin }) {
  const client = useClient();
  const openInEditor = useOpenInEditor();
  const root = useOpenProject()?.root ?? '';
  const line = origin.line ?? 1;
  const excerpt = useRequest(`${root} ${origin.file} ${line}`, (signal) =>
    client.file.excerpt({ root, file: origin.file, line, context: CONTEXT_LINES }, { signal }),
  );
  return (
    <>
      <div className="flex h-9 shrink-0 items-center gap-2 border-line border-b pr-1.5 pl-3">
        <span className="code-text min-w-0 flex-1 [overflow-wrap:anywhere]">{originText(origin)}</span>
        <Button size="small" icon={ExternalLink} onClick={() => openInEditor(origin)}>
          Open in editor
        </Button>
      </div>
      <div className="min-h-0 flex-1">
        {excerpt.status === 'loading' ? (
          <div className="flex h-full items-center justify-center gap-2 text-muted">
            <Spinner /> Reading the file…
          </div>
        ) : null}
        {excerpt.status === 'failed' ? <ErrorState {...excerpt.error} /> : null}
        {excerpt.status === 'ready' ? (
          <CodeView
            text={excerpt.value.text}
            language={LANGUAGES[excerpt.value.language]}
            label={`${excerpt.value.file} around line ${line}`}
            firstLine={excerpt.value.firstLine}
            markedLine={origin.line ?? null}
          />
        ) : null}
      </div>
    </>
  );
}

/** Several origins, one per line. */
export function OriginLinks({ origins, short }: { readonly origins: readonly Origin[]; readonly short?: boolean }) {
  return (
    <ul className="flex flex-col">
      {origins.map((origin) => (
        <li key={`${origin.source} ${originText(origin)} ${origin.column ?? ''}`}>
          <OriginLink origin={origin} {...(short ? { short } : {})} />
        </li>
      ))}
    </ul>
  );
}
