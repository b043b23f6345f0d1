/** Code as the server stores it: people type lower case, spaces and dashes (RFC 8628 §6.1). */
export function normaliseUserCode(typed: string): string {
  return typed.replace(/[\s\p{Dash}]/gu, '').toUpperCase();
}

/** Code as people compare it: groups of four. */
export function displayUserCode(code: string): string {
  return normaliseUserCode(code).replace(/(.{4})(?=.)/gu, '$1-');
}
