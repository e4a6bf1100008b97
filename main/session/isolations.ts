import type { IsolationResult } from '#app/api';
import type { Reading } from '#app/catalog';
import type { Work } from '#main/platform/work.ts';
import type { Shadow } from '#main/shadow/shadow.ts';
import type { Project } from './project.ts';
import type { ResolvedSource } from './resolve-source.ts';

export interface IsolationRequest {
  readonly root: string;
  readonly source: string;
  /** Reads the source anew. */
  readonly fresh: boolean;
  /** Instead of the configured role. */
  readonly role?: string | undefined;
}

/** The use-case of the isolation proof. */
export interface Isolations {
  /** Proves on a shadow that tenants are kept apart in a source, or shows what gets through. */
  isolation(request: IsolationRequest, work: Work): Promise<IsolationResult>;
}

export interface IsolationsOptions {
  readonly tools: (
    root: string,
    fresh: boolean,
  ) => Promise<{
    readonly project: Project;
    readonly resolve: (name: string) => ResolvedSource;
    readonly read: (resolved: ResolvedSource, work: Work) => Promise<Reading>;
    readonly shadow: Shadow;
  }>;
}

/** What the proof takes is loaded when the first is made. What was found is kept for audits, by project. */
export function createIsolations({ tools }: IsolationsOptions) {
  const kept = new Map<string, IsolationResult>();
  return {
    async isolation({ root, source, fresh, role }: IsolationRequest, work: Work): Promise<IsolationResult> {
      const [{ project, resolve, read, shadow }, { isolationOf }] = await Promise.all([
        tools(root, fresh),
        import('./prove-isolation.ts'),
      ]);
      const reading = await read(resolve(source), work);
      const result = await isolationOf(reading, { config: project.config, role: role ?? null, shadow, work });
      kept.set(project.root, result);
      return result;
    },

    /** What was found last in a project; `undefined` where nobody asked. */
    lastIsolation: (root: string): IsolationResult | undefined => kept.get(root),
  };
}
