/**
 * Codes of a database that is not there just now. PostgreSQL's for: a connection that broke, stopping, starting, gone, an idle or long
 * statement ended, a lock not given, two that waited for each other, too many, a full or failing disk, read-only, signing in refused,
 * no such database; and the operating system's for a way that leads nowhere.
 */
const DATABASE =
  /^(08\w{3}|25006|25P03|28\w{3}|3D000|40001|40P01|53\w{3}|55P03|57014|57P0[1-5]|58\w{3}|ECONNABORTED|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL|ENOTFOUND|EAI_AGAIN)$/;
/** The driver's own errors carry no code. */
const DISCONNECTED =
  /^(Connection terminated|timeout exceeded when trying to connect|Client (has encountered|was closed)|Query read timeout|Postgres connection has been discarded|Cannot use a pool after calling end)/;
/** The operating system's, for a full or failing disk and too many open files. */
const DISK = /^(ENOSPC|EDQUOT|EROFS|EIO|EMFILE|ENFILE)$/;

/** Ours, for an object store that gives no answer. */
export const STORE_AWAY = 'STORE_AWAY';

/** Whether something is so of an error, or of what caused it. */
function holds(error: unknown, is: (error: Error, code: string) => boolean, depth = 0): boolean {
  if (!(error instanceof Error) || depth > 3) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return is(error, code) || holds(error.cause, is, depth + 1);
}

/** Whether an error means that the database, or the way to it, is gone for now. */
export function isDatabaseAway(error: unknown): boolean {
  return holds(error, ({ message }, code) => DATABASE.test(code) || DISCONNECTED.test(message));
}

/** Whether an error means that the object store gives no answer. */
export function isStoreAway(error: unknown): boolean {
  return holds(error, (_, code) => code === STORE_AWAY);
}

/** Whether an error means that nothing can be stored or read just now. */
export function isUnavailable(error: unknown): boolean {
  return isDatabaseAway(error) || isStoreAway(error) || holds(error, (_, code) => DISK.test(code));
}
