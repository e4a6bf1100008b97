import { Check, FileCode2, FileJson2, FilePlus2, FileTerminal, type LucideIcon, Save } from 'lucide-react';
import { useState } from 'react';
import type { DraftResult, ErrorData, PreviewedFile, SavePreview } from '#app/api';
import { follow, toErrorData } from '#renderer/client';
import { countWord } from '#renderer/lib/kinds.ts';
import { type CodeLanguage, CodeView, DiffView } from '#renderer/lib/monaco.tsx';
import { Failure, ProblemLines, useRequest } from '#renderer/parts';
import { useClient, useDraft, useDraftText, useNavigation, useOpenProject } from '#renderer/stores';
import { Badge, Button, EmptyState, List, Spinner, Split, Truncated } from '#renderer/ui';
import type { Written } from './use-written.ts';

export interface FilesPartProps {
  readonly draft: DraftResult;
  readonly written: Written;
  /** Whether the code is what changes. */
  readonly isOfCode: boolean;
}

interface Wanted {
  readonly name: string | null;
  readonly down: boolean;
  /** Counts how often it was looked at anew. */
  readonly look: number;
}

/** What saving would write, each file beside what is there now; nothing is written before it was shown. */
export function FilesPart(props: FilesPartProps) {
  const [wanted, setWanted] = useState<Wanted>({ name: null, down: false, look: 1 });
  const [saved, setSaved] = useState<readonly string[] | null>(null);
  if (saved) return <SavedFiles files={saved} onAgain={() => setSaved(null)} />;
  return <Previewed {...props} wanted={wanted} onWanted={setWanted} onSaved={setSaved} />;
}

interface PreviewedProps extends FilesPartProps {
  readonly wanted: Wanted;
  readonly onWanted: (wanted: Wanted) => void;
  readonly onSaved: (files: readonly string[]) => void;
}

function Previewed({ draft, written, isOfCode, wanted, onWanted, onSaved }: PreviewedProps) {
  const preview = usePreview(written, isOfCode, wanted, draft.madeFor);
  const again = () => onWanted({ ...wanted, look: wanted.look + 1 });
  return (
    <div className="flex h-full flex-col">
      {isOfCode ? null : <Naming wanted={wanted} onWanted={onWanted} />}
      <div className="min-h-0 flex-1">
        {preview.status === 'loading' ? (
          <p className="flex h-full items-center justify-center gap-2 text-muted">
            <Spinner />{' '}
            {isOfCode
              ? 'Editing a copy of the code, and reading it again…'
              : 'Replaying the migrations with the new one…'}
          </p>
        ) : preview.status === 'failed' ? (
          <Failure error={preview.error} onRetry={again} />
        ) : (
          <Files preview={preview.value} onAgain={again} onSaved={onSaved} />
        )}
      </div>
    </div>
  );
}

function usePreview(written: Written, isOfCode: boolean, { name, down, look }: Wanted, madeFor: string | null) {
  const client = useClient();
  const root = useOpenProject()?.root ?? '';
  const from = useDraft((store) => store.from) ?? '';
  const to = useDraft((store) => store.to) ?? '';
  const only = useDraft((store) => store.only);
  const findings = useDraft((store) => store.findings);
  const besides = useDraft((store) => store.besides);
  const sql = written.isEdited && !isOfCode ? written.text : null;
  const keys = only === null ? null : [...only];
  return useRequest(JSON.stringify([from, to, keys, findings, besides, name, down, look, sql, madeFor]), (signal) =>
    follow<SavePreview>(
      (options) => {
        if (findings !== null)
          return client.draft.previewRemedy({ root, findings: [...findings], down, name, sql }, options);
        if (isOfCode) return client.draft.code({ root, to, only: keys }, options);
        return client.draft.preview(
          { root, from, to, only: keys, online: false, down, name, sql, ...besides },
          options,
        );
      },
      signal,
      () => {},
    ),
  );
}

function Naming({ wanted, onWanted }: Pick<PreviewedProps, 'wanted' | 'onWanted'>) {
  const [name, setName] = useState(wanted.name ?? '');
  const take = () => onWanted({ ...wanted, name: name.trim() === '' ? null : name.trim() });
  return (
    <form
      className="flex shrink-0 flex-wrap items-center gap-x-4 gap-y-2 border-line border-b px-4 py-2"
      onSubmit={(event) => {
        event.preventDefault();
        take();
      }}
    >
      <label className="flex items-center gap-2">
        <span className="text-muted">Name</span>
        <input
          value={name}
          onChange={(event) => setName(event.target.value)}
          onBlur={take}
          maxLength={80}
          placeholder="by what it changes"
          className="h-7 w-56 rounded-md border border-line bg-surface px-2 placeholder:text-muted"
        />
      </label>
      <label className="flex items-center gap-2">
        <input
          type="checkbox"
          checked={wanted.down}
          onChange={(event) => onWanted({ ...wanted, down: event.target.checked })}
          className="size-3.5 accent-(--accent)"
        />
        With the way back
      </label>
    </form>
  );
}

interface FilesProps {
  readonly preview: SavePreview;
  readonly onAgain: () => void;
  readonly onSaved: (files: readonly string[]) => void;
}

function Files({ preview, onAgain, onSaved }: FilesProps) {
  const [chosen, setChosen] = useState<string | null>(null);
  const { files, problems } = preview;
  const current = files.find(({ path }) => path === chosen) ?? files[0];
  if (!current) {
    return (
      <div className="flex h-full flex-col gap-3 overflow-auto p-4">
        <p className="text-muted">There is no file to write.</p>
        <ProblemLines problems={problems} />
      </div>
    );
  }
  return (
    <div className="flex h-full flex-col">
      <Writing preview={preview} onAgain={onAgain} onSaved={onSaved} />
      <div className="min-h-0 flex-1">
        <Split
          id="draft-files"
          direction="row"
          panes={[
            {
              id: 'files',
              size: '30%',
              min: 240,
              content: (
                <List
                  label="Files to write"
                  items={files}
                  keyOf={({ path }) => path}
                  selected={current.path}
                  onSelect={({ path }) => setChosen(path)}
                  rowHeight={40}
                  renderRow={(file) => <FileRow file={file} />}
                />
              ),
            },
            {
              id: 'content',
              min: 360,
              content:
                current.before === null ? (
                  <CodeView
                    text={current.content}
                    label={`${current.path} as it would be written`}
                    language={languageOf(current)}
                  />
                ) : (
                  <DiffView
                    original={current.before}
                    modified={current.content}
                    originalLabel={`${current.path} as it is`}
                    modifiedLabel={`${current.path} as it would be written`}
                    language={languageOf(current)}
                  />
                ),
            },
          ]}
        />
      </div>
    </div>
  );
}

/** What has to be known before it is written, and the button that does. */
function Writing({ preview: { id, files, problems }, onAgain, onSaved }: FilesProps) {
  const client = useClient();
  const root = useOpenProject()?.root ?? '';
  const discard = useDraftText((store) => store.discard);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<ErrorData | null>(null);
  const fails = problems.some(({ effect }) => effect !== 'note');
  const save = async () => {
    setBusy(true);
    try {
      const saved = await client.draft.save({ root, preview: id });
      onSaved(saved.files);
      // It stands in the project from now on.
      discard();
    } catch (failure) {
      setError(toErrorData(failure));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="flex max-h-56 shrink-0 flex-col gap-2 overflow-auto border-line border-b px-4 py-2">
      {error ? <Failure compact error={error} onRetry={onAgain} /> : null}
      <div className="flex items-start gap-4">
        <div className="min-w-0 flex-1">
          {problems.length > 0 ? (
            <ProblemLines problems={problems} />
          ) : (
            <p className="py-1 text-muted">Nothing is written before you say so.</p>
          )}
        </div>
        <Button
          variant={fails ? 'plain' : 'primary'}
          icon={Save}
          disabled={isBusy || error !== null}
          onClick={() => void save()}
        >
          Write {countWord(files.length, 'file')}
          {fails ? ' all the same' : ''}
        </Button>
      </div>
    </div>
  );
}

const ROLES: Readonly<Record<PreviewedFile['role'], { readonly label: string; readonly icon: LucideIcon }>> = {
  migration: { label: 'Migration', icon: FileTerminal },
  snapshot: { label: 'Snapshot of the schema', icon: FileJson2 },
  journal: { label: 'Journal', icon: FileJson2 },
  'by-hand': { label: 'Run by hand', icon: FileTerminal },
  down: { label: 'Way back', icon: FileTerminal },
  code: { label: 'Drizzle source', icon: FileCode2 },
};

function FileRow({ file: { path, role, before } }: { readonly file: PreviewedFile }) {
  const { label, icon: Icon } = ROLES[role];
  const name = path.split('/').at(-1) ?? path;
  const folder = path.slice(0, path.length - name.length).replace(/\/$/, '');
  return (
    <div className="flex h-full min-w-0 flex-1 items-center gap-2 px-2">
      <Icon aria-hidden size={14} strokeWidth={1.75} className="shrink-0 text-muted" />
      <span className="flex min-w-0 flex-1 flex-col">
        <Truncated text={name} className="code-text leading-4" />
        <Truncated text={folder === '' ? label : `${label}, ${folder}`} className="text-muted text-xs leading-4" />
      </span>
      {before === null ? <Badge>new</Badge> : null}
    </div>
  );
}

function languageOf({ path }: PreviewedFile): CodeLanguage {
  if (path.endsWith('.sql')) return 'pgsql';
  return /\.[cm]?[jt]sx?$/.test(path) ? 'typescript' : 'plaintext';
}

function SavedFiles({ files, onAgain }: { readonly files: readonly string[]; readonly onAgain: () => void }) {
  const show = useNavigation((store) => store.show);
  const hasMigration = files.some((path) => path.endsWith('.sql'));
  return (
    <EmptyState
      icon={Check}
      tone="good"
      title={`${countWord(files.length, 'file')} written`}
      actions={
        <>
          {hasMigration ? (
            <Button variant="primary" onClick={() => show('migrations')}>
              Show in Migrations
            </Button>
          ) : (
            <Button variant="primary" onClick={() => show('drift')}>
              Show what differs
            </Button>
          )}
          <Button icon={FilePlus2} onClick={onAgain}>
            Look again
          </Button>
        </>
      }
    >
      <ul aria-label="Files that were written" className="code-text flex flex-col gap-0.5 text-left">
        {files.map((path) => (
          <li key={path}>{path}</li>
        ))}
      </ul>
    </EmptyState>
  );
}
