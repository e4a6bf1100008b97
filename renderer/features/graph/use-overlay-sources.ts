import { useEffect } from 'react';
import type { AuditResult } from '#app/api';
import type { Reading } from '#app/catalog';
import type { Usages } from '#app/usages';
import { resultOf, usagesOf, useAudit, useOpenProject, useOverlay, useUsages } from '#renderer/stores';

/** What overlays show that nobody may have asked for yet: it is asked for when one of them is chosen, and once. */
export function useOverlaySources(code: Reading | null): {
  readonly audit: AuditResult | null;
  readonly usages: Usages | null;
} {
  const wantsFindings = useOverlay(({ overlay, beside }) => overlay === 'findings' || beside === 'findings');
  const wantsUsages = useOverlay(({ overlay, beside }) => overlay === 'usage' || beside === 'usage');
  const root = useOpenProject()?.root;
  const status = useAudit((store) => store.state.status);
  const isCancelled = useAudit((store) => store.isCancelled);
  const run = useAudit((store) => store.run);
  useEffect(() => {
    if (wantsFindings && root !== undefined && status === 'idle' && !isCancelled) void run(root);
  }, [wantsFindings, root, status, isCancelled, run]);
  const load = useUsages((store) => store.load);
  useEffect(() => {
    if (wantsUsages && root !== undefined && code) void load(root, code);
  }, [wantsUsages, root, code, load]);
  const audit = useAudit((store) => resultOf(store.state));
  const usages = useUsages((store) => usagesOf(store.state));
  return { audit: wantsFindings ? audit : null, usages: wantsUsages ? usages : null };
}
