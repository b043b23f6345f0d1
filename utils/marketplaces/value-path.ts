/** Reading into page state whose shape is not trusted: own properties only, nothing where a step is missing. */

const MAX_REFERENCES = 8;

/**
 * The value at a dotted path (`data.priceModule.minAmount`, numbers index arrays). A `{"$ref": "$.result.data"}` that the page's
 * serialiser left in place of a repeated object is followed from `root`, as often as a page can need and no further.
 */
export function at(root: unknown, path: string): unknown {
  return walk(root, root, path ? path.split('.') : [], MAX_REFERENCES);
}

function walk(root: unknown, start: unknown, steps: readonly string[], references: number): unknown {
  let value = dereference(root, start, references);
  for (const step of steps) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, step)) return undefined;
    value = dereference(root, (value as Record<string, unknown>)[step], references);
  }
  return value;
}

function dereference(root: unknown, value: unknown, references: number): unknown {
  if (value === null || typeof value !== 'object' || !Object.hasOwn(value, '$ref')) return value;
  const target = (value as { $ref: unknown }).$ref;
  if (references <= 0 || typeof target !== 'string' || !target.startsWith('$')) return undefined;
  const steps = target
    .slice(1)
    .replace(/\[["']?([^\]"']*)["']?\]/g, '.$1')
    .split('.')
    .filter((step) => step !== '');
  return walk(root, root, steps, references - 1);
}

/** A non-empty string, or a finite number as its decimal digits; otherwise nothing. */
export function textAt(root: unknown, path: string): string | undefined {
  const value = at(root, path);
  if (typeof value === 'string') return value.trim() === '' ? undefined : value;
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined;
}

/** A finite number, or a string that is one in plain notation (`"14.80"`). */
export function numberAt(root: unknown, path: string): number | undefined {
  const value = at(root, path);
  const number = typeof value === 'string' && /^\s*\d+(?:\.\d*)?\s*$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** The elements of an array, or the values of an object; nothing otherwise. */
export function listAt(root: unknown, path: string): unknown[] {
  const value = at(root, path);
  if (Array.isArray(value)) return value.map((entry) => dereference(root, entry, MAX_REFERENCES));
  return value !== null && typeof value === 'object' ? Object.values(value) : [];
}

/** The first text among several paths. */
export function firstTextAt(root: unknown, paths: readonly string[]): string | undefined {
  for (const path of paths) {
    const text = textAt(root, path);
    if (text) return text;
  }
  return undefined;
}
