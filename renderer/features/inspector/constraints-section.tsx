import type { Index, TableChildren } from '#app/catalog';
import { PartLine, PartList } from './part-line.tsx';
import { Section } from './section.tsx';
import type { Subject } from './subject.ts';

interface Props {
  readonly subject: Subject;
  readonly parts: TableChildren;
}

/** Primary key, unique constraints, checks and exclusions. */
export function KeysSection({ subject, parts }: Props) {
  const count = parts['primary-key'].length + parts.unique.length + parts.check.length + parts.exclusion.length;
  if (count === 0) return null;
  return (
    <Section title="Keys and checks" count={count}>
      <PartList>
        {parts['primary-key'].map((key) => (
          <PartLine key={key.id} id={key.id} subject={subject} name={key.name} badge="primary key">
            ({key.columns.join(', ')})
          </PartLine>
        ))}
        {parts.unique.map((key) => (
          <PartLine key={key.id} id={key.id} subject={subject} name={key.name} badge="unique">
            ({key.columns.join(', ')}){key.nullsNotDistinct ? ' nulls not distinct' : ''}
          </PartLine>
        ))}
        {parts.check.map((check) => (
          <PartLine
            key={check.id}
            id={check.id}
            subject={subject}
            name={check.name}
            badge="check"
            warning={check.validated ? null : 'not valid'}
          >
            {check.expression}
          </PartLine>
        ))}
        {parts.exclusion.map((exclusion) => (
          <PartLine key={exclusion.id} id={exclusion.id} subject={subject} name={exclusion.name} badge="exclude">
            {exclusion.method} (
            {exclusion.elements.map((element) => `${element.expression} WITH ${element.operator}`).join(', ')})
          </PartLine>
        ))}
      </PartList>
    </Section>
  );
}

export function IndexesSection({ subject, parts }: Props) {
  if (parts.index.length === 0) return null;
  return (
    <Section title="Indexes" count={parts.index.length}>
      <PartList>
        {parts.index.map((index) => (
          <PartLine
            key={index.id}
            id={index.id}
            subject={subject}
            name={index.name}
            {...(index.unique ? { badge: 'unique' } : {})}
            warning={index.valid ? null : 'invalid'}
          >
            {indexText(index)}
          </PartLine>
        ))}
      </PartList>
    </Section>
  );
}

function indexText(index: Index): string {
  const keys = index.keys.map((key) => `${key.expression}${key.descending ? ' desc' : ''}`).join(', ');
  const include = index.include.length > 0 ? ` include (${index.include.join(', ')})` : '';
  const where = index.predicate === null ? '' : ` where ${index.predicate}`;
  return `${index.method} (${keys})${include}${where}`;
}

export function TriggersSection({ subject, parts }: Props) {
  const { trigger, rule } = parts;
  if (trigger.length + rule.length === 0) return null;
  return (
    <Section title="Triggers and rules" count={trigger.length + rule.length}>
      <PartList>
        {trigger.map((entry) => (
          <PartLine
            key={entry.id}
            id={entry.id}
            subject={subject}
            name={entry.name}
            badge="trigger"
            warning={entry.enabled === 'disabled' ? 'disabled' : null}
          >
            {`${entry.timing} ${entry.events.join(' or ')} for each ${entry.level}${entry.when === null ? '' : ` when ${entry.when}`}: ${entry.function.schema}.${entry.function.name}(${entry.arguments.join(', ')})`}
          </PartLine>
        ))}
        {rule.map((entry) => (
          <PartLine key={entry.id} id={entry.id} subject={subject} name={entry.name} badge="rule">
            {entry.definition}
          </PartLine>
        ))}
      </PartList>
    </Section>
  );
}
