import { drift, type Mutation, unmanaged } from './mutation.ts';

/** Policies. */
export const POLICIES: readonly Mutation[] = [
  {
    id: 'policy:added',
    sql: 'CREATE POLICY entries_all ON entries USING (true)',
    finds: [
      drift('policy:public.entries.entries_all', 'policy public.entries.entries_all exists in live and not in base'),
    ],
  },
  {
    id: 'policy:dropped',
    sql: 'DROP POLICY entries_read ON entries',
    finds: [
      drift('policy:public.entries.entries_read', 'policy public.entries.entries_read exists in base and not in live'),
    ],
  },
  {
    id: 'policy:renamed',
    sql: 'ALTER POLICY entries_read ON entries RENAME TO entries_see',
    finds: [
      drift('policy:public.entries.entries_read', 'policy public.entries.entries_read exists in base and not in live'),
      drift('policy:public.entries.entries_see', 'policy public.entries.entries_see exists in live and not in base'),
    ],
  },
  {
    id: 'policy.using:became-true',
    sql: 'ALTER POLICY entries_own ON entries USING (true)',
    finds: [
      drift(
        'policy:public.entries.entries_own#using',
        "policy public.entries.entries_own has USING expression (harbour = current_setting('regatta.harbour'::text, true)) in base and has USING expression true in live",
      ),
    ],
  },
  {
    id: 'policy.using:column',
    sql: "ALTER POLICY entries_own ON entries USING (number::text = current_setting('regatta.harbour', true))",
    finds: [
      drift(
        'policy:public.entries.entries_own#using',
        "policy public.entries.entries_own has USING expression (harbour = current_setting('regatta.harbour'::text, true)) in base and has USING expression ((number)::text = current_setting('regatta.harbour'::text, true)) in live",
      ),
    ],
  },
  {
    id: 'policy.check:became-true',
    sql: 'ALTER POLICY entries_own ON entries WITH CHECK (true)',
    finds: [
      drift(
        'policy:public.entries.entries_own#check',
        "policy public.entries.entries_own has WITH CHECK expression (harbour = current_setting('regatta.harbour'::text, true)) in base and has WITH CHECK expression true in live",
      ),
    ],
  },
  {
    id: 'policy.check:dropped',
    sql: "DROP POLICY entries_own ON entries; CREATE POLICY entries_own ON entries TO regatta_crew USING (harbour = current_setting('regatta.harbour', true))",
    finds: [
      drift(
        'policy:public.entries.entries_own#check',
        "policy public.entries.entries_own has WITH CHECK expression (harbour = current_setting('regatta.harbour'::text, true)) in base and has no WITH CHECK expression in live",
      ),
    ],
  },
  {
    id: 'policy.command',
    sql: "DROP POLICY entries_own ON entries; CREATE POLICY entries_own ON entries FOR UPDATE TO regatta_crew USING (harbour = current_setting('regatta.harbour', true)) WITH CHECK (harbour = current_setting('regatta.harbour', true))",
    finds: [
      drift(
        'policy:public.entries.entries_own#command',
        'policy public.entries.entries_own is for ALL in base and is for UPDATE in live',
      ),
    ],
  },
  {
    id: 'policy.command:of-a-read',
    sql: 'DROP POLICY entries_read ON entries; CREATE POLICY entries_read ON entries FOR DELETE TO regatta_crew, regatta_steward USING (place IS NOT NULL)',
    finds: [
      drift(
        'policy:public.entries.entries_read#command',
        'policy public.entries.entries_read is for SELECT in base and is for DELETE in live',
      ),
    ],
  },
  {
    id: 'policy.permissive',
    sql: "DROP POLICY entries_own ON entries; CREATE POLICY entries_own ON entries AS RESTRICTIVE TO regatta_crew USING (harbour = current_setting('regatta.harbour', true)) WITH CHECK (harbour = current_setting('regatta.harbour', true))",
    finds: [
      drift(
        'policy:public.entries.entries_own#permissive',
        'policy public.entries.entries_own is permissive in base and is restrictive in live',
      ),
    ],
  },
  {
    id: 'policy.roles:public',
    sql: 'ALTER POLICY entries_own ON entries TO PUBLIC',
    finds: [
      drift(
        'policy:public.entries.entries_own#roles',
        'policy public.entries.entries_own applies to regatta_crew in base and applies to PUBLIC in live',
      ),
    ],
  },
  {
    id: 'policy.roles:added',
    sql: 'ALTER POLICY entries_own ON entries TO regatta_crew, regatta_visitor',
    finds: [
      drift(
        'policy:public.entries.entries_own#roles',
        'policy public.entries.entries_own applies to regatta_crew in base and applies to regatta_crew, regatta_visitor in live',
      ),
    ],
  },
  {
    id: 'policy.roles:removed',
    sql: 'ALTER POLICY entries_read ON entries TO regatta_crew',
    finds: [
      drift(
        'policy:public.entries.entries_read#roles',
        'policy public.entries.entries_read applies to regatta_crew, regatta_steward in base and applies to regatta_crew in live',
      ),
    ],
  },
  {
    id: 'policy.comment',
    sql: "COMMENT ON POLICY entries_own ON entries IS 'own harbour'",
    finds: [
      unmanaged(
        'policy:public.entries.entries_own#comment',
        'policy public.entries.entries_own has no comment in base and has comment “own harbour” in live',
      ),
    ],
  },
];
