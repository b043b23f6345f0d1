import type { PageDom } from '../../dom.ts';
import { guarded } from '../../dom.ts';
import { at } from '../../value-path.ts';

/** Longer texts are no module: the longest seen, a page of sixteen items, has 0.2 million characters. */
const MAX_DATA = 1_000_000;

/** What one module of a shop page was given. */
interface ShopModule {
  /** Selector of its element. */
  name: string;
  data: unknown;
}

/** Shop pages keep each module's data as percent-encoded JSON in an attribute of its element. */
export function shopModules(dom: PageDom, names: readonly string[]): ShopModule[] {
  return names.flatMap((name) => {
    const selector = `[module-name="${name}"]`;
    return dom.findAll(`${selector}[module-data]`, undefined, 2).flatMap((element) => {
      const parsed = guarded(() => parseData(dom.attribute(element, 'module-data')), undefined);
      const data = at(parsed, 'mds.moduleData.data') ?? at(parsed, 'moduleData.data');
      return data === undefined ? [] : [{ name: selector, data }];
    });
  });
}

/** A page that was saved decoded may hold percent signs of its texts as they are. */
function parseData(text: string): unknown {
  if (text.length === 0 || text.length > MAX_DATA) return undefined;
  if (text.startsWith('{')) return JSON.parse(text);
  const whole = guarded(() => decodeURIComponent(text), undefined);
  return JSON.parse(whole ?? decodeURIComponent(text.replace(/%(?![0-9a-f]{2})/gi, '%25')));
}
