/**
 * All that a trace or a figure may say beside its times: what the program itself is made of. Nothing of a claim, a page, a person or an
 * organisation, no address and no id of theirs is among it, and what is not on this list does not leave, whoever set it.
 */
export const ALLOWED = [
  'http.request.method',
  'http.route',
  'http.response.status_code',
  /** The number under which the log has the request. */
  'marketsafe.request',
  'error.type',
  'db.system.name',
  'db.operation.name',
  'marketsafe.pool',
  'marketsafe.state',
] as const;

type Allowed = (typeof ALLOWED)[number];

/** Attributes that may leave. */
export type Attributes = { readonly [Name in Allowed]?: string | number };

const names: ReadonlySet<string> = new Set(ALLOWED);

/** What of attributes may leave. */
export function allowedOf(attributes: Readonly<Record<string, unknown>>): Attributes {
  return Object.fromEntries(
    Object.entries(attributes).filter(
      ([name, value]) => names.has(name) && (typeof value === 'string' || typeof value === 'number'),
    ),
  );
}
