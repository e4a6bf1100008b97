import { and, asc, eq, isNull, or } from 'drizzle-orm';
import { guests, rsvps } from '../db/schema/guests';
import { asStudio, db } from './db';

/** The guests of an occasion, by family name. */
export function guestsOf(studioId: string, occasionId: string) {
  return asStudio(studioId, (tx) =>
    tx
      .select()
      .from(guests)
      .where(and(eq(guests.studioId, studioId), eq(guests.occasionId, occasionId)))
      .orderBy(asc(guests.familyName), asc(guests.givenName)),
  );
}

/** Who has not answered yet. No condition on the studio: the key of the occasion is trusted. */
export function unanswered(occasionId: string) {
  return db
    .select({ id: guests.id, name: guests.fullName, email: guests.email })
    .from(guests)
    .leftJoin(rsvps, eq(rsvps.guestId, guests.id))
    .where(and(eq(guests.occasionId, occasionId), or(isNull(rsvps.id), eq(rsvps.answer, 'maybe'))));
}
