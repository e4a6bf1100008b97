/** A migrations folder of drizzle-kit 0.x, as a team's looks after some years: path → text. */
export function generateMigrations(files: number, statements: number): Readonly<Record<string, string>> {
  const script = history(statements);
  const perFile = Math.ceil(script.length / files);
  const tags = Array.from({ length: files }, (_, index) => `${String(index).padStart(4, '0')}_step`);
  const entries = tags.map((tag, idx) => ({
    idx,
    version: '7',
    when: 1_700_000_000_000 + idx,
    tag,
    breakpoints: true,
  }));
  const texts = tags.map((tag, index) => [
    `drizzle/${tag}.sql`,
    script.slice(index * perFile, (index + 1) * perFile).join('\n--> statement-breakpoint\n'),
  ]);
  return {
    ...Object.fromEntries(texts),
    'drizzle/meta/_journal.json': JSON.stringify({ version: '7', dialect: 'postgresql', entries }),
  };
}

/** What is done to one table in the course of time; about as often as drizzle-kit writes each. */
const STEPS: readonly ((table: string, other: string) => string)[] = [
  (table) => `CREATE TABLE "${table}" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"name" text NOT NULL,
	"amount" numeric(12, 2) DEFAULT '0' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "${table}_name_unique" UNIQUE("tenant_id","name")
);`,
  (table) => `CREATE INDEX "${table}_tenant_idx" ON "${table}" USING btree ("tenant_id");`,
  (table, other) => `DO $$ BEGIN
 ALTER TABLE "${table}" ADD COLUMN "parent_id" uuid;
 ALTER TABLE "${table}" ADD CONSTRAINT "${table}_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."${other}"("id") ON DELETE cascade ON UPDATE no action;
EXCEPTION
 WHEN duplicate_object THEN null;
END $$;`,
  (table) => `ALTER TABLE "${table}" ENABLE ROW LEVEL SECURITY;`,
  (table) =>
    `CREATE POLICY "${table}_tenant" ON "${table}" AS PERMISSIVE FOR ALL TO public USING (tenant_id = current_setting('app.tenant_id')::uuid);`,
  (table) => `ALTER TABLE "${table}" ADD COLUMN "note" text;`,
  (table) => `ALTER TABLE "${table}" ALTER COLUMN "note" SET DEFAULT '';`,
  (table) => `UPDATE "${table}" SET "note" = '' WHERE "note" IS NULL;`,
  (table) => `ALTER TABLE "${table}" ALTER COLUMN "note" SET NOT NULL;`,
  (table) => `ALTER TABLE "${table}" ADD CONSTRAINT "${table}_amount_check" CHECK (amount >= 0);`,
  (table) => `ALTER TABLE "${table}" RENAME COLUMN "note" TO "remark";`,
  (table) => `COMMENT ON COLUMN "${table}"."remark" IS 'what the guest said';`,
  (table) => `DROP INDEX IF EXISTS "${table}_tenant_idx";`,
  (table) =>
    `CREATE INDEX IF NOT EXISTS "${table}_tenant_created_idx" ON "${table}" USING btree ("tenant_id","created_at" DESC NULLS LAST);`,
];

function history(statements: number): readonly string[] {
  const script: string[] = [];
  for (let table = 0; script.length < statements; table += 1) {
    for (const step of STEPS) script.push(step(`table_${table}`, `table_${Math.max(0, table - 1)}`));
  }
  return script.slice(0, statements);
}
