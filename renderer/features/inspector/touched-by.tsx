import { History } from 'lucide-react';
import { countWord } from '#renderer/lib/kinds.ts';
import { countFiles, placeOf, statementsTouching } from '#renderer/lib/migrations.ts';
import { NO_MIGRATION_FILTERS, useReading, useStores } from '#renderer/stores';
import { Button } from '#renderer/ui';
import type { Subject } from './subject.ts';

/** How many migrations made or changed the subject; leads to them. */
export function TouchedBy({ subject: { id } }: { readonly subject: Subject }) {
  const { migrations, navigation } = useStores();
  const reading = useReading('migrations');
  const statements = reading ? statementsTouching(reading, id) : [];
  const [first] = statements;
  if (!first) return null;
  const files = countFiles(statements);
  const show = () => {
    migrations.getState().setFilters({ ...NO_MIGRATION_FILTERS, touching: id });
    navigation.getState().go({ view: 'migrations', object: id, at: placeOf(first) });
  };
  return (
    <p>
      <Button size="small" icon={History} onClick={show}>
        {countWord(files, 'migration')} touched it
      </Button>
    </p>
  );
}
