/** Calendar day in UTC, by which rights stand and sources are looked at: `YYYY-MM-DD`. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}
