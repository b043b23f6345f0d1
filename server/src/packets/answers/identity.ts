import { recogniseAddress } from '@marketsafe/contract';
import type { Cell } from '../../tables/cells.ts';

/** What a cell tells of which listing, claim or packet it is about. */
export type Identity =
  | { is: 'listing'; marketplace: string; itemId: string; canonicalUrl: string; scope?: string | undefined }
  /** A number alone: of an item of the marketplace whose file it is. */
  | { is: 'item'; itemId: string }
  | { is: 'claim'; number: string }
  | { is: 'packet'; number: string }
  | { is: 'rounded' }
  | { is: 'formula' };

const NUMBER = '[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}';
const CLAIM = new RegExp(`\\bMS-${NUMBER}\\b`, 'i');
const PACKET = new RegExp(`\\bMP-${NUMBER}\\b`, 'i');
const ADDRESS = /https?:\/\/[^\s"'<>，。；、（）]+/i;
/** An address without its beginning, as people copy it. */
const BARE_ADDRESS = /^(?:[a-z0-9-]+\.)+[a-z]{2,}\/\S+$/i;
const ITEM = /^\d{6,19}$/;
/** What a spreadsheet makes of a long number. */
const ROUNDED = /^\d(?:[.,]\d+)?E\+\d{1,2}$/i;
/** A formula that is a text: how people keep spreadsheets from rounding numbers. */
const TEXT_FORMULA = /^[=＝]"([^"=]{0,2000})"$/;

/** The text of a cell, or undefined where a formula stands there. */
export function textOf({ text, formula }: Cell): string | undefined {
  if (!formula) return text;
  return TEXT_FORMULA.exec(text)?.[1];
}

/** What a cell tells; undefined where it tells nothing. Never throws. */
export function identityOf(cell: Cell): Identity | undefined {
  const read = textOf(cell);
  if (read === undefined) return { is: 'formula' };
  const text = read.trim();
  const claim = CLAIM.exec(text)?.[0];
  if (claim !== undefined) return { is: 'claim', number: claim.toUpperCase() };
  const address = ADDRESS.exec(text)?.[0] ?? (BARE_ADDRESS.test(text) ? `https://${text}` : undefined);
  if (address !== undefined) {
    const page = recogniseAddress(address);
    if (page?.kind !== 'listing' || page.itemId === undefined || page.canonicalUrl === undefined)
      return undefined;
    const { marketplace, itemId, scope, canonicalUrl } = page;
    return { is: 'listing', marketplace, itemId, canonicalUrl, ...(scope !== undefined && { scope }) };
  }
  const packet = PACKET.exec(text)?.[0];
  if (packet !== undefined) return { is: 'packet', number: packet.toUpperCase() };
  if (ITEM.test(text)) return { is: 'item', itemId: text.replace(/^0+(?=\d)/, '') };
  return ROUNDED.test(text) ? { is: 'rounded' } : undefined;
}
