/** The SQLSTATE of an error that a server raised, or `null` for any other error. */
export function sqlStateOf(error: unknown): string | null {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : null;
}

export function isPermissionDenied(error: unknown): boolean {
  return sqlStateOf(error) === '42501';
}
