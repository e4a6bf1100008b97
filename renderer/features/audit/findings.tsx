import { Filter, MousePointerClick } from 'lucide-react';
import { useCallback, useDeferredValue, useMemo, useRef, useState } from 'react';
import type { AuditResult } from '#app/api';
import { isFileOrigin } from '#renderer/lib/origin.ts';
import { useShortcut } from '#renderer/lib/shortcut.ts';
import { useOpenInEditor } from '#renderer/parts';
import { NO_AUDIT_FILTERS, useAudit, useNavigation, useStores } from '#renderer/stores';
import { Button, EmptyState, Kbd, Split } from '#renderer/ui';
import { filterFindings } from './filter.ts';
import { Filters } from './filters.tsx';
import { FindingDetail } from './finding-detail.tsx';
import { findingRows, inReadingOrder, neighbourFinding } from './finding-rows.ts';
import { FindingTree } from './finding-tree.tsx';
import { ListFooter, useCopyFindings } from './list-footer.tsx';

const NONE: ReadonlySet<string> = new Set();

/** The list of findings beside the one that is looked at. */
export function Findings({ result }: { readonly result: AuditResult }) {
  // Of thousands the list follows what is typed, which is seen at once.
  const asked = useAudit((store) => store.filters);
  const filters = useDeferredValue(asked);
  const isBehind = filters !== asked;
  const setFilters = useAudit((store) => store.setFilters);
  const group = useAudit((store) => store.group);
  const at = useNavigation((store) => store.place.at ?? null);
  const [closed, setClosed] = useState(NONE);
  const searchRef = useRef<HTMLInputElement>(null);
  const treeRef = useRef<HTMLDivElement>(null);
  const articleRef = useRef<HTMLElement>(null);

  const byKey = useMemo(() => new Map(result.findings.map((finding) => [finding.key, finding])), [result]);
  const findings = useMemo(() => inReadingOrder(result.findings), [result]);
  const filtered = useMemo(() => filterFindings(findings, filters), [findings, filters]);
  const rows = useMemo(() => findingRows(filtered.shown, group, closed), [filtered, group, closed]);
  // Until somebody chooses, the gravest is shown: the view opens with an answer.
  const current = at !== null && byKey.has(at) ? at : neighbourFinding(rows, null, 1);
  const finding = current === null ? undefined : byKey.get(current);
  const focus = useFocusFinding();
  const look = (key: string | null) => key !== null && focus(byKey.get(key));
  const step = (by: 1 | -1) => look(neighbourFinding(rows, current, by));
  const openInEditor = useOpenInEditor();
  useShortcut('J', () => step(1));
  useShortcut('K', () => step(-1));
  useShortcut('O', () => {
    const origin = finding?.origins.find(isFileOrigin);
    if (origin) openInEditor(origin);
  });
  const copy = useCopyFindings(result, filtered.shown);
  useShortcut('C', () => (isBehind ? undefined : copy()));
  useShortcut('/', () => searchRef.current?.focus());

  return (
    <Split
      id="audit"
      direction="row"
      panes={[
        {
          id: 'findings',
          size: '46%',
          min: 320,
          content: (
            <div className="flex h-full min-h-0 flex-col">
              <Filters filtered={filtered} result={result} searchRef={searchRef} />
              <div className="min-h-0 flex-1">
                {rows.length === 0 ? (
                  <EmptyState
                    icon={Filter}
                    title="No finding passes the filters"
                    actions={<Button onClick={() => setFilters(NO_AUDIT_FILTERS)}>Clear filters</Button>}
                  />
                ) : (
                  // Grouped otherwise it is another list: it begins where the finding stands in it.
                  <FindingTree
                    key={group}
                    rows={rows}
                    group={group}
                    current={current}
                    onFocus={look}
                    onOpen={(key) => {
                      look(key);
                      articleRef.current?.focus();
                    }}
                    onToggle={(id, expanded) => setClosed(toggledIn(closed, id, expanded))}
                    focusRef={treeRef}
                  />
                )}
              </div>
              <ListFooter result={result} shown={filtered.shown} isBehind={isBehind} />
            </div>
          ),
        },
        {
          id: 'detail',
          min: 320,
          content: finding ? (
            <FindingDetail
              finding={finding}
              result={result}
              onStep={step}
              onBack={() => treeRef.current?.focus()}
              articleRef={articleRef}
            />
          ) : (
            <EmptyState icon={MousePointerClick} title="Choose a finding">
              <Kbd keys="J" /> and <Kbd keys="K" /> go to the next and the previous one, <Kbd keys="/" /> to the filter.
            </EmptyState>
          ),
        },
      ]}
    />
  );
}

function toggledIn(closed: ReadonlySet<string>, id: string, expanded: boolean): ReadonlySet<string> {
  const next = new Set(closed);
  if (expanded) next.delete(id);
  else next.add(id);
  return next;
}

/** The place is the state: the address names the finding, and going back goes to the one before. */
function useFocusFinding() {
  const { navigation } = useStores();
  return useCallback(
    (finding: AuditResult['findings'][number] | undefined) => {
      if (!finding) return;
      const { place, go } = navigation.getState();
      go({ ...place, view: 'audit', object: finding.table ?? place.object, at: finding.key });
    },
    [navigation],
  );
}
