import type { PageSources } from '../../adapter.ts';
import { firstTextAt } from '../../value-path.ts';

/** Currency of each country's site, by the last part of its domain: none of them sells in another. */
const CURRENCIES: ReadonlyMap<string, string> = new Map([
  ['sg', 'SGD'],
  ['my', 'MYR'],
  ['ph', 'PHP'],
  ['th', 'THB'],
  ['id', 'IDR'],
  ['vn', 'VND'],
  ['pk', 'PKR'],
  ['bd', 'BDT'],
  ['lk', 'LKR'],
  ['np', 'NPR'],
  ['mm', 'MMK'],
  ['es', 'EUR'],
]);

/** The site's currency. Of the shared signs (`$`, `Rs.`) it says which currency is meant. */
export function siteCurrency(host: string): string | undefined {
  return CURRENCIES.get(host.replace(/\.$/, '').split('.').at(-1) ?? '');
}

/** What says which currency a price is in, in order of trust. */
export function currencyEvidence(page: PageSources): (string | undefined)[] {
  return [
    ...page.states.map(({ data }) =>
      firstTextAt(data, [
        'tracking.core.currencyCode',
        'globalConfig.currency',
        'skuInfos.0.dataLayer.core.currencyCode',
      ]),
    ),
    siteCurrency(page.host),
  ];
}
