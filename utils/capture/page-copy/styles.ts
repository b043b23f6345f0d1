import { adoptedSheetsOf, rulesOf, setText, sheetOf, textOf } from '../../page/natives.ts';

/** Most style that is written out or compared for one page, in UTF-16 units: components repeat their sheets in every shadow root. */
const STYLES_LIMIT = 4_000_000;

/** The styles of one page as they are now. */
export interface Styles {
  /** True when not all of it could be kept. */
  leftOut: boolean;
  /** Gives the copy of a style element the rules that hold in it now. */
  keep: (style: Element, copy: Element) => void;
  /** What scripts adopted for a document or a shadow root, in order. */
  adopted: (root: Document | ShadowRoot) => { css: string; media: string }[];
}

function cssOf(sheet: CSSStyleSheet): string {
  return rulesOf(sheet)
    .map((rule) => rule.cssText)
    .join('\n');
}

/** The rules that a style element's own text makes; undefined where this browser cannot say. */
function writtenRules(text: string): string | undefined {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return cssOf(sheet);
  } catch {
    return undefined;
  }
}

/** Without imports, which a sheet that is made to compare with never has. */
function withoutImports(css: string): string {
  return css.includes('@import') ? css.replaceAll(/^@import .*\n?/gm, '').trim() : css;
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
      const css = cssOf(sheet);
      if (css === '' && written.trim() === '') return;
      const own = written.trim() === '' ? '' : writtenRules(written);
      if (own === undefined || withoutImports(css) === withoutImports(own)) return;
      if (spend(css.length)) setText(copy, css);
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
