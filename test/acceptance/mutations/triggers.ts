import { behaves, type Mutation, unmanaged } from './mutation.ts';

/** Triggers, event triggers and rules. */
export const TRIGGERS: readonly Mutation[] = [
  {
    id: 'trigger:added',
    sql: 'CREATE TRIGGER races_touch BEFORE INSERT ON races FOR EACH ROW EXECUTE FUNCTION touch()',
    finds: [
      behaves('trigger:public.races.races_touch', 'trigger public.races.races_touch exists in live and not in base'),
    ],
  },
  {
    id: 'trigger:dropped',
    sql: 'DROP TRIGGER boats_touch ON boats',
    finds: [
      behaves('trigger:public.boats.boats_touch', 'trigger public.boats.boats_touch exists in base and not in live'),
    ],
  },
  {
    id: 'trigger:renamed',
    sql: 'ALTER TRIGGER boats_touch ON boats RENAME TO boats_touched',
    finds: [
      behaves('trigger:public.boats.boats_touch', 'trigger public.boats.boats_touch exists in base and not in live'),
      behaves(
        'trigger:public.boats.boats_touched',
        'trigger public.boats.boats_touched exists in live and not in base',
      ),
    ],
  },
  {
    id: 'trigger.timing',
    sql: "DROP TRIGGER boats_touch ON boats; CREATE TRIGGER boats_touch AFTER UPDATE ON boats FOR EACH ROW WHEN (NEW.name IS DISTINCT FROM OLD.name) EXECUTE FUNCTION touch('a')",
    finds: [
      behaves(
        'trigger:public.boats.boats_touch#timing',
        'trigger public.boats.boats_touch fires BEFORE in base and fires AFTER in live',
      ),
    ],
  },
  {
    id: 'trigger.timing:instead-of',
    also: ['trigger.level'],
    given: 'CREATE TRIGGER labels_write BEFORE UPDATE ON depot.shelf_labels EXECUTE FUNCTION touch()',
    sql: 'DROP TRIGGER labels_write ON depot.shelf_labels; CREATE TRIGGER labels_write INSTEAD OF UPDATE ON depot.shelf_labels FOR EACH ROW EXECUTE FUNCTION touch()',
    finds: [
      behaves(
        'trigger:depot.shelf_labels.labels_write#level',
        'trigger depot.shelf_labels.labels_write fires FOR EACH STATEMENT in base and fires FOR EACH ROW in live',
      ),
      behaves(
        'trigger:depot.shelf_labels.labels_write#timing',
        'trigger depot.shelf_labels.labels_write fires BEFORE in base and fires INSTEAD OF in live',
      ),
    ],
  },
  {
    id: 'trigger.level',
    given:
      'DROP TRIGGER boats_log ON boats; CREATE TRIGGER boats_log AFTER UPDATE ON boats FOR EACH STATEMENT EXECUTE FUNCTION touch()',
    sql: 'DROP TRIGGER boats_log ON boats; CREATE TRIGGER boats_log AFTER UPDATE ON boats FOR EACH ROW EXECUTE FUNCTION touch()',
    finds: [
      behaves(
        'trigger:public.boats.boats_log#level',
        'trigger public.boats.boats_log fires FOR EACH STATEMENT in base and fires FOR EACH ROW in live',
      ),
    ],
  },
  {
    id: 'trigger.events',
    given: 'DROP TRIGGER boats_log ON boats; CREATE TRIGGER boats_log AFTER UPDATE ON boats EXECUTE FUNCTION touch()',
    sql: 'DROP TRIGGER boats_log ON boats; CREATE TRIGGER boats_log AFTER UPDATE OR DELETE OR INSERT OR TRUNCATE ON boats EXECUTE FUNCTION touch()',
    finds: [
      behaves(
        'trigger:public.boats.boats_log#events',
        'trigger public.boats.boats_log fires on UPDATE in base and fires on INSERT, DELETE, UPDATE, TRUNCATE in live',
      ),
    ],
  },
  {
    id: 'trigger.updateOf',
    sql: "DROP TRIGGER boats_touch ON boats; CREATE TRIGGER boats_touch BEFORE UPDATE OF name, sail ON boats FOR EACH ROW WHEN (NEW.name IS DISTINCT FROM OLD.name) EXECUTE FUNCTION touch('a')",
    finds: [
      behaves(
        'trigger:public.boats.boats_touch#updateOf',
        'trigger public.boats.boats_touch fires for any column in base and fires for UPDATE OF name, sail in live',
      ),
    ],
  },
  {
    id: 'trigger.when',
    sql: "DROP TRIGGER boats_touch ON boats; CREATE TRIGGER boats_touch BEFORE UPDATE ON boats FOR EACH ROW WHEN (NEW.sail IS DISTINCT FROM OLD.sail) EXECUTE FUNCTION touch('a')",
    finds: [
      behaves(
        'trigger:public.boats.boats_touch#when',
        'trigger public.boats.boats_touch has condition ((new.name IS DISTINCT FROM old.name)) in base and has condition (((new.sail)::text IS DISTINCT FROM (old.sail)::text)) in live',
      ),
    ],
  },
  {
    id: 'trigger.when:dropped',
    sql: "DROP TRIGGER boats_touch ON boats; CREATE TRIGGER boats_touch BEFORE UPDATE ON boats FOR EACH ROW EXECUTE FUNCTION touch('a')",
    finds: [
      behaves(
        'trigger:public.boats.boats_touch#when',
        'trigger public.boats.boats_touch has condition (new.name IS DISTINCT FROM old.name) in base and has no condition in live',
      ),
    ],
  },
  {
    id: 'trigger.function.schema',
    also: ['trigger.function.name'],
    sql: "DROP TRIGGER boats_touch ON boats; CREATE TRIGGER boats_touch BEFORE UPDATE ON boats FOR EACH ROW WHEN (NEW.name IS DISTINCT FROM OLD.name) EXECUTE FUNCTION depot.stamp('a')",
    finds: [
      behaves(
        'trigger:public.boats.boats_touch#function',
        'trigger public.boats.boats_touch calls public.touch in base and calls depot.stamp in live',
      ),
    ],
  },
  {
    id: 'trigger.arguments',
    sql: "DROP TRIGGER boats_touch ON boats; CREATE TRIGGER boats_touch BEFORE UPDATE ON boats FOR EACH ROW WHEN (NEW.name IS DISTINCT FROM OLD.name) EXECUTE FUNCTION touch('a', 'b')",
    finds: [
      behaves(
        'trigger:public.boats.boats_touch#arguments',
        'trigger public.boats.boats_touch has arguments (a) in base and has arguments (a, b) in live',
      ),
    ],
  },
  {
    id: 'trigger.oldTable',
    sql: 'DROP TRIGGER boats_log ON boats; CREATE TRIGGER boats_log AFTER UPDATE ON boats REFERENCING OLD TABLE AS old_rows NEW TABLE AS after EXECUTE FUNCTION touch()',
    finds: [
      behaves(
        'trigger:public.boats.boats_log#oldTable',
        'trigger public.boats.boats_log has OLD TABLE before in base and has OLD TABLE old_rows in live',
      ),
    ],
  },
  {
    id: 'trigger.oldTable:none',
    sql: 'DROP TRIGGER boats_log ON boats; CREATE TRIGGER boats_log AFTER UPDATE ON boats REFERENCING NEW TABLE AS after EXECUTE FUNCTION touch()',
    finds: [
      behaves(
        'trigger:public.boats.boats_log#oldTable',
        'trigger public.boats.boats_log has OLD TABLE before in base and has no OLD TABLE in live',
      ),
    ],
  },
  {
    id: 'trigger.newTable',
    sql: 'DROP TRIGGER boats_log ON boats; CREATE TRIGGER boats_log AFTER UPDATE ON boats REFERENCING OLD TABLE AS before NEW TABLE AS new_rows EXECUTE FUNCTION touch()',
    finds: [
      behaves(
        'trigger:public.boats.boats_log#newTable',
        'trigger public.boats.boats_log has NEW TABLE after in base and has NEW TABLE new_rows in live',
      ),
    ],
  },
  {
    id: 'trigger.constraint',
    given:
      'DROP TRIGGER crews_check ON crews; CREATE CONSTRAINT TRIGGER crews_check AFTER INSERT ON crews FOR EACH ROW EXECUTE FUNCTION touch()',
    sql: 'DROP TRIGGER crews_check ON crews; CREATE TRIGGER crews_check AFTER INSERT ON crews FOR EACH ROW EXECUTE FUNCTION touch()',
    finds: [
      behaves(
        'trigger:public.crews.crews_check#constraint',
        'trigger public.crews.crews_check is a constraint trigger in base and is no constraint trigger in live',
      ),
    ],
  },
  {
    id: 'trigger.referencedTable',
    sql: 'DROP TRIGGER crews_check ON crews; CREATE CONSTRAINT TRIGGER crews_check AFTER INSERT ON crews FOR EACH ROW EXECUTE FUNCTION touch()',
    finds: [
      behaves(
        'trigger:public.crews.crews_check#referencedTable',
        'trigger public.crews.crews_check is FROM public.boats in base and is FROM no table in live',
      ),
    ],
  },
  {
    id: 'trigger.referencedTable.name',
    also: ['trigger.referencedTable.schema'],
    sql: 'DROP TRIGGER crews_check ON crews; CREATE CONSTRAINT TRIGGER crews_check AFTER INSERT ON crews FROM club.members FOR EACH ROW EXECUTE FUNCTION touch()',
    finds: [
      behaves(
        'trigger:public.crews.crews_check#referencedTable',
        'trigger public.crews.crews_check is FROM public.boats in base and is FROM club.members in live',
      ),
    ],
  },
  {
    id: 'trigger.deferrability',
    sql: 'DROP TRIGGER crews_check ON crews; CREATE CONSTRAINT TRIGGER crews_check AFTER INSERT ON crews FROM boats DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION touch()',
    finds: [
      behaves(
        'trigger:public.crews.crews_check#deferrability',
        'trigger public.crews.crews_check is not deferrable in base and is deferrable initially deferred in live',
      ),
    ],
  },
  {
    id: 'trigger.enabled:disabled',
    sql: 'ALTER TABLE boats DISABLE TRIGGER boats_touch',
    finds: [
      behaves(
        'trigger:public.boats.boats_touch#enabled',
        'trigger public.boats.boats_touch is enabled in base and is disabled in live',
      ),
    ],
  },
  {
    id: 'trigger.enabled:always',
    sql: 'ALTER TABLE boats ENABLE ALWAYS TRIGGER boats_touch',
    finds: [
      behaves(
        'trigger:public.boats.boats_touch#enabled',
        'trigger public.boats.boats_touch is enabled in base and is enabled ALWAYS in live',
      ),
    ],
  },
  {
    id: 'trigger.enabled:replica',
    sql: 'ALTER TABLE boats ENABLE REPLICA TRIGGER boats_touch',
    finds: [
      behaves(
        'trigger:public.boats.boats_touch#enabled',
        'trigger public.boats.boats_touch is enabled in base and is enabled REPLICA in live',
      ),
    ],
  },
  {
    id: 'trigger.comment',
    sql: "COMMENT ON TRIGGER boats_touch ON boats IS 'when it changed'",
    finds: [
      unmanaged(
        'trigger:public.boats.boats_touch#comment',
        'trigger public.boats.boats_touch has no comment in base and has comment “when it changed” in live',
      ),
    ],
  },
  {
    id: 'event-trigger:added',
    sql: 'CREATE EVENT TRIGGER depot_drop ON sql_drop EXECUTE FUNCTION depot.watch()',
    finds: [unmanaged('event-trigger:depot_drop', 'event trigger depot_drop exists in live and not in base')],
  },
  {
    id: 'event-trigger:dropped',
    sql: 'DROP EVENT TRIGGER depot_watch',
    finds: [unmanaged('event-trigger:depot_watch', 'event trigger depot_watch exists in base and not in live')],
  },
  {
    id: 'event-trigger.event',
    sql: "DROP EVENT TRIGGER depot_watch; CREATE EVENT TRIGGER depot_watch ON ddl_command_start WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION depot.watch()",
    finds: [
      unmanaged(
        'event-trigger:depot_watch#event',
        'event trigger depot_watch fires on ddl_command_end in base and fires on ddl_command_start in live',
      ),
    ],
  },
  {
    id: 'event-trigger.tags',
    sql: "DROP EVENT TRIGGER depot_watch; CREATE EVENT TRIGGER depot_watch ON ddl_command_end WHEN TAG IN ('CREATE TABLE', 'ALTER TABLE') EXECUTE FUNCTION depot.watch()",
    finds: [
      unmanaged(
        'event-trigger:depot_watch#tags',
        'event trigger depot_watch fires for CREATE TABLE in base and fires for ALTER TABLE, CREATE TABLE in live',
      ),
    ],
  },
  {
    id: 'event-trigger.tags:none',
    sql: 'DROP EVENT TRIGGER depot_watch; CREATE EVENT TRIGGER depot_watch ON ddl_command_end EXECUTE FUNCTION depot.watch()',
    finds: [
      unmanaged(
        'event-trigger:depot_watch#tags',
        'event trigger depot_watch fires for CREATE TABLE in base and fires for every command in live',
      ),
    ],
  },
  {
    id: 'event-trigger.function.schema',
    sql: "DROP EVENT TRIGGER depot_watch; CREATE EVENT TRIGGER depot_watch ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION public.watch()",
    finds: [
      unmanaged(
        'event-trigger:depot_watch#function',
        'event trigger depot_watch calls depot.watch in base and calls public.watch in live',
      ),
    ],
  },
  {
    id: 'event-trigger.function.name',
    given: "CREATE FUNCTION depot.look() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'",
    sql: "DROP EVENT TRIGGER depot_watch; CREATE EVENT TRIGGER depot_watch ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION depot.look()",
    finds: [
      unmanaged(
        'event-trigger:depot_watch#function',
        'event trigger depot_watch calls depot.watch in base and calls depot.look in live',
      ),
    ],
  },
  {
    id: 'event-trigger.enabled',
    sql: 'ALTER EVENT TRIGGER depot_watch DISABLE',
    finds: [
      unmanaged(
        'event-trigger:depot_watch#enabled',
        'event trigger depot_watch is enabled in base and is disabled in live',
      ),
    ],
  },
  {
    id: 'event-trigger.comment',
    sql: "COMMENT ON EVENT TRIGGER depot_watch IS 'sees all'",
    finds: [
      unmanaged(
        'event-trigger:depot_watch#comment',
        'event trigger depot_watch has no comment in base and has comment “sees all” in live',
      ),
    ],
  },
  {
    id: 'event-trigger.owner',
    given: 'ALTER ROLE regatta_steward SUPERUSER',
    sql: 'ALTER EVENT TRIGGER depot_watch OWNER TO regatta_steward',
    finds: [
      unmanaged(
        'event-trigger:depot_watch#owner',
        'event trigger depot_watch has owner postgres in base and has owner regatta_steward in live',
      ),
    ],
  },
  {
    id: 'rule:added',
    sql: 'CREATE RULE keep_boats AS ON DELETE TO boats DO INSTEAD NOTHING',
    finds: [behaves('rule:public.boats.keep_boats', 'rule public.boats.keep_boats exists in live and not in base')],
  },
  {
    id: 'rule:dropped',
    sql: 'DROP RULE keep_races ON races',
    finds: [behaves('rule:public.races.keep_races', 'rule public.races.keep_races exists in base and not in live')],
  },
  {
    id: 'rule.definition',
    sql: 'CREATE OR REPLACE RULE keep_races AS ON DELETE TO races WHERE old.year > 1990 DO INSTEAD NOTHING',
    finds: [
      behaves(
        'rule:public.races.keep_races#definition',
        'rule public.races.keep_races has definition CREATE RULE keep_races AS ON DELETE TO public.races WHERE (old.year > 2000) DO INSTEAD NOTHING in base and has definition CREATE RULE keep_races AS ON DELETE TO public.races WHERE (old.year > 1990) DO INSTEAD NOTHING in live',
      ),
    ],
  },
  {
    id: 'rule.enabled',
    sql: 'ALTER TABLE races DISABLE RULE keep_races',
    finds: [
      behaves(
        'rule:public.races.keep_races#enabled',
        'rule public.races.keep_races is enabled in base and is disabled in live',
      ),
    ],
  },
  {
    id: 'rule.comment',
    sql: "COMMENT ON RULE keep_races ON races IS 'for the book'",
    finds: [
      unmanaged(
        'rule:public.races.keep_races#comment',
        'rule public.races.keep_races has no comment in base and has comment “for the book” in live',
      ),
    ],
  },
];
