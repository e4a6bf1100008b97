import { eq } from 'drizzle-orm';
import { planners } from '../db/schema/legacy';
import { people } from '../db/schema/tenancy';
import { db } from './db';

/** Finds who signs in. Logins of the first version are still looked up in the deprecated table. */
export async function findPerson(login: string) {
  const [person] = await db.select().from(people).where(eq(people.email, login));
  if (person) return person;
  const [planner] = await db.select().from(planners).where(eq(planners.login, login));
  return planner ?? null;
}
