import type { Found, ListingPage } from '../../adapter.ts';
import type { PageDom } from '../../dom.ts';
import { cleanText } from '../../text.ts';

/**
 * The seller's text. The site gives a promise of its own (`div.desc--`) the same class in front of it, so the element and its
 * place count; without any the whole block stands for it.
 */
const TEXTS = [
  '[class*="item-main-info"] span[class*="desc--"]',
  '[class*="notLoginContainer"] [class*="desc--"]',
  '[class*="notLoginContainer"] [class*="main--"]',
  '[class*="item-main-info"] [class*="main--"]',
];
/** Lines nest a few spans deep; deeper ones are no text of a person. */
const MAX_DEPTH = 6;
const MAX_LINES = 2_000;

interface SellerText {
  lines: string[];
  source: string;
}

/** The seller's text line by line: nothing where the page draws none. */
function sellerText(page: ListingPage): SellerText | undefined {
  for (const selector of TEXTS) {
    for (const element of page.dom.findAll(selector, undefined, 5)) {
      const lines = linesOf(page.dom, element, 0).slice(0, MAX_LINES);
      if (lines.length > 0) return { lines, source: `dom:${selector}` };
    }
  }
  return undefined;
}

/** Lines are spans with a `<br>` between, or stand in one text with line feeds. */
function linesOf(dom: PageDom, element: Element, depth: number): string[] {
  const spans = dom.find('br', element) && depth < MAX_DEPTH ? dom.findAll(':scope > span', element) : [];
  if (spans.length > 0) return spans.flatMap((span) => linesOf(dom, span, depth + 1));
  return dom
    .text(element)
    .split(/[\r\n]+/)
    .map((line) => cleanText(line, 5_000))
    .filter((line) => line !== '');
}

export function drawnDescription(page: ListingPage): Found<string> | undefined {
  const text = sellerText(page);
  const raw = text?.lines.join('\n');
  return text && raw ? { value: raw, raw, source: text.source } : undefined;
}

/** Longer first lines are a whole description without a line break. */
const MAX_TITLE_LINE = 200;

/**
 * There is no heading: the first line of the seller's text is the title. Where it is a whole description, the document's title, which
 * the site cuts from the same text, says where the title ends.
 */
export function drawnTitle(page: ListingPage): Found<string> | undefined {
  const text = sellerText(page);
  const first = text?.lines[0];
  if (!text || !first) return undefined;
  if (first.length <= MAX_TITLE_LINE) return { value: first, raw: first, source: text.source };
  const named = documentTitle(page);
  return named && first.startsWith(named.value.replace(/(?:…|\.{3})$/, '')) ? named : undefined;
}

/** The document's title without the site's name; nothing where it names the site alone. */
export function documentTitle(page: ListingPage): Found<string> | undefined {
  const raw = page.title();
  const value = /^\s*(\S[\s\S]*?)\s*(?:_闲鱼|-\s*闲鱼(?:\.淘宝二手)?)\s*$/.exec(raw.slice(0, 2_000))?.[1];
  if (!value || /闲不住/.test(value)) return undefined;
  return { value, raw, source: 'dom:title' };
}
