import type { Found, PageSources, StateRecord } from './adapter.ts';
import { breadcrumbs, isOfType, textsAt } from './json-ld.ts';
import { parsePriceText } from './price-text.ts';
import { cleanText } from './text.ts';
import { firstTextAt, listAt, textAt } from './value-path.ts';

/** Building blocks that the adapters' matchers share: each looks in one kind of place and gives nothing where it finds nothing. */

/** The first non-empty text at one of the paths, in the state records' order. */
export function stateText(page: PageSources, paths: readonly string[]): Found<string> | undefined {
  return firstOf(page.states, paths, (record, path) => {
    const raw = textAt(record.data, path);
    return raw && { value: raw, raw, source: stateSource(record, path) };
  });
}

/** The first non-empty list of texts; `entryPath` leads from an entry to its text (empty for a list of texts). */
export function stateTexts(
  page: PageSources,
  paths: readonly string[],
  entryPath: string,
  keep: (entry: unknown) => boolean = () => true,
): Found<string[]> | undefined {
  return firstOf(page.states, paths, (record, path) => {
    const value = listAt(record.data, path)
      .filter(keep)
      .flatMap((entry) => textAt(entry, entryPath) ?? []);
    return value.length > 0 && { value, raw: value.join(' | '), source: stateSource(record, path) };
  });
}

/** The first record and path for which `read` gives something. */
export function firstOf<Value>(
  states: readonly StateRecord[],
  paths: readonly string[],
  read: (record: StateRecord, path: string) => Found<Value> | undefined | false | '',
): Found<Value> | undefined {
  for (const record of states) {
    for (const path of paths) {
      const found = read(record, path);
      if (found) return found;
    }
  }
  return undefined;
}

/** `state:` and the path of the part of the state that a fact was read from. */
export function stateSource(record: StateRecord, path: string): string {
  return path ? `state:${record.name}.${path}` : `state:${record.name}`;
}

/** Text, or one attribute's value, of the first element with any; selectors are tried in order. */
export function domText(
  page: PageSources,
  selectors: readonly string[],
  attribute?: string,
): Found<string> | undefined {
  for (const selector of selectors) {
    for (const element of page.dom.findAll(selector, undefined, 5)) {
      const raw = attribute ? page.dom.attribute(element, attribute) : page.dom.text(element);
      if (cleanText(raw, 10)) return { value: raw, raw, source: `dom:${selector}` };
    }
  }
  return undefined;
}

/** One attribute's values, or those of the first attribute an element has, over all elements of the first selector that has any. */
export function domList(
  page: PageSources,
  selectors: readonly string[],
  attributes: readonly string[],
): Found<string[]> | undefined {
  for (const selector of selectors) {
    const value = page.dom
      .findAll(selector, undefined, 400)
      .flatMap((element) => attributes.map((name) => page.dom.attribute(element, name)).find(Boolean) ?? []);
    if (value.length > 0) return { value, raw: value.join(' | '), source: `dom:${selector}` };
  }
  return undefined;
}

/** Content of the first meta tag of these names that has any. */
export function metaText(page: PageSources, names: readonly string[]): Found<string> | undefined {
  for (const name of names) {
    const raw = page.meta(name);
    if (raw.trim()) return { value: raw, raw, source: `meta:${name}` };
  }
  return undefined;
}

/** A found text turned into another value; nothing where `convert` gives nothing. */
export function mapped<From, To>(
  found: Found<From> | undefined,
  convert: (value: From) => To | undefined,
): Found<To> | undefined {
  if (!found) return undefined;
  const value = convert(found.value);
  return value === undefined ? undefined : { value, raw: found.raw, source: found.source };
}

/** A found price text, parsed; see `parsePriceText` for the evidence. */
export function asPrice(found: Found<string> | undefined, evidence: readonly (string | undefined)[]) {
  return mapped(found, (text) => parsePriceText(text, evidence));
}

const NAME_VALUE_PATHS = [
  ['attrName', 'attrValue'],
  ['name', 'value'],
] as const;

/** Value of the attribute whose name is one of `names`, from a list of `{attrName, attrValue}` or `{name, value}`. */
export function stateAttribute(
  page: PageSources,
  paths: readonly string[],
  isWanted: (name: string, entry: unknown) => boolean,
): Found<string> | undefined {
  return firstOf(page.states, paths, (record, path) => {
    for (const entry of listAt(record.data, path)) {
      for (const [nameKey, valueKey] of NAME_VALUE_PATHS) {
        const name = textAt(entry, nameKey);
        const value = textAt(entry, valueKey);
        if (name && value && isWanted(cleanText(name, 100), entry)) {
          return { value, raw: `${name}: ${value}`, source: stateSource(record, path) };
        }
      }
    }
    return undefined;
  });
}

/** A text of the page's Product in JSON-LD. */
export function productText(page: PageSources, paths: readonly string[]): Found<string> | undefined {
  const raw = firstTextAt(
    page.jsonLd.find((node) => isOfType(node, 'Product')),
    paths,
  );
  return raw ? { value: raw, raw, source: 'json-ld' } : undefined;
}

/** The pictures of the page's Product in JSON-LD. */
export function productImages(page: PageSources): Found<string[]> | undefined {
  const node = page.jsonLd.find((candidate) => isOfType(candidate, 'Product'));
  const value = node ? textsAt(node, 'image') : [];
  return value.length > 0 ? { value, raw: value.join(' | '), source: 'json-ld' } : undefined;
}

/** The breadcrumb path in JSON-LD, of those steps whose address is a category's. */
export function breadcrumbNames(page: PageSources, category: RegExp): Found<string[]> | undefined {
  const value = breadcrumbs(page.jsonLd).flatMap(({ name, url }) => (category.test(url) ? name : []));
  return value.length > 0 ? { value, raw: value.join(' > '), source: 'json-ld' } : undefined;
}
