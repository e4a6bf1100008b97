import type { MigrationFacts, MigrationFile, MigrationStatement, StatementObject } from '#app/catalog';

export type StatementSketch = readonly [command: string, ...objects: string[]];

/** `+table:public.a` made it, `~` changed, `-` dropped; `~table:public.b<table:public.a` renamed it. */
function statementObject(text: string): StatementObject {
  const [renamed, was] = text.slice(1).split('<');
  if (renamed !== undefined && was !== undefined) return { object: renamed, did: 'changed', was };
  const did = text.startsWith('+') ? 'made' : text.startsWith('-') ? 'dropped' : 'changed';
  return { object: text.slice(1), did };
}

/** Statements of a file, one a line. */
export function statementsOf(path: string, sketches: readonly StatementSketch[]): readonly MigrationStatement[] {
  return sketches.map(([command, ...objects], index) => ({
    origin: { source: 'migrations', file: path, line: index * 2 + 1, statement: index + 1 },
    command,
    objects: objects.map(statementObject),
    outcome: 'ran',
    outsideTransaction: false,
    flags: [],
  }));
}

/** A folder with a journal: each file a second after the one before. */
export function folderOf(files: Readonly<Record<string, readonly StatementSketch[]>>): MigrationFacts {
  const statements: MigrationStatement[] = [];
  const made = Object.entries(files).map(([tag, sketches], index): MigrationFile => {
    const path = `drizzle/${tag}.sql`;
    statements.push(...statementsOf(path, sketches));
    return {
      path,
      tag,
      when: 1000 * (index + 1),
      statements: sketches.length,
      hash: `hash of ${tag}`,
      state: null,
      applied: null,
    };
  });
  return {
    layout: 'journal',
    folder: 'drizzle',
    files: made,
    statements,
    journal: {
      dialect: 'postgresql',
      version: '7',
      entries: made.length,
      snapshots: made.length,
      breakpoints: true,
    },
    database: null,
    appliedOnly: [],
  };
}

export const GUESTS = folderOf({
  '0000_first': [
    ['CREATE TABLE', '+table:public.guests', '+column:public.guests.id'],
    ['CREATE INDEX', '+index:public.guests_name_idx'],
  ],
  '0001_rooms': [['CREATE TABLE', '+table:public.rooms']],
  '0002_names': [
    ['ALTER TABLE', '+column:public.guests.name'],
    ['ALTER TABLE', '~table:public.rooms'],
  ],
});
