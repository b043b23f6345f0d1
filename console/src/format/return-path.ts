/** Where one lands who came from nowhere in particular; it leads on to what is theirs. */
export const HOME = '/';

// Only its parts after the origin are used; the name can never be looked up (RFC 2606).
const BASE = 'https://console.invalid';

/**
 * The page to go to after signing in: a path of this console, or `HOME` for anything else. Addresses of other origins in any
 * spelling (`//host`, `/\host`, `https:`), control characters and the sign-in page itself are refused.
 */
export function safeReturnPath(wanted: string | undefined): string {
  if (wanted === undefined || !wanted.startsWith('/') || !URL.canParse(wanted, BASE)) return HOME;
  const address = new URL(wanted, BASE);
  const path = address.pathname + address.search + address.hash;
  // `/.//host` stays on this origin when read once, and is `//host` after normalising.
  if (address.origin !== BASE || path.startsWith('//') || address.pathname === '/sign-in') return HOME;
  return path;
}
