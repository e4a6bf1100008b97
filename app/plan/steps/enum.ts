import { type Enum, quoteQualified } from '#app/catalog';
import { quoteLiteral } from '#app/sql';
import { type KindSteps, RETYPE, statements } from '../alteration.ts';

export const enumSteps: KindSteps<'enum'> = {
  drop: ({ schema, name }) => `DROP TYPE ${quoteQualified(schema, name)}`,
  // PostgreSQL adds labels in place; it neither takes one away nor changes their order.
  alter: (from, to) => (keepsLabels(from, to) ? statements(renderAddLabels(from, to)) : RETYPE),
};

/** True where the old labels are all there still, in their order. */
function keepsLabels(from: Enum, to: Enum): boolean {
  const kept = to.labels.filter((label) => from.labels.includes(label));
  return kept.length === from.labels.length && kept.every((label, at) => label === from.labels[at]);
}

/** Front to back: each new label goes behind one that is there by then. */
function renderAddLabels(from: Enum, to: Enum): readonly string[] {
  const name = quoteQualified(to.schema, to.name);
  const [first] = from.labels;
  const last = from.labels.at(-1);
  const added: string[] = [];
  let isAfterLast = first === undefined;
  to.labels.forEach((label, at) => {
    if (from.labels.includes(label)) {
      isAfterLast ||= label === last;
      return;
    }
    const before = to.labels[at - 1];
    const place = isAfterLast
      ? ''
      : before === undefined
        ? ` BEFORE ${quoteLiteral(first ?? '')}`
        : ` AFTER ${quoteLiteral(before)}`;
    added.push(`ALTER TYPE ${name} ADD VALUE ${quoteLiteral(label)}${place}`);
  });
  return added;
}
