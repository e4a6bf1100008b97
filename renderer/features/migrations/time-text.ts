const DAY = new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', timeZone: 'UTC' });
const TIME = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium', timeZone: 'UTC' });

/** `2024-03-01`: migrations are named and noted in UTC. */
export function dayText(milliseconds: number): string {
  return isDate(milliseconds) ? DAY.format(milliseconds) : String(milliseconds);
}

/** `2024-03-01 14:02:11 UTC`; a number that is no time stands as it is. */
export function timeText(milliseconds: number): string {
  return isDate(milliseconds) ? `${DAY.format(milliseconds)} ${TIME.format(milliseconds)} UTC` : String(milliseconds);
}

function isDate(milliseconds: number): boolean {
  return !Number.isNaN(new Date(milliseconds).getTime());
}
