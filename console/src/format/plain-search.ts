/**
 * Query string as plain text values. The router's own reader takes values for JSON, which would turn the sign-in code
 * `23456789` into a number and `23E45678` into infinity. Of a repeated name the last value counts.
 */
export function parsePlainSearch(search: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(search));
}

/** Writes what `parsePlainSearch` reads, with the leading `?` when there is anything; undefined values are left out. */
export function stringifyPlainSearch(search: Record<string, unknown>): string {
  const given = Object.entries(search).filter(([, value]) => value !== undefined);
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return text === '' ? '' : `?${text}`;
}
