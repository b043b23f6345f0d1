/** What a key does while one of several listings has the focus. */
export type ChoiceKey = 'choose' | 'next' | 'previous' | 'all-new' | 'all-of-seller' | 'clear' | 'go-on';

const KEYS: ReadonlyMap<string, ChoiceKey> = new Map([
  [' ', 'choose'],
  ['x', 'choose'],
  ['j', 'next'],
  ['ArrowDown', 'next'],
  ['ArrowRight', 'next'],
  ['k', 'previous'],
  ['ArrowUp', 'previous'],
  ['ArrowLeft', 'previous'],
  ['a', 'all-new'],
  ['s', 'all-of-seller'],
  ['Escape', 'clear'],
  ['Enter', 'go-on'],
]);

/** What a key press means here; undefined where it is the browser's or the page's own. */
export function choiceKeyOf({
  key,
  ctrlKey,
  metaKey,
  altKey,
}: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>): ChoiceKey | undefined {
  if (ctrlKey || metaKey || altKey) return undefined;
  return KEYS.get(key.length === 1 ? key.toLowerCase() : key);
}
