import { Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { countWord } from '#renderer/lib/kinds.ts';
import { type SourceState, useNavigation, useOpenProject, useStores } from '#renderer/stores';
import { Button, Code } from '#renderer/ui';
import { type FolderModel, isNeverMigrated } from './folder-model.ts';

export interface DatabaseNoteProps {
  readonly folder: FolderModel;
  readonly database: string;
  readonly state: SourceState | undefined;
}

/** Why nothing is known of what was applied, or what it means that nothing was, and what can be done. */
export function DatabaseNote({ folder, database, state }: DatabaseNoteProps) {
  const { facts } = folder;
  const project = useOpenProject();
  const { schema, table } = project?.migrationsTable ?? { schema: 'drizzle', table: '__drizzle_migrations' };
  const name = <Code>{`${schema}.${table}`}</Code>;
  if (facts.files.length === 0) return null;
  if (isNeverMigrated(facts)) {
    return (
      <Note tone="warn" actions={<CompareWith database={database} />}>
        {database} has {facts.database === 'missing' ? 'no' : 'nothing in'} {name}, where Drizzle notes what it applied,
        so the next migrate would run{' '}
        {facts.files.length === 1 ? 'the migration' : `all ${countWord(facts.files.length, 'migration')}`} from the
        start. Where its schema already is what they make, it wants a <strong className="font-medium">baseline</strong>{' '}
        instead: each of them noted there as applied, with its hash and time, and none run. Compare the two first: only
        where they agree is a baseline true.
      </Note>
    );
  }
  if (facts.database === 'read') return null;
  if (facts.database === 'forbidden') {
    return (
      <Note tone="warn">
        {database} has {name}, and the role it is read as may not select from it: grant it SELECT on the table and USAGE
        on its schema to see what was applied.
      </Note>
    );
  }
  return <Note tone="neutral">{unknownText(database, state)}</Note>;
}

function unknownText(database: string, state: SourceState | undefined): string {
  switch (state?.status) {
    case undefined:
      return 'The project has no database that could say which of these it has applied.';
    case 'loading':
      return `${database} is being read: it will say which of these it has applied.`;
    case 'failed':
      return `${database} could not be read, so which of these it has applied is not known. ${state.error.message} ${state.error.remedy}`;
    case 'unavailable':
      return `Which of these are applied is not known: ${state.reason}`;
    case 'idle':
      return `${database} has not been read, so which of these it has applied is not known.`;
    case 'ready':
      return `${database} was not asked which of these it has applied.`;
  }
}

function Note({
  tone,
  actions,
  children,
}: {
  readonly tone: 'warn' | 'neutral';
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) {
  const Icon = tone === 'warn' ? TriangleAlert : Info;
  return (
    <div
      role="status"
      className={
        tone === 'warn'
          ? 'flex shrink-0 items-start gap-2 border-warn-line border-b bg-warn-soft px-4 py-2'
          : 'flex shrink-0 items-start gap-2 border-line border-b bg-sunken px-4 py-1.5'
      }
    >
      <Icon
        aria-hidden
        size={14}
        strokeWidth={1.75}
        className={tone === 'warn' ? 'mt-[3px] shrink-0 text-warn' : 'mt-[3px] shrink-0 text-muted'}
      />
      <p className="min-w-0 max-w-[880px] flex-1 [overflow-wrap:anywhere]">{children}</p>
      {actions}
    </div>
  );
}

/** Goes to the drift between what the migrations make and what the database has. */
function CompareWith({ database }: { readonly database: string }) {
  const { drift } = useStores();
  const root = useOpenProject()?.root;
  const show = useNavigation((store) => store.show);
  const compare = () => {
    drift.getState().setSides('migrations', database);
    if (root !== undefined) void drift.getState().compare(root);
    show('drift');
  };
  return (
    <Button size="small" className="ml-auto" onClick={compare}>
      Compare migrations with {database}
    </Button>
  );
}
