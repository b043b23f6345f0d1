/** Hosts that plain http reaches: the extension's content security policy allows no other. */
const LOCAL = /^(localhost|127\.0\.0\.1)$/;

export type ServerAddress =
  | { ok: true; origin: string }
  | { ok: false; problem: 'empty' | 'unreadable' | 'credentials' | 'plain' };

/**
 * Reads a backend address as people type it. Without a scheme it is taken as https, or http on this computer; path, query and a
 * trailing slash are dropped. Refused with a code that says what to change.
 */
export function readServerAddress(text: string): ServerAddress {
  const typed = text.trim();
  if (typed === '') return { ok: false, problem: 'empty' };
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(typed);
  const local = /^(localhost|127\.0\.0\.1)(?=[:/]|$)/i.test(typed);
  let url: URL;
  try {
    url = new URL(hasScheme ? typed : `${local ? 'http' : 'https'}://${typed}`);
  } catch {
    return { ok: false, problem: 'unreadable' };
  }
  if (url.username !== '' || url.password !== '') {
    return { ok: false, problem: 'credentials' };
  }
  if (url.protocol === 'https:') return { ok: true, origin: url.origin };
  if (url.protocol === 'http:' && LOCAL.test(url.hostname)) return { ok: true, origin: url.origin };
  return { ok: false, problem: 'plain' };
}
