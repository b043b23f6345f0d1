import { isWithin, type MarketplaceId, siteTables } from '@marketsafe/contract/marketplaces';

/** Sites whose pages get the same script of tables: a page of one marketplace reads none of another's. */
interface SiteGroup {
  /** Path of the script in the built extension. */
  file: string;
  domains: string[];
  marketplaces: MarketplaceId[];
  /** Every domain with a table of its own, longest first. */
  tables: { domain: string; marketplace: MarketplaceId }[];
}

/** Every site that the extension may reach, in one group. */
export function siteGroups(): SiteGroup[] {
  const groups = new Map<string, SiteGroup>();
  for (const { domain, tables } of siteTables()) {
    const marketplaces = [...new Set(tables.map(({ table }) => table.id))];
    const file = `/site-tables/${marketplaces.join('-')}.js`;
    const group = groups.get(file) ?? { file, domains: [], marketplaces, tables: [] };
    group.domains.push(domain);
    group.tables.push(...tables.map((each) => ({ domain: each.domain, marketplace: each.table.id })));
    groups.set(file, group);
  }
  return [...groups.values()];
}

/** The script of tables for pages of this address. */
export function siteFile(url: string): string | undefined {
  const host = URL.parse(url)?.hostname ?? '';
  return siteGroups().find(({ domains }) => domains.some((domain) => isWithin(host, domain)))?.file;
}
