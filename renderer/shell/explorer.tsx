import { Eye, EyeOff, GitCompareArrows } from 'lucide-react';
import { useMemo, useState } from 'react';
import { type Catalog, type Kind, type ObjectId, objectId } from '#app/catalog';
import { countByOwner } from '#renderer/lib/drift-owner.ts';
import { formatCount } from '#renderer/lib/kinds.ts';
import { tableOf } from '#renderer/lib/object-name.ts';
import { KindIcon } from '#renderer/parts';
import {
  resultOf,
  type SourceState,
  useDrift,
  useOverlay,
  useSelection,
  useShownCatalog,
  useSources,
} from '#renderer/stores';
import { classNames, SearchField, Tree, Truncated } from '#renderer/ui';
import {
  type ExplorerRow,
  explorerRows,
  explorerSchemas,
  extensionRows,
  type Folded,
  foldedOf,
} from './explorer-rows.ts';
import { useLookAt } from './look-at.ts';

const UNREAD_TEXTS: Readonly<Record<SourceState['status'], string>> = {
  unavailable: 'This source is not available.',
  idle: 'Not read yet.',
  loading: 'Being read…',
  ready: '',
  failed: 'It could not be read.',
};

const NOTHING_TURNED: ReadonlySet<string> = new Set();

/** Every object of the shown source, by schema and kind. */
export function Explorer() {
  const catalog = useShownCatalog();
  const unread = useSources((store) => UNREAD_TEXTS[store.states[store.shown]?.status ?? 'idle']);
  const selection = useSelection();
  const lookAt = useLookAt();
  const [turned, setTurned] = useState(NOTHING_TURNED);
  const [filter, setFilter] = useState('');
  const all = useOverlay((store) => store.all);
  const setAll = useOverlay((store) => store.setAll);
  const folded = useMemo(() => (catalog ? foldedOf(catalog) : null), [catalog]);
  const schemas = useMemo(() => (catalog ? explorerSchemas(catalog, all) : []), [catalog, all]);
  const rows = useMemo(() => {
    const own = explorerRows(schemas, turned, filter);
    return all && catalog ? [...own, ...extensionRows(catalog, turned, filter)] : own;
  }, [schemas, turned, filter, all, catalog]);
  const driftResult = useDrift((store) => resultOf(store.state));
  const counting = useMemo(() => countByOwner(driftResult?.differences ?? []), [driftResult]);

  const toggle = (id: string) => {
    const next = new Set(turned);
    if (!next.delete(id)) next.add(id);
    setTurned(next);
  };
  return (
    <section aria-label="Objects" data-pane="objects" className="flex h-full min-h-0 flex-col bg-surface">
      <div className="shrink-0 border-line border-b p-2">
        <SearchField label="Filter objects" value={filter} onChange={setFilter} />
      </div>
      <div className="min-h-0 flex-1">
        {rows.length === 0 ? (
          <p className="px-3 py-2 text-muted">
            {catalog ? (filter ? 'No object is called that.' : 'There is no object.') : unread}
          </p>
        ) : (
          <Tree
            label="Objects by schema"
            rows={rows}
            selected={ownerOf(selection, catalog)}
            onSelect={(row) => {
              if (row.row === 'object') lookAt(row.object);
              else if (row.expanded !== null) toggle(row.id);
            }}
            onToggle={(row) => toggle(row.id)}
            renderRow={(row) => <Row row={row} counting={counting} />}
          />
        )}
      </div>
      {folded && folded.count > 0 ? <FoldedAway folded={folded} all={all} onChange={setAll} /> : null}
    </section>
  );
}

interface FoldedAwayProps {
  readonly folded: Folded;
  readonly all: boolean;
  readonly onChange: (all: boolean) => void;
}

/** How much of the database is a platform's or an extension's; shows it or folds it away. */
function FoldedAway({ folded: { owners, count }, all, onChange }: FoldedAwayProps) {
  const Icon = all ? Eye : EyeOff;
  const text = `${formatCount(count)} of ${owners.join(', ')}`;
  return (
    <button
      type="button"
      aria-pressed={all}
      aria-label={`Show what platforms and extensions own: ${text}`}
      onClick={() => onChange(!all)}
      className="flex h-8 shrink-0 items-center gap-1.5 border-line border-t px-3 text-muted text-sm transition-colors hover:bg-hover hover:text-text"
    >
      <Icon aria-hidden size={14} strokeWidth={1.75} className="shrink-0" />
      <Truncated text={text} className="min-w-0 flex-1 text-left" />
      <span className="shrink-0 text-faint">{all ? 'shown' : 'hidden'}</span>
    </button>
  );
}

function Row({ row, counting }: { readonly row: ExplorerRow; readonly counting: ReadonlyMap<string, number> }) {
  const differences = row.row === 'object' ? (counting.get(row.object) ?? 0) : 0;
  return (
    <div className="flex min-w-0 flex-1 items-center gap-1.5">
      {row.row === 'kind' ? null : <KindIcon kind={iconOf(row)} />}
      <Truncated
        text={row.text}
        className={classNames(
          'flex-1',
          row.row === 'kind' ? 'text-muted text-sm' : 'code-text',
          row.row === 'schema' && 'font-semibold',
        )}
      />
      {'count' in row ? <span className="tabular text-faint text-xs">{formatCount(row.count)}</span> : null}
      {differences > 0 ? (
        <span
          role="img"
          aria-label={`${differences} differences that count`}
          className="tabular flex items-center gap-0.5 text-bad text-xs"
        >
          <GitCompareArrows aria-hidden size={11} strokeWidth={2} />
          {formatCount(differences)}
        </span>
      ) : null}
    </div>
  );
}

function iconOf(row: ExplorerRow): Kind {
  if (row.row === 'extension' || row.id === 'extensions') return 'extension';
  return row.row === 'object' || row.row === 'member' ? row.kind : 'schema';
}

/** The row that stands for an object: a column's or a policy's is its table's. */
function ownerOf(id: ObjectId | null, catalog: Catalog | null): ObjectId | null {
  if (id === null) return null;
  const owner = tableOf(id, [catalog]);
  return owner ? objectId('table', owner.schema, owner.table) : id;
}
