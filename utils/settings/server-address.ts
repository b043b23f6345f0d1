/** Hosts that plain http reaches: the extension's content security policy allows no other. */
const LOCAL = /^(localhost|127\.0\.0\.1)$/;

export type ServerAddress =
  | { ok: true; origin: string }
  | { ok: false; problem: 'empty' | 'unreadable' | 'credentials' | 'plain' }
  /** The address goes on after its host; `origin` is what comes before. */
  | { ok: false; problem: 'path'; origin: string };

/**
 * Reads a backend address as people type it. Without a scheme it is taken as https, or http on this computer; query and trailing
 * slashes are dropped. A backend has its host to itself, so a path is refused: without it the address would be another server's.
 * Refused with a code that says what to change.
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
  const reachable = url.protocol === 'https:' || (url.protocol === 'http:' && LOCAL.test(url.hostname));
  if (!reachable) return { ok: false, problem: 'plain' };
  const { origin } = url;
  return /^\/*$/.test(url.pathname) ? { ok: true, origin } : { ok: false, problem: 'path', origin };
}
