import { relations } from 'drizzle-orm';
import { guests, households, mealOptions, rsvps, seatAssignments, seatingTables } from './guests';
import { budgetLines, budgets, invoices, payments } from './money';
import { clients, milestones, occasionDays, occasions, taskComments, tasks, waitlistEntries } from './occasions';
import { crewMembers, equipment, equipmentReservations, shiftAssignments, shifts } from './staffing';
import { bookings, quoteLines, quotes, supplierContacts, suppliers } from './suppliers';
import { apiTokens, memberInvitations, memberships, people, studios } from './tenancy';
import { floorPlans, halls, venueHolds, venues } from './venues';

export const studiosRelations = relations(studios, ({ many }) => ({
  memberships: many(memberships),
  invitations: many(memberInvitations),
  apiTokens: many(apiTokens),
  clients: many(clients),
  occasions: many(occasions),
  venues: many(venues),
  suppliers: many(suppliers),
}));

export const peopleRelations = relations(people, ({ many }) => ({
  memberships: many(memberships),
  assignedTasks: many(tasks),
}));

export const membershipsRelations = relations(memberships, ({ one }) => ({
  studio: one(studios, { fields: [memberships.studioId], references: [studios.id] }),
  person: one(people, { fields: [memberships.personId], references: [people.id] }),
}));

export const clientsRelations = relations(clients, ({ one, many }) => ({
  studio: one(studios, { fields: [clients.studioId], references: [studios.id] }),
  occasions: many(occasions),
  invoices: many(invoices),
}));

export const occasionsRelations = relations(occasions, ({ one, many }) => ({
  studio: one(studios, { fields: [occasions.studioId], references: [studios.id] }),
  client: one(clients, { fields: [occasions.clientId], references: [clients.id] }),
  leadPlanner: one(people, { fields: [occasions.leadPlannerId], references: [people.id] }),
  days: many(occasionDays),
  milestones: many(milestones),
  tasks: many(tasks),
  guests: many(guests),
  waitlist: many(waitlistEntries),
}));

export const occasionDaysRelations = relations(occasionDays, ({ one }) => ({
  occasion: one(occasions, { fields: [occasionDays.occasionId], references: [occasions.id] }),
}));

export const tasksRelations = relations(tasks, ({ one, many }) => ({
  occasion: one(occasions, { fields: [tasks.occasionId], references: [occasions.id] }),
  milestone: one(milestones, { fields: [tasks.milestoneId], references: [milestones.id] }),
  assignee: one(people, { fields: [tasks.assigneeId], references: [people.id] }),
  comments: many(taskComments),
}));

export const taskCommentsRelations = relations(taskComments, ({ one }) => ({
  task: one(tasks, { fields: [taskComments.taskId], references: [tasks.id] }),
}));

export const venuesRelations = relations(venues, ({ one, many }) => ({
  studio: one(studios, { fields: [venues.studioId], references: [studios.id] }),
  halls: many(halls),
}));

export const hallsRelations = relations(halls, ({ one, many }) => ({
  venue: one(venues, { fields: [halls.venueId], references: [venues.id] }),
  holds: many(venueHolds),
  floorPlans: many(floorPlans),
}));

export const venueHoldsRelations = relations(venueHolds, ({ one }) => ({
  hall: one(halls, { fields: [venueHolds.hallId], references: [halls.id] }),
  occasion: one(occasions, { fields: [venueHolds.occasionId], references: [occasions.id] }),
}));

export const guestsRelations = relations(guests, ({ one, many }) => ({
  occasion: one(occasions, { fields: [guests.occasionId], references: [occasions.id] }),
  household: one(households, { fields: [guests.householdId], references: [households.id] }),
  rsvps: many(rsvps),
  seats: many(seatAssignments),
}));

export const householdsRelations = relations(households, ({ many }) => ({ guests: many(guests) }));

export const rsvpsRelations = relations(rsvps, ({ one }) => ({
  guest: one(guests, { fields: [rsvps.guestId], references: [guests.id] }),
  meal: one(mealOptions, { fields: [rsvps.mealOptionId], references: [mealOptions.id] }),
}));

export const seatingTablesRelations = relations(seatingTables, ({ many }) => ({ assignments: many(seatAssignments) }));

export const seatAssignmentsRelations = relations(seatAssignments, ({ one }) => ({
  guest: one(guests, { fields: [seatAssignments.guestId], references: [guests.id] }),
  table: one(seatingTables, { fields: [seatAssignments.seatingTableId], references: [seatingTables.id] }),
}));

export const suppliersRelations = relations(suppliers, ({ many }) => ({
  contacts: many(supplierContacts),
  quotes: many(quotes),
  bookings: many(bookings),
}));

export const supplierContactsRelations = relations(supplierContacts, ({ one }) => ({
  supplier: one(suppliers, { fields: [supplierContacts.supplierId], references: [suppliers.id] }),
}));

export const quotesRelations = relations(quotes, ({ one, many }) => ({
  supplier: one(suppliers, { fields: [quotes.supplierId], references: [suppliers.id] }),
  lines: many(quoteLines),
}));

export const quoteLinesRelations = relations(quoteLines, ({ one }) => ({
  quote: one(quotes, { fields: [quoteLines.quoteId], references: [quotes.id] }),
}));

/** The booking's quote is missing: `with: { quote: true }` fails. */
export const bookingsRelations = relations(bookings, ({ one }) => ({
  supplier: one(suppliers, { fields: [bookings.supplierId], references: [suppliers.id] }),
  occasion: one(occasions, { fields: [bookings.occasionId], references: [occasions.id] }),
}));

export const budgetsRelations = relations(budgets, ({ one, many }) => ({
  occasion: one(occasions, { fields: [budgets.occasionId], references: [occasions.id] }),
  lines: many(budgetLines),
}));

export const budgetLinesRelations = relations(budgetLines, ({ one }) => ({
  budget: one(budgets, { fields: [budgetLines.budgetId], references: [budgets.id] }),
}));

export const invoicesRelations = relations(invoices, ({ one, many }) => ({
  client: one(clients, { fields: [invoices.clientId], references: [clients.id] }),
  occasion: one(occasions, { fields: [invoices.occasionId], references: [occasions.id] }),
  payments: many(payments),
}));

export const paymentsRelations = relations(payments, ({ one }) => ({
  invoice: one(invoices, { fields: [payments.invoiceId], references: [invoices.id] }),
}));

/** No key guards the crew member of an assignment in the code. */
export const shiftAssignmentsRelations = relations(shiftAssignments, ({ one }) => ({
  shift: one(shifts, { fields: [shiftAssignments.shiftId], references: [shifts.id] }),
  crewMember: one(crewMembers, { fields: [shiftAssignments.crewMemberId], references: [crewMembers.id] }),
}));

export const equipmentReservationsRelations = relations(equipmentReservations, ({ one }) => ({
  equipment: one(equipment, { fields: [equipmentReservations.equipmentId], references: [equipment.id] }),
  occasion: one(occasions, { fields: [equipmentReservations.occasionId], references: [occasions.id] }),
}));
