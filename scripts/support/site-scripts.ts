import { MARKETPLACES, type MarketplaceId } from '../../contract/src/marketplaces/index.ts';
import { siteGroups } from '../../utils/page/site-tables.ts';
import { TABLES_KEY } from '../../utils/page/tables-here.ts';

/** Entries of the manifest for the script that is on every marketplace page, each with the tables of its sites before it. */
export function siteContentScripts(script: string) {
  return siteGroups().map(({ file, domains }) => ({
    matches: domains.map((domain) => `*://*.${domain}/*`),
    js: [file.slice(1), script],
    run_at: 'document_idle' as const,
  }));
}

/** The scripts of tables, made from the contract's, as the build takes them. */
export function siteScripts(): { relativeDest: string; contents: string }[] {
  return siteGroups().map(({ file, marketplaces, tables }) => {
    const name = (id: MarketplaceId) => `t${marketplaces.indexOf(id)}`;
    const declared = marketplaces.map((id) => `${name(id)}=${tableSource(id)}`);
    const entries = tables.map(
      ({ domain, marketplace }) => `{domain:${JSON.stringify(domain)},table:${name(marketplace)}}`,
    );
    return {
      relativeDest: file.slice(1),
      contents: `{const ${declared};globalThis[Symbol.for(${JSON.stringify(TABLES_KEY)})]=[${entries}]}\n`,
    };
  });
}

function tableSource(id: MarketplaceId): string {
  const { domains, signInHost, shortLinkHost, shapes } = MARKETPLACES[id];
  return source({
    domains,
    signInHost,
    shortLinkHost,
    shapes: shapes.map(({ kind, host, path, idParameter }) => ({ kind, host, path, idParameter })),
  });
}

/** A value of plain data and regular expressions as JavaScript. */
function source(value: unknown): string {
  if (value instanceof RegExp) return String(value);
  if (Array.isArray(value)) return `[${value.map(source)}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{${members.map(([name, member]) => `${name}:${source(member)}`)}}`;
}
