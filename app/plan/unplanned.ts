import type { Catalog, Problem } from '#app/catalog';

/** One end of a draft between whole schemas. */
export interface WholeEnd {
  readonly label: string;
  readonly catalog: Pick<Catalog, 'unmodelled'>;
}

/** What only one of two whole schemas has, where the model lists it and has no words for it: no plan makes or drops it. */
export function sayUnplanned(from: WholeEnd, to: WholeEnd): readonly Problem[] {
  return [
    ...sayOnlyIn(from, to, 'Drop it by hand where it shall go.'),
    ...sayOnlyIn(to, from, 'Make it by hand where it is wanted.'),
  ];
}

function sayOnlyIn(end: WholeEnd, other: WholeEnd, remedy: string): readonly Problem[] {
  const there = new Set(other.catalog.unmodelled.map((one) => JSON.stringify(one)));
  const only = end.catalog.unmodelled.filter((one) => !there.has(JSON.stringify(one)));
  if (only.length === 0) return [];
  const kinds = [...new Set(only.map(({ what }) => what))].map((what) => {
    const names = only.filter((one) => one.what === what).map(nameOf);
    return `${what} (${names.join(', ')})`;
  });
  return [
    {
      code: 'draft-not-planned',
      effect: 'note',
      message: `Only ${end.label} has what Raingauge lists and does not draft: ${kinds.join('; ')}.`,
      remedy,
      object: null,
      origin: null,
      cause: null,
    },
  ];
}

function nameOf({ schema, name }: Catalog['unmodelled'][number]): string {
  return schema === null ? name : `${schema}.${name}`;
}
