/** Rules of the catalogue that are not written yet. It must shrink to nothing. */
export const PENDING: readonly string[] = [
  // Tenancy
  // Row-level security
  // Foreign keys
  // Drizzle relations and code
  // Columns
  // Scale
  // Migrations
  // Naming
];
