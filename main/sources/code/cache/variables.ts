import { schemaEnvironment } from '../config/schema-environment.ts';
import type { DrizzleProject } from '../project.ts';
import { digest } from './probe.ts';

/** The first line of a kept text that depends on variables of the environment. */
interface Header {
  readonly variables: readonly string[];
  readonly digest: string;
}

const START = '{"variables":';

/** A reading's text with the variables that it was made from: their names and, as a digest, their values. */
export function withVariables(project: DrizzleProject, variables: readonly string[], text: string): string {
  if (variables.length === 0) return text;
  const header: Header = { variables, digest: digestOf(project, variables) };
  return `${JSON.stringify(header)}\n${text}`;
}

/** The text as it was given; `null` where a variable has another value now. */
export function whileVariablesHold(project: DrizzleProject, kept: string): string | null {
  if (!kept.startsWith(START)) return kept;
  const end = kept.indexOf('\n');
  const header = JSON.parse(kept.slice(0, end)) as Header;
  return header.digest === digestOf(project, header.variables) ? kept.slice(end + 1) : null;
}

/** Only what is given to the code counts: a placeholder is the same whatever it stands for. */
function digestOf(project: DrizzleProject, variables: readonly string[]): string {
  const { given, withheld } = schemaEnvironment(project);
  const names = variables.includes('*') ? Object.keys(given).sort() : variables;
  return digest(JSON.stringify(names.map((name) => [name, given[name] ?? null, withheld.includes(name)])));
}
