/** Longest pause a server may ask for, in milliseconds: a wrong date must not silence the outbox for a year. */
export const LONGEST_RETRY_AFTER_MS = 3_600_000;

/** The three date forms of RFC 9110 all begin with a weekday; `Date.parse` alone would take almost any text. */
const HTTP_DATE = /^(Mon|Tues?|Wed(nes)?|Thu(rs)?|Fri|Sat(ur)?|Sun)(day)?,? /;

function parseHttpDate(text: string): number | undefined {
  if (!HTTP_DATE.test(text)) return undefined;
  // The asctime form names no zone and means GMT.
  const time = Date.parse(/GMT$|UTC$/.test(text) ? text : `${text} GMT`);
  return Number.isNaN(time) ? undefined : time;
}

/**
 * The pause a `Retry-After` header asks for, in milliseconds from 0 to one hour; undefined when the header is absent or says
 * nothing. A date is measured against the answer's own `Date` header, so a wrong clock on this device does no harm; `now`
 * (Unix milliseconds) stands in where that header is missing.
 */
export function parseRetryAfter(
  header: string | null,
  dateHeader: string | null,
  now: number,
): number | undefined {
  if (header === null) return undefined;
  const text = header.trim();
  const clamp = (ms: number) => Math.min(Math.max(ms, 0), LONGEST_RETRY_AFTER_MS);
  if (/^\d+$/.test(text)) return clamp(Number(text) * 1_000);
  const until = parseHttpDate(text);
  if (until === undefined) return undefined;
  return clamp(until - ((dateHeader && parseHttpDate(dateHeader.trim())) || now));
}
