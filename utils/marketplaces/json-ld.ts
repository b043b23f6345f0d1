import { recogniseAddress } from '@marketsafe/contract/marketplaces';
import type { PageDom } from './dom.ts';
import { parseLiteral, skipSpace } from './literal.ts';
import { listAt, textAt } from './value-path.ts';

const MAX_BLOCKS = 20;
const MAX_BLOCK = 1_000_000;
const MAX_NODES = 500;

/** One schema.org node of a page's JSON-LD. */
export type JsonLdNode = Record<string, unknown>;

/** All nodes of the page's JSON-LD blocks, `@graph` and arrays flattened. Blocks with stray control characters are read too. */
export function readJsonLd(dom: PageDom): JsonLdNode[] {
  const nodes: JsonLdNode[] = [];
  for (const script of dom.findAll('script[type="application/ld+json"]', undefined, MAX_BLOCKS)) {
    const text = dom.text(script, MAX_BLOCK);
    flatten(parseLiteral(text, skipSpace(text, 0))?.value, nodes, 0);
  }
  return nodes;
}

function flatten(value: unknown, nodes: JsonLdNode[], depth: number): void {
  if (nodes.length >= MAX_NODES || depth > 5 || value === null || typeof value !== 'object') return;
  if (Array.isArray(value)) {
    for (const entry of value) flatten(entry, nodes, depth + 1);
    return;
  }
  const node = value as JsonLdNode;
  nodes.push(node);
  if (Object.hasOwn(node, '@graph')) flatten(node['@graph'], nodes, depth + 1);
}

/** Whether a node is of a type; a node may name several. */
export function isOfType(node: JsonLdNode, type: string): boolean {
  const types = Array.isArray(node['@type']) ? node['@type'] : [node['@type']];
  return types.includes(type);
}

/** The first text of a property that may be a text or a list of texts. */
export function textsAt(node: JsonLdNode, path: string): string[] {
  const single = textAt(node, path);
  if (single !== undefined) return [single];
  return listAt(node, path).flatMap((entry) =>
    typeof entry === 'string' ? [entry] : (textAt(entry, 'contentUrl') ?? textAt(entry, 'url') ?? []),
  );
}

/** The item id a Product node names, from its address or its number. */
export function productId(node: JsonLdNode): string | undefined {
  const offers = listAt(node, 'offers');
  const addresses = [
    textAt(node, 'url'),
    textAt(node, 'offers.url'),
    ...offers.map((offer) => textAt(offer, 'url')),
  ];
  for (const address of addresses) {
    const id = address && recogniseAddress(address.startsWith('//') ? `https:${address}` : address)?.itemId;
    if (id) return id;
  }
  // Not `sku`: on some pages it is the number of one variant.
  const numbers = [textAt(node, 'productID'), textAt(node, '@id')];
  return numbers.find((number) => number !== undefined && /^\d{8,19}$/.test(number));
}

/** Names of a BreadcrumbList in order, with the addresses they lead to. */
export function breadcrumbs(nodes: readonly JsonLdNode[]): { name: string; url: string }[] {
  const list = nodes.find((node) => isOfType(node, 'BreadcrumbList'));
  if (!list) return [];
  return listAt(list, 'itemListElement').flatMap((entry) => {
    const name = textAt(entry, 'name') ?? textAt(entry, 'item.name');
    const url = textAt(entry, 'item.@id') ?? textAt(entry, 'item') ?? '';
    return name ? [{ name, url }] : [];
  });
}
