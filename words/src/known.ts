/** What stands under a code; undefined for a code of another version, and for names that every object has. */
export function known<Value>(table: Readonly<Record<string, Value>>, code: string): Value | undefined {
  return Object.hasOwn(table, code) ? table[code] : undefined;
}
