/**
 * Text as it can be stored, signed and packed everywhere: half of a surrogate pair, of which no encoding has bytes, becomes U+FFFD, and
 * U+0000, which databases refuse, is left out. Everything else stays.
 */
export function storableText(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}

/** A value of JSON with every text in it as `storableText` gives it. Names of fields are ours and stay. */
export function storable<Value>(value: Value): Value {
  // Whatever comes out has the type of what went in: texts stay texts.
  if (typeof value === 'string') return storableText(value) as Value;
  if (Array.isArray(value)) return value.map(storable) as Value;
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, storable(part)])) as Value;
}

/** JSON pointers to the texts of a value that hold half of a surrogate pair, names of fields among them; `most` of them at most. */
export function brokenTexts(value: unknown, most: number): string[] {
  return textsOf(value, most, (text) => !text.isWellFormed());
}

/** As `brokenTexts`, and of the texts that hold U+0000: what `storableText` would change. */
export function unstorableTexts(value: unknown, most: number): string[] {
  return textsOf(value, most, (text) => !text.isWellFormed() || text.includes('\0'));
}

function textsOf(value: unknown, most: number, isMeant: (text: string) => boolean): string[] {
  const found: string[] = [];
  // A list of what is left to look at: a stranger's value may be nested deeper than calls can be.
  const left: [part: unknown, path: string][] = [[value, '']];
  for (let next = left.pop(); next && found.length < most; next = left.pop()) {
    const [part, path] = next;
    if (typeof part === 'string' && isMeant(part)) found.push(path);
    if (typeof part !== 'object' || part === null) continue;
    const names = Object.keys(part);
    if (names.some(isMeant)) found.push(path);
    else for (const name of names.reverse()) left.push([Reflect.get(part, name), `${path}/${name}`]);
  }
  return found;
}
