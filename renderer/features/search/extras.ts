import type { AuditResult, DriftResult, GraphNotes } from '#app/api';
import type { ObjectId, Reading } from '#app/catalog';
import { objectName } from '#renderer/lib/object-name.ts';
import type { Place } from '#renderer/stores';
import type { Searchable } from './rank.ts';

/** Something the palette finds that is no object: what is said of one, a file, a saved view. */
export interface ExtraEntry extends Searchable {
  readonly key: string;
  readonly name: string;
  readonly where: string;
  /** More of it, shown when it is chosen. */
  readonly preview: string;
  readonly place: Place;
}

export interface ExtraSources {
  readonly audit: AuditResult | null;
  readonly drift: DriftResult | null;
  readonly readings: readonly Reading[];
  readonly views: GraphNotes['views'];
}

export function extraEntries({ audit, drift, readings, views }: ExtraSources): readonly ExtraEntry[] {
  return [
    ...views.map((view) =>
      entry('view of the graph', `view ${view.name}`, view.name, '', view.note ?? 'a saved view of the graph', {
        view: 'graph',
        object: view.object ?? null,
        ...(view.scope ? { filter: view.scope } : {}),
      }),
    ),
    ...(audit?.findings ?? []).map(({ key, rule, object, message, severity }) =>
      entry('finding', key, rule, nameOf(object), `${severity}: ${message}`, { view: 'audit', object, at: key }),
    ),
    ...(drift?.differences ?? []).map(({ key, object, attribute, verdict }) =>
      entry('difference', key, attribute ?? 'exists', nameOf(object), verdict.replaceAll('-', ' '), {
        view: 'drift',
        object,
        at: key,
      }),
    ),
    ...files(readings),
  ];
}

function files(readings: readonly Reading[]): readonly ExtraEntry[] {
  const code = readings.flatMap((reading) => reading.code?.files ?? []);
  const migrations = readings.flatMap((reading) => reading.migrations?.files ?? []);
  return [
    ...[...new Set(code)].map((path) =>
      entry('file', `file ${path}`, baseOf(path), path, 'its tables in the graph', {
        view: 'graph',
        object: null,
        filter: `file=${path.replace(/[%&=,]/g, encodeURIComponent)}`,
      }),
    ),
    ...migrations.map(({ path }) =>
      entry('file', `file ${path}`, baseOf(path), path, 'the migration', {
        view: 'migrations',
        object: null,
        at: path,
      }),
    ),
  ];
}

function entry(
  kind: ExtraEntry['kind'],
  key: string,
  name: string,
  where: string,
  preview: string,
  place: Place,
): ExtraEntry {
  const lowName = name.toLowerCase();
  const lowQualified = `${where.toLowerCase()} ${lowName}`.trim();
  return { kind, key, name, where, preview, place, lowName, lowQualified, lowAlias: null };
}

function nameOf(object: ObjectId): string {
  const { name, where } = objectName(object);
  return where ? `${where}.${name}` : name;
}

function baseOf(path: string): string {
  return path.split('/').at(-1) ?? path;
}
