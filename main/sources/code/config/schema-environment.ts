import type { SandboxEnvironment } from '../inside/globals.ts';
import { isProbed, isSecretName } from '../inside/usual-variables.ts';
import type { DrizzleProject } from '../project.ts';
import { configEnvironment } from './environment.ts';

/**
 * The variables that schema files see. A prefix of table names, a schema's name or a number of dimensions is a part of the
 * schema, and drizzle-kit takes it from the environment; an address, a key or a password is none, and code gets a
 * placeholder for it. Which is which is told by the name and by how the value looks.
 */
export function schemaEnvironment(
  { root, configFile }: Pick<DrizzleProject, 'root' | 'configFile'>,
  own: Readonly<Record<string, string | undefined>> = process.env,
): SandboxEnvironment {
  const { given, otherwise } = configEnvironment(root, configFile ?? '.', own);
  const entries = Object.entries({ ...otherwise, ...given }).filter(([name]) => !isProbed(name));
  const isShown = ([name, value]: readonly [string, string]) => !isSecretName(name) && isPlain(value);
  return {
    given: Object.fromEntries(entries.filter(isShown)),
    otherwise: {},
    withheld: entries.filter((entry) => !isShown(entry)).map(([name]) => name),
    placeholders: 'withheld',
    files: false,
  };
}

/** What can be part of a name or a number, and is no key: those are long and mix digits with letters. */
function isPlain(value: string): boolean {
  return /^[\w.,+ -]{0,32}$/.test(value) && !(value.length >= 16 && /\d/.test(value) && /[A-Za-z]/.test(value));
}
