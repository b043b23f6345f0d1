import type { Found, ListingPage, VariantParts } from '../../adapter.ts';
import { firstOf, stateSource } from '../../matchers.ts';
import { at, listAt, textAt } from '../../value-path.ts';
import { drawsMeantOffer } from './offer.ts';

/** The complete list first: beside it, `variants` of the same state holds the chosen one alone. */
const LISTS = ['product.allVariants', 'product.variants', 'product.merchantListing.variants'];
const CHOSEN = ['product.variants', 'product.winnerVariant', 'product.merchantListing.winnerVariant'];

interface Entry {
  text: string;
  id: string;
  name: string | undefined;
}

/**
 * Sizes of the listing, each with its item number. Other colours are listings of their own, so a colour is no choice here.
 * An item without sizes has one variant without a value.
 */
export function stateVariants(page: ListingPage): Found<VariantParts> | undefined {
  return firstOf(page.states, LISTS, (record, path) => {
    const entries = entriesAt(record.data, path);
    const chosen = drawsMeantOffer(page) ? chosenEntry(record.data, entries) : undefined;
    const names = new Set([...entries, ...(chosen ? [chosen] : [])].flatMap(({ name }) => name ?? []));
    const [name] = names;
    if (entries.length === 0 || names.size > 1) return undefined;
    const texts = [...new Set(entries.map(({ text }) => text))];
    return {
      value: {
        options: [
          {
            name,
            values: texts.map((text) => ({ text })),
            selected: chosen?.text,
            incomplete: isChosenAlone(record.data, path, entries),
          },
        ],
        skus: entries.map(({ id, text }) => ({ id, values: [text] })),
      },
      raw: texts.join(' | '),
      source: stateSource(record, path),
    };
  });
}

function entriesAt(data: unknown, path: string): Entry[] {
  return listAt(data, path).flatMap((entry) => entryOf(entry) ?? []);
}

function entryOf(entry: unknown): Entry | undefined {
  const text = textAt(entry, 'value') ?? textAt(entry, 'attributeValue');
  return text
    ? { text, id: textAt(entry, 'itemNumber') ?? '', name: textAt(entry, 'attributeName') }
    : undefined;
}

/** The one variant that the page names apart from the list, by its number or its value. */
function chosenEntry(data: unknown, entries: readonly Entry[]): Entry | undefined {
  for (const path of CHOSEN) {
    const list = at(data, path);
    const only = Array.isArray(list) ? (list.length === 1 ? list[0] : undefined) : list;
    const named = entryOf(only);
    const id = textAt(only, 'itemNumber');
    const listed =
      entries.find((entry) => id !== undefined && entry.id === id) ??
      entries.find((entry) => named !== undefined && entry.text === named.text);
    if (listed) return { ...listed, name: named?.name ?? listed.name };
  }
  return undefined;
}

/** Pages until 2024 list the chosen variant alone, in its own shape: without the complete list, there may be others. */
function isChosenAlone(data: unknown, path: string, entries: readonly Entry[]): boolean {
  return (
    path !== 'product.allVariants' &&
    entries.length === 1 &&
    textAt(listAt(data, path)[0], 'attributeValue') !== undefined
  );
}
