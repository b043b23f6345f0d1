import type { FactMatchers, ListingPage, ListPage } from '../../adapter.ts';
import { domText, firstOf, mapped, stateSource, stateText } from '../../matchers.ts';
import { at, textAt } from '../../value-path.ts';
import { shopModules } from './shop-modules.ts';

/** The shop's host is the one number or name that every era's page holds, so it is the seller's id. */
export function sellerOf(name: string | undefined, address: string | undefined) {
  const host =
    /^(?:https?:)?\/\/([a-z0-9-]+(?:\.m)?\.(?:[a-z]{2}|trustpass|fm)\.alibaba\.com)(?:[/?#]|$)/i.exec(
      address ?? '',
    )?.[1];
  const id = host?.toLowerCase().replace('.m.', '.');
  return { name, id, url: id ? `https://${id}/` : undefined };
}

/** The company that offers the listing. */
export function alibabaSellers(page: ListingPage): NonNullable<FactMatchers['seller']> {
  return [() => stateSeller(page), () => domSeller(page)];
}

function stateSeller(page: ListingPage) {
  return firstOf(page.states, ['seller'], (record, path) => {
    const name = textAt(record.data, `${path}.companyName`);
    const subDomain = textAt(record.data, `${path}.subDomain`);
    const address = subDomain ? `//${subDomain}` : textAt(record.data, `${path}.homeUrl`);
    if (!name) return undefined;
    const value = sellerOf(name, address ?? textAt(record.data, `${path}.companyProfileUrl`));
    return { value, raw: [name, address].filter(Boolean).join(' | '), source: stateSource(record, path) };
  });
}

function domSeller(page: ListingPage) {
  for (const selector of [
    '[data-module-name="module_company"] .company-name a',
    '.product-company .company-name a',
    'a[data-aui="company-name"]',
    '.company-name a',
  ]) {
    const link = page.dom.find(selector);
    if (!link) continue;
    const name = page.dom.attribute(link, 'title') || page.dom.text(link, 500);
    const href = page.dom.attribute(link, 'href');
    if (name.trim())
      return { value: sellerOf(name, href), raw: `${name} | ${href}`, source: `dom:${selector}` };
  }
  return undefined;
}

/** How long the company has been a member, in whole years: `6 yrs`. */
export function alibabaStoreAge(page: ListingPage): NonNullable<FactMatchers['storeAge']> {
  const years = (text: string) => {
    const digits = /^\s*(\d{1,2})\s*(?:\p{L}+\.?\s*)?$/u.exec(text)?.[1];
    return digits && Number(digits) > 0 ? { years: Number(digits) } : undefined;
  };
  return [
    () => mapped(stateText(page, ['seller.companyJoinYears']), years),
    () =>
      mapped(
        domText(page, [
          '[data-module-name="module_company"] .company-life',
          '.product-company .company-life',
          '.company-card .join-year .value',
        ]),
        years,
      ),
  ];
}

/** A verified supplier is shown by a badge alone; in the page's state it goes by the level's former name. */
export function alibabaStoreLevel(page: ListingPage): NonNullable<FactMatchers['storeLevel']> {
  const value = 'Verified Supplier';
  return [
    () =>
      firstOf(page.states, ['seller.accountIsGoldPlusSupplier'], (record, path) =>
        at(record.data, path) === true
          ? { value, raw: 'accountIsGoldPlusSupplier: true', source: stateSource(record, path) }
          : undefined,
      ),
    () => {
      const selector = '[data-module-name="module_company"] .verify-icon, .product-company .verify-icon';
      const badge = page.dom.find(selector);
      return badge
        ? { value, raw: page.dom.attribute(badge, 'href') || 'verify-icon', source: `dom:${selector}` }
        : undefined;
    },
  ];
}

const STORE_NAMES = [
  '.company-card .company-name',
  '.company-name-container .company-name',
  '.top-bar-name .cp-name',
  'h1.company-name',
  '[data-module-name="companyCard"] h1',
];

/** The company of a shop page. The shop's host is in the address of every one of them. */
export function alibabaStoreSeller(page: ListPage): NonNullable<FactMatchers['seller']> {
  const address = `//${page.host}`;
  return [
    () => {
      for (const { name: module, data } of shopModules(page.dom, SIGN_MODULES)) {
        const name = textAt(data, 'companyName') ?? textAt(data, 'companyName.value');
        if (name) return { value: sellerOf(name, address), raw: name, source: `dom:${module}` };
      }
      return undefined;
    },
    () => {
      const found = domText(page, STORE_NAMES);
      return found && { ...found, value: sellerOf(found.value, address) };
    },
    () => {
      const raw = page.title();
      const name = /^\s*Company (?:Overview|Profile) - (.+)$/i.exec(raw)?.[1];
      return name ? { value: sellerOf(name, address), raw, source: 'dom:title' } : undefined;
    },
    () => {
      const value = sellerOf(undefined, address);
      return value.id ? { value, raw: page.host, source: 'url' } : undefined;
    },
  ];
}

const SIGN_MODULES = ['icbu-pc-shopSign', 'icbu-pc-companyCard', 'icbu-pc-cpCompanyInfo'];
