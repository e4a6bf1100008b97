-- Custom SQL migration file: the webhook handler writes rows as it has them in TypeScript.
ALTER TABLE "webhook_events" RENAME COLUMN "studio_id" TO "studioId";
