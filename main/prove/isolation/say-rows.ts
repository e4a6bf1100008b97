/** `1 row of another tenant`. */
export function othersRows(count: number): string {
  return `${count} ${count === 1 ? 'row' : 'rows'} of another tenant`;
}

export function wereSome(count: number): 'was' | 'were' {
  return count === 1 ? 'was' : 'were';
}
