import type { Difference, SideState } from '#app/compare';

/** How the two sides stand to each other; `beside` where they agree and only the migrations say otherwise. */
export type Change = 'only-from' | 'only-to' | 'changed' | 'beside';

export function changeOf(difference: Difference, from: string, to: string): Change {
  if (difference.agreed) return 'beside';
  if (difference.attribute === null) {
    if (difference.states[to]?.present === false) return 'only-from';
    if (difference.states[from]?.present === false) return 'only-to';
  }
  return 'changed';
}

/** `only in live`, `changed`. */
export function changeText(change: Change, from: string, to: string): string {
  if (change === 'changed') return 'changed';
  if (change === 'beside') return 'otherwise in migrations';
  return `only in ${change === 'only-from' ? from : to}`;
}

/** What a side says, as one piece of text: SQL and names as they are, structures as one line for each part. */
export function sideText(state: SideState | undefined): string {
  if (!state?.present) return 'not there';
  const text = state.deparsed ?? valueText(state.value);
  return text === '' ? "''" : text;
}

/** What both sides say of an attribute; of a structure only the parts that differ, on a line each. */
export function sideTexts(from: SideState | undefined, to: SideState | undefined): readonly [string, string] {
  const isTold = from?.deparsed != null || to?.deparsed != null;
  if (isTold || !isStructure(from?.value) || !isStructure(to?.value)) return [sideText(from), sideText(to)];
  const [before, after] = [partsOf(from.value), partsOf(to.value)];
  const names = [...new Set([...before.keys(), ...after.keys()])];
  const differing = names.filter((name) => before.get(name) !== after.get(name));
  const say = (parts: ReadonlyMap<string, string>) =>
    differing.map((name) => `${name} ${parts.get(name) ?? 'none'}`).join('\n');
  return differing.length === 0 ? [sideText(from), sideText(to)] : [say(before), say(after)];
}

function isStructure(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The parts of a structure by name; a part within a part by its own name. */
function partsOf(value: Readonly<Record<string, unknown>>): ReadonlyMap<string, string> {
  const parts = new Map<string, string>();
  for (const [key, part] of Object.entries(value)) {
    if (isStructure(part))
      for (const [name, text] of partsOf(part)) parts.set(parts.has(name) ? `${key} ${name}` : name, text);
    else parts.set(attributeText(key), valueText(part));
  }
  return parts;
}

export function valueText(value: unknown): string {
  if (value === null || value === undefined) return 'none';
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) {
    return value.length === 0 ? 'none' : value.join(', ');
  }
  if (Array.isArray(value)) return value.map((item) => valueText(item).replaceAll('\n', ', ')).join('\n');
  if (isStructure(value)) return [...partsOf(value)].map(([name, text]) => `${name} ${text}`).join('\n');
  return String(value);
}

/** `notNull` as a person reads it: `not null`. */
export function attributeText(attribute: string): string {
  return attribute.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}
