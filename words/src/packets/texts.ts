import type { DisclosedPacket } from '@marketsafe/contract';
import type { Language } from '../language.ts';
import { packetColumn } from './names.ts';

/** The addresses, one a line, as the marketplace's form takes them. */
export function pasteBlock({ links }: DisclosedPacket): string {
  return links.map(({ canonicalUrl }) => `${canonicalUrl}\n`).join('');
}

/** What is said of all links, in both languages: the marketplace's own name of the reason where it is known, and the reason's standing statement. */
export function statementText({ statement, wording }: DisclosedPacket): string {
  const named = [wording?.zh, wording?.en].flatMap((name) => (name ? [`${name}\n`] : []));
  return [...named, ...(named.length > 0 ? ['\n'] : []), `${statement.zh}\n\n${statement.en}\n`].join('');
}

const COLUMNS = [
  'claim',
  'url',
  'item',
  'title',
  'price',
  'currency',
  'seller',
  'sellerId',
  'capturedOn',
  'explanationZh',
  'explanationEn',
  'files',
] as const;

const BOTH: readonly Language[] = ['zh-CN', 'en'];

/** The links as a table, its head in both languages: whoever reads it reads one of them. */
export function linksSheet({ links }: DisclosedPacket): { head: string[]; rows: (string | null)[][] } {
  return {
    head: COLUMNS.map((column) => BOTH.map((language) => packetColumn(column, language)).join(' / ')),
    rows: links.map((link, position) => [
      link.claim,
      link.canonicalUrl,
      link.itemId,
      link.title ?? null,
      link.price ? priceRange(link.price) : null,
      link.price?.currency ?? null,
      link.seller?.name ?? null,
      link.seller?.id ?? null,
      link.capturedOn,
      link.explanation.zh,
      link.explanation.en,
      link.pictures.length > 0 ? String(position + 1).padStart(3, '0') : null,
    ]),
  };
}

/** As the page showed it: one number, or the least and the most. Never rounded. */
function priceRange({ min, max }: { min: number; max: number }): string {
  return min === max ? String(min) : `${min}-${max}`;
}
