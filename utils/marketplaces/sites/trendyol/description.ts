import type { Found, ListingPage } from '../../adapter.ts';
import { firstOf, stateSource } from '../../matchers.ts';
import { isTemplate } from '../../shown-text.ts';
import { cleanText } from '../../text.ts';
import { at, listAt, textAt } from '../../value-path.ts';

/**
 * What the site says of every item, between the lines of the seller: returns, who sets the price, who sends it, how many may be
 * ordered, campaigns. Turkish as the site writes it; its other languages are known by the marks below alone.
 */
const NOTICES =
  /^(?:\d+ gün içinde (?:ücretsiz )?iade|kampanya fiyatından|[iİ]ncelemiş olduğunuz ürün|bir ürün,? birden fazla satıcı|bu üründen en fazla|bu ürün .{1,200} (?:tarafından )?gönderilecektir|ürün(?:ler)?in satış fiyatını satıcı|belirlenen bu limit|listelenen fiyat)/iu;

/** A line of a list in page state that is the site's: the site orders its own (`priority`), and writes them as templates. */
function isNotice(entry: unknown, text: string): boolean {
  return at(entry, 'priority') !== undefined || isTemplate(text) || NOTICES.test(cleanText(text, 500));
}

export function stateDescription(page: ListingPage): Found<string> | undefined {
  return firstOf(page.states, ['product.contentDescriptions', 'product.descriptions'], (record, path) => {
    const lines = listAt(record.data, path).flatMap((entry) => {
      const text = textAt(entry, 'description') ?? textAt(entry, 'text');
      return text && !isNotice(entry, text) ? [text] : [];
    });
    const raw = lines.join('\n');
    return raw && { value: raw, raw, source: stateSource(record, path) };
  });
}

const LISTS = ['.content-description-wrapper', '.detail-desc-list', '.info-wrapper'];

export function drawnDescription(page: ListingPage): Found<string> | undefined {
  for (const selector of LISTS) {
    const list = page.dom.find(selector);
    if (!list) continue;
    const items = page.dom.findAll('li', list, 200);
    const lines = (items.length > 0 ? items : [list])
      .map((item) => cleanText(page.dom.text(item), 20_000))
      .filter((line) => line !== '' && !isNotice(undefined, line));
    const raw = lines.join('\n');
    if (raw) return { value: raw, raw, source: `dom:${selector}` };
  }
  return undefined;
}
