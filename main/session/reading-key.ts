import type { ProjectSettings } from './project.ts';
import type { ResolvedSource } from './resolve-source.ts';

/** By what a reading is kept and shared: the project, and what is read in which way. Holds secrets (an address). */
export function readingKey(project: ProjectSettings, resolved: ResolvedSource): string {
  const what = resolved.how === 'database' ? resolved.url : 'file' in resolved ? resolved.file : '';
  return [project.root, resolved.how, resolved.source.label, what].join('\u0000');
}
