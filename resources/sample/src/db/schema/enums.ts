import { pgEnum } from 'drizzle-orm/pg-core';

export const memberRole = pgEnum('member_role', ['owner', 'planner', 'assistant', 'viewer']);
export const occasionKind = pgEnum('occasion_kind', ['wedding', 'festival', 'conference', 'private']);
export const occasionStatus = pgEnum('occasion_status', ['lead', 'planning', 'live', 'closed', 'cancelled']);
export const taskStatus = pgEnum('task_status', ['open', 'doing', 'blocked', 'done']);
export const rsvpAnswer = pgEnum('rsvp_answer', ['yes', 'no', 'maybe']);
export const bookingStatus = pgEnum('booking_status', ['enquired', 'held', 'confirmed', 'cancelled']);
export const invoiceStatus = pgEnum('invoice_status', ['draft', 'sent', 'paid', 'void']);
export const channel = pgEnum('channel', ['email', 'sms', 'letter']);
