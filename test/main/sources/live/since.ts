/** Text that only a server of that major, or a newer one, understands. */
export function since(major: number, first: number, text: string, before: string): string {
  return major >= first ? text : before;
}
