/** The reader's calendar day, `YYYY-MM-DD`, as rights compare their expiry with. `now` is Unix milliseconds. */
export function calendarDay(now: number): string {
  const date = new Date(now);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
