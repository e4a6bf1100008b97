import { and, desc, eq } from 'drizzle-orm';
import { occasions } from '../db/schema/occasions';
import { asStudio } from './db';

/** One occasion with what the overview shows. */
export function overview(studioId: string, occasionId: string) {
  return asStudio(studioId, (tx) =>
    tx.query.occasions.findFirst({
      where: and(eq(occasions.studioId, studioId), eq(occasions.id, occasionId)),
      with: { client: true, milestones: true, tasks: { with: { comments: true } } },
    }),
  );
}

export function upcoming(studioId: string, limit = 20) {
  return asStudio(studioId, (tx) =>
    tx
      .select()
      .from(occasions)
      .where(and(eq(occasions.studioId, studioId), eq(occasions.status, 'planning')))
      .orderBy(desc(occasions.startsOn))
      .limit(limit),
  );
}
