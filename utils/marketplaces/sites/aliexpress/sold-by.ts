import type { PageDom } from '../../dom.ts';
import { cleanText } from '../../text.ts';

/** `Sold by` in the site's languages, in front of a name. A label that is not here leaves the name out, and never in. */
const BEFORE =
  /^(?:sold (?:and shipped )?by|seller|store|продавец|магазин|продавець|vendido (?:e entregue )?por|vendedor|vendu (?:et expédié )?par|vendeur|verkauft (?:von|durch)|verkäufer|venduto da|venditore|verkocht door|verkoper|sprzedawane przez|sprzedawca|sprzedaje|satıcı|dijual oleh|penjual|được bán bởi|bán bởi|người bán|ขายโดย|ผู้ขาย|販売元|販売者|출품자|판매자|판매|卖家|賣家|店铺|店鋪|由|يباع بواسطة|يُباع بواسطة|تباع بواسطة|بيع بواسطة|بواسطة|البائع|נמכר על ידי|נמכר ע"י|המוכר)(?=[\s:：]|(?<=[一-鿿ぁ-ヿ]))\s*[:：]?\s*/iu;
/** The same behind it. */
const AFTER =
  /\s*(?:tarafından (?:satıl(?:ır|maktadır|ıyor)|gönderilir)|が販売(?:しています)?|から販売|에서 판매|(?:销售|出售|銷售))\s*[.。]?$/iu;

/**
 * The name of a store in a block that says who sells: the one part of the block that stands for itself beside a label, or what is
 * left of the whole text without a label that is known. Nothing where neither is certain.
 */
export function nameOfSoldBy(dom: PageDom, block: Element): string | undefined {
  const text = cleanText(dom.text(block, 500), 300);
  const parts = dom
    .findAll('*', block, 20)
    .filter((part) => dom.find('*', part) === null)
    .map((part) => cleanText(dom.text(part, 500), 300))
    .filter((part) => part !== '');
  const [part] = parts;
  // A label, and an element that holds the name; or the label has an element of its own, too.
  if (part && parts.length === 1 && part !== text) return isLabel(part) ? withoutLabel(text) : part;
  const names = parts.filter((candidate) => !isLabel(candidate));
  if (parts.length === 2 && names.length === 1) return names[0];
  return withoutLabel(text);
}

function isLabel(text: string): boolean {
  return withoutLabel(`${text} `) === undefined && BEFORE.test(`${text} `);
}

function withoutLabel(text: string): string | undefined {
  const before = text.replace(BEFORE, '');
  const name = (before === text ? text.replace(AFTER, '') : before).trim();
  return name !== '' && name !== text.trim() ? name : undefined;
}
