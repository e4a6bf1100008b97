import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'dotenv';

/** Files that hold variables, the stronger first. What the process itself has is stronger than any. */
const FILES = ['.env.local', '.env.development.local', '.env.development', '.env'];

/** The environment a config sees: the process's, and what the `.env` files beside the config and at the root add. */
export function configEnvironment(
  root: string,
  configFile: string,
  own: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
  const folders = new Set([dirname(join(root, configFile)), root]);
  const merged: Record<string, string> = {};
  for (const folder of folders) {
    for (const file of FILES) addMissing(merged, readVariables(join(folder, file)));
  }
  return { ...merged, ...defined(own) };
}

function readVariables(file: string): Readonly<Record<string, string>> {
  return existsSync(file) ? parse(readFileSync(file)) : {};
}

function addMissing(into: Record<string, string>, from: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(from)) into[name] ??= value;
}

function defined(environment: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
