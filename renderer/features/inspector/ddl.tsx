import { useMemo, useState } from 'react';
import type { ObjectId, Reading } from '#app/catalog';
import { renderObjectDdl } from '#app/sql';
import { CodeView } from '#renderer/lib/monaco.tsx';
import { ToggleGroup } from '#renderer/ui';
import { CopyButton } from './copy-button.tsx';
import { find, type Subject } from './subject.ts';

/** The SQL that makes the subject, as each source has it. */
export function Ddl({
  subject,
  readings,
}: {
  readonly subject: Subject;
  readonly readings: ReadonlyMap<string, Reading>;
}) {
  const [chosen, setChosen] = useState(subject.source);
  const texts = useMemo(() => textsOf(subject.id, readings), [subject.id, readings]);
  const source = texts.has(chosen) ? chosen : subject.source;
  const text = texts.get(source) ?? '';
  const names = [...readings.keys()].filter((name) => texts.has(name));
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex h-10 shrink-0 items-center gap-2 border-line border-b px-2">
        <ToggleGroup
          label="Source of the SQL"
          value={source}
          onChange={setChosen}
          options={names.map((name) => ({ value: name, label: sameAsOther(name, texts) ? `${name} =` : name }))}
        />
        <span className="ml-auto">
          <CopyButton text={text} what={`the SQL of ${source}`} />
        </span>
      </div>
      <div className="min-h-0 flex-1">
        <CodeView text={text} language="pgsql" label={`SQL of ${subject.id} in ${source}`} />
      </div>
    </div>
  );
}

function textsOf(id: ObjectId, readings: ReadonlyMap<string, Reading>): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const [name, { catalog }] of readings) if (find(catalog, id)) texts.set(name, renderObjectDdl(catalog, id));
  return texts;
}

/** Whether every source that has the object writes it alike. */
function sameAsOther(name: string, texts: ReadonlyMap<string, string>): boolean {
  return texts.size > 1 && [...texts].every(([other, text]) => other === name || text === texts.get(name));
}
