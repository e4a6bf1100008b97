import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import * as guests from '../db/schema/guests';
import * as legacy from '../db/schema/legacy';
import * as money from '../db/schema/money';
import * as occasions from '../db/schema/occasions';
import * as operations from '../db/schema/operations';
import * as outreach from '../db/schema/outreach';
import * as relations from '../db/schema/relations';
import * as staffing from '../db/schema/staffing';
import * as suppliers from '../db/schema/suppliers';
import * as tenancy from '../db/schema/tenancy';
import * as venues from '../db/schema/venues';

/** The database answers through a transaction pooler. */
const client = postgres(process.env.DATABASE_URL ?? '', { max: 10 });

export const db = drizzle(client, {
  schema: {
    ...tenancy,
    ...legacy,
    ...occasions,
    ...venues,
    ...suppliers,
    ...money,
    ...staffing,
    ...outreach,
    ...operations,
    ...relations,
    ...guests,
  },
});

type Transaction = Parameters<Parameters<typeof db.transaction>[0]>[0];

/** Runs with one studio's rows in sight: the policies read `app.studio_id`. */
export function asStudio<T>(studioId: string, use: (tx: Transaction) => Promise<T>): Promise<T> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select set_config('app.studio_id', ${studioId}, true)`);
    return use(tx);
  });
}
