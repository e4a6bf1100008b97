import { join } from 'node:path';
import { BUILDERS, type KnownExports, standsFor } from './known-exports.ts';
import type { FileLinks, Link } from './links.ts';

/** What is evaluated after an edit, instead of everything. */
export interface Plan {
  /** The files whose exports are read again: those edited, and those made of values of theirs. Sorted. */
  readonly files: readonly string[];
  /** Modules in place of imports, by `<importer, absolute>\0<specifier>`: what the evaluated files need and no more. */
  readonly modules: ReadonlyMap<string, string>;
}

export interface PlanInput {
  readonly root: string;
  readonly links: ReadonlyMap<string, FileLinks>;
  /** Which files were edited, or must be read again for another reason; relative to the root. */
  readonly edited: readonly string[];
  /** As it was read before. */
  readonly known: KnownExports;
}

/** More than this part of all files: then one reads them all. */
const MOST = 0.5;
const FEW = 6;

/** `null` where the whole project is read as fast, or anything could be missed. */
export function planReading(input: PlanInput): Plan | null {
  const { links, edited } = input;
  if ([...links.values()].some(({ isPlain }) => !isPlain)) return null;
  const files = dependents(input, edited);
  if (files.some((file) => links.get(file)?.isBarrel !== false)) return null;
  const evaluated = dependencies(input, files);
  if (evaluated.size > Math.max(FEW, links.size * MOST)) return null;
  const modules = new Map<string, string>();
  for (const file of evaluated) {
    for (const [specifier, group] of grouped(links.get(file)?.links ?? [])) {
      const text = moduleText(input, evaluated, group);
      if (text !== null) modules.set(`${join(input.root, file)}\0${specifier}`, text);
    }
  }
  return { files: [...files].sort(), modules };
}

/** What is made of values of the edited files, directly or not. */
function dependents(input: PlanInput, edited: readonly string[]): readonly string[] {
  const found = new Set(edited);
  for (let grown = true; grown; ) {
    grown = false;
    for (const [file, { isBarrel, links: own }] of input.links) {
      if (isBarrel || found.has(file)) continue;
      if (!own.some((link) => !isReplaceable(input, link) && link.files.some((other) => found.has(other)))) continue;
      found.add(file);
      grown = true;
    }
  }
  return [...found];
}

/** Those and what they are made of. */
function dependencies(input: PlanInput, files: readonly string[]): ReadonlySet<string> {
  const found = new Set(files);
  for (const file of found) {
    for (const link of input.links.get(file)?.links ?? []) {
      if (isReplaceable(input, link)) continue;
      for (const other of link.files) if (!input.links.get(other)?.isBarrel) found.add(other);
    }
  }
  return found;
}

function isReplaceable({ known }: PlanInput, link: Link): boolean {
  return standsFor(known, link) !== null;
}

function grouped(links: readonly Link[]): ReadonlyMap<string, readonly Link[]> {
  const groups = new Map<string, Link[]>();
  for (const link of links) groups.set(link.specifier, [...(groups.get(link.specifier) ?? []), link]);
  return groups;
}

/** `null` where the import stays as it is. */
function moduleText(input: PlanInput, evaluated: ReadonlySet<string>, group: readonly Link[]): string | null {
  const lines = new Map<string, string>();
  for (const link of group) {
    const { declared, imported } = link;
    if (!declared) return null;
    const standIn = evaluated.has(declared.file) ? null : standsFor(input.known, link);
    const local = `value${lines.size}`;
    lines.set(
      imported,
      standIn === null
        ? `export { ${declared.name} as ${imported} } from ${JSON.stringify(join(input.root, declared.file))};`
        : `const ${local} = ${standIn};\nexport { ${local} as ${imported} };`,
    );
  }
  return [BUILDERS, ...lines.values()].join('\n');
}
