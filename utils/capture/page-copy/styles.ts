import { adoptedSheetsOf, ruleListOf, setAttribute, setText, sheetOf, textOf } from '../../page/natives.ts';

/** Most style that is written out or compared for one page, in UTF-16 units: components repeat their sheets in every shadow root. */
const STYLES_LIMIT = 4_000_000;

/** The styles of one page as they are now. */
export interface Styles {
  /** True when not all of it could be kept. */
  leftOut: boolean;
  /** Gives the copy of a style element the rules that hold in it now. */
  keep: (style: Element, copy: Element) => void;
  /** The rules that hold in a file of the page's own site, in which scripts may have changed any; null where nobody may read them. */
  linked: (link: Element) => { css: string; media: string } | null;
  /** What scripts adopted for a document or a shadow root, in order. */
  adopted: (root: Document | ShadowRoot) => { css: string; media: string }[];
}

function cssOf(sheet: CSSStyleSheet): string {
  return Array.from(ruleListOf(sheet))
    .map((rule) => rule.cssText)
    .join('\n');
}

const ADDRESS = /url\("((?:[^"\\]|\\.)*)"\)/g;

/** Style text whose addresses no longer depend on the file that it came from. */
function withAddresses(css: string, base: string): string {
  return css.replace(ADDRESS, (written, address: string) => {
    const whole = address.startsWith('#') ? null : URL.parse(address, base);
    return whole ? `url("${whole.href}")` : written;
  });
}

/** The sheet that a style element's own text makes; undefined where this browser cannot say. */
function writtenSheet(text: string): CSSStyleSheet | undefined {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  } catch {
    return undefined;
  }
}

const IMPORT_RULE = 3;

/** Rules with those in them. Imports do not count: a sheet that is made to compare with never has any. */
function countRules(rules: CSSRuleList | undefined): number {
  let count = 0;
  for (let index = 0; index < (rules?.length ?? 0); index++) {
    const rule: (CSSRule & { cssRules?: CSSRuleList }) | undefined = rules?.[index];
    if (rule && rule.type !== IMPORT_RULE) count += 1 + countRules(rule.cssRules);
  }
  return count;
}

/** A whole large sheet is dear to write out only to compare it: of those, so many rules at each end are. */
const COMPARED_RULES = 40;

function textAtEnds(rules: CSSRuleList): string {
  const own = Array.from(rules).filter(({ type }) => type !== IMPORT_RULE);
  const ends =
    own.length <= 2 * COMPARED_RULES ? own : [...own.slice(0, COMPARED_RULES), ...own.slice(-COMPARED_RULES)];
  return ends.map(({ cssText }) => cssText).join('\n');
}

/** Whether scripts have put in, changed or taken out rules, as far as their number and the ends of long sheets show. */
function isChanged(sheet: CSSStyleSheet, text: string): boolean {
  const now = ruleListOf(sheet);
  if (text.trim() === '') return now.length > 0;
  const written = writtenSheet(text);
  if (!written) return false;
  const then = ruleListOf(written);
  return countRules(now) !== countRules(then) || textAtEnds(now) !== textAtEnds(then);
}

/**
 * Rules that a script inserted, changed or took away, and sheets that it adopted, stand in no markup. Bounded for the whole page.
 */
export function newStyles(): Styles {
  let left = STYLES_LIMIT;
  const texts = new Map<CSSStyleSheet, string>();
  const spend = (length: number) => {
    left -= length;
    if (left < 0) styles.leftOut = true;
    return left >= 0;
  };
  const textOfSheet = (sheet: CSSStyleSheet) => {
    const known = texts.get(sheet);
    if (known !== undefined) return known;
    const css = cssOf(sheet);
    texts.set(sheet, css);
    return css;
  };
  const styles: Styles = {
    leftOut: false,
    keep(style, copy) {
      const sheet = sheetOf(style);
      const written = textOf(style) ?? '';
      if (!sheet || !spend(written.length)) return;
      if (sheet.disabled) setAttribute(copy, 'media', 'not all');
      if (!isChanged(sheet, written)) return;
      const css = cssOf(sheet);
      if (spend(css.length)) setText(copy, css);
    },
    linked(link) {
      const sheet = sheetOf(link);
      if (!sheet || sheet.disabled) return null;
      try {
        const css = withAddresses(cssOf(sheet), sheet.href ?? '');
        return spend(css.length) ? { css, media: sheet.media.mediaText } : null;
      } catch {
        // Another site's: no script of the page could change it either.
        return null;
      }
    },
    adopted(root) {
      return adoptedSheetsOf(root).flatMap((sheet) => {
        if (sheet.disabled) return [];
        const css = textOfSheet(sheet);
        return css !== '' && spend(css.length) ? [{ css, media: sheet.media.mediaText }] : [];
      });
    },
  };
  return styles;
}
