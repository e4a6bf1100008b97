import { count, eq, sql, sum } from 'drizzle-orm';
import { pgMaterializedView, pgView } from 'drizzle-orm/pg-core';
import { invoices } from './money';
import { clients, occasions } from './occasions';
import { studios } from './tenancy';

/** What is coming up, with the client's name; runs with the rights of whoever asks. */
export const upcomingOccasions = pgView('upcoming_occasions')
  .with({ securityInvoker: true })
  .as((query) =>
    query
      .select({
        id: occasions.id,
        studioId: occasions.studioId,
        title: occasions.title,
        startsOn: occasions.startsOn,
        clientName: sql<string>`${clients.name}`.as('client_name'),
      })
      .from(occasions)
      .innerJoin(clients, eq(occasions.clientId, clients.id))
      .where(sql`${occasions.startsOn} >= current_date and ${occasions.status} <> 'cancelled'`),
  );

/** Refreshed every night. */
export const studioRevenue = pgMaterializedView('studio_revenue').as((query) =>
  query
    .select({
      studioId: studios.id,
      invoices: count(invoices.id).as('invoices'),
      total: sum(invoices.total).as('total'),
    })
    .from(studios)
    .leftJoin(invoices, eq(invoices.studioId, studios.id))
    .groupBy(studios.id),
);
