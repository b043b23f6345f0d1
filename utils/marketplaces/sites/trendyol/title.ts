import type { Found, ListingPage } from '../../adapter.ts';
import { firstOf, mapped, metaText, stateSource } from '../../matchers.ts';
import { cleanText } from '../../text.ts';
import { textAt } from '../../value-path.ts';
import { listedText } from './product.ts';

const HEADINGS = 'h1.product-title, h1[data-testid="product-title"], h1.pr-new-br';

/** The site names an item by its brand and its name; the state holds both apart. */
export function trendyolTitles(page: ListingPage): (() => Found<string> | undefined)[] {
  return [
    () => stateTitle(page),
    () => listedText(page, ['name']),
    () => heading(page),
    () => mapped(metaText(page, ['og:title', 'twitter:title']), withoutTail),
    () => {
      const raw = page.title();
      return mapped({ value: raw, raw, source: 'dom:title' }, withoutTail);
    },
  ];
}

function stateTitle(page: ListingPage): Found<string> | undefined {
  return firstOf(page.states, ['product'], (record, path) => {
    const name = textAt(record.data, `${path}.name`);
    const brand = stateBrand(record.data);
    return (
      name && {
        value: withBrand(brand, name, listedText(page, ['name'])?.value ?? heading(page)?.value),
        raw: [brand, name].filter(Boolean).join(' | '),
        source: stateSource(record, `${path}.name`),
      }
    );
  });
}

export function stateBrand(data: unknown): string | undefined {
  return textAt(data, 'product.brand.name') ?? textAt(data, 'product.brand');
}

/** Brand and name as the page shows them together; where it shows nothing, a name that begins with the brand is left alone. */
export function withBrand(brand: string | undefined, name: string, shown?: string): string {
  if (!brand) return name;
  const both = `${brand} ${name}`;
  if (shown !== undefined && squeezed(shown) === squeezed(both)) return both;
  return squeezed(name).startsWith(squeezed(brand)) ? name : both;
}

function squeezed(text: string): string {
  return cleanText(text, 2_000).toLocaleLowerCase('tr').replace(/\s/g, '');
}

function heading(page: ListingPage): Found<string> | undefined {
  for (const element of page.dom.findAll(HEADINGS, undefined, 3)) {
    const raw = page.dom.text(element, 2_000);
    const text = cleanText(raw, 2_000);
    const brandElement = page.dom.find('a, strong', element);
    const brand = brandElement ? cleanText(page.dom.text(brandElement, 500), 500) : '';
    // Brand and name are elements side by side, often without a space between them.
    const value = brand && text.startsWith(brand) ? `${brand} ${text.slice(brand.length)}` : text;
    if (value) return { value, raw, source: 'dom:h1' };
  }
  return undefined;
}

/** Without what the site adds behind a title; nothing where it added nothing, because the title may then be the site's own. */
function withoutTail(title: string): string | undefined {
  const text = cleanText(title, 2_000);
  const rest = text
    .replace(/\s*[-–|]\s*Trendyol(?:\.com)?$/i, '')
    .replace(/\s*[-–|,]?\s+Fiyat[ıi](?:,? (?:ve )?(?:Yorumlar[ıi]|Özellikleri))*$/iu, '');
  return rest === text ? undefined : rest.replace(/\s*[-–|]$/, '') || undefined;
}
