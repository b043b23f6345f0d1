const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** One object or list that the reader is inside of. */
interface Level {
  isObject: boolean;
  /** Name of the member, or number of the entry, that is being read. */
  at: string | number;
  /** Whether the next text is a member's name. */
  naming: boolean;
  /** Names so far; a single one is not worth a set. */
  names: string | Set<string> | null;
}

function level(isObject: boolean): Level {
  return { isObject, at: 0, naming: isObject, names: null };
}

/** Position after the text that begins at a quotation mark. */
function endOfText(json: string, start: number): number {
  let end = json.indexOf('"', start + 1);
  for (; end !== -1; end = json.indexOf('"', end + 1)) {
    let before = end - 1;
    while (json.charCodeAt(before) === BACKSLASH) before -= 1;
    // An even number of backslashes escapes itself.
    if ((end - before) % 2 === 1) return end + 1;
  }
  return json.length;
}

function readName(json: string, start: number, end: number): string {
  const written = json.slice(start + 1, end - 1);
  return written.includes('\\') ? String(JSON.parse(json.slice(start, end))) : written;
}

/** Enters a member's name. @returns whether the object has it already */
function isDoubled(here: Level, name: string): boolean {
  here.at = name;
  here.naming = false;
  if (here.names === null) here.names = name;
  else if (typeof here.names === 'string') {
    if (here.names === name) return true;
    here.names = new Set([here.names, name]);
  } else if (here.names.has(name)) return true;
  else here.names.add(name);
  return false;
}

/**
 * JSON pointers to the members that their object has twice, `most` of them at most: `JSON.parse` keeps the last one, other readers the
 * first, so that two people would read two claims in the same bytes.
 * @param json has been parsed: it is valid
 */
export function doubledMembers(json: string, most: number): string[] {
  const found: string[] = [];
  const levels: Level[] = [];
  let here: Level | undefined;
  for (let position = 0; position < json.length && found.length < most; position += 1) {
    switch (json.charCodeAt(position)) {
      case QUOTE: {
        const end = endOfText(json, position);
        if (here?.naming && isDoubled(here, readName(json, position, end))) {
          found.push(levels.map(({ at }) => `/${at}`).join(''));
        }
        position = end - 1;
        break;
      }
      case 0x7b /* { */:
      case 0x5b /* [ */:
        here = level(json.charCodeAt(position) === 0x7b);
        levels.push(here);
        break;
      case 0x7d /* } */:
      case 0x5d /* ] */:
        levels.pop();
        here = levels.at(-1);
        break;
      case 0x2c /* , */:
        if (here?.isObject) here.naming = true;
        else if (typeof here?.at === 'number') here.at += 1;
        break;
    }
  }
  return found;
}
