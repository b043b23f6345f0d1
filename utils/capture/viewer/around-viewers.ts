import type { ViewerSigns } from '../../marketplaces/viewer-signs.ts';
import { queryAll } from '../../page/natives.ts';
import type { ShownPage } from './shown-page.ts';

/** Selects what shows the viewer, by a marketplace's signs. */
export function selectorOf({ areas, names, addresses }: ViewerSigns): string {
  return [...areas, ...names, ...addresses].join(', ');
}

/** What shows the viewer by the marketplace's signs, and everything that this stands in. */
export function aroundViewers(
  { roots, elements }: Pick<ShownPage, 'roots' | 'elements'>,
  signs: ViewerSigns,
): Set<Element> {
  const selector = selectorOf(signs);
  const found = new Set(roots.flatMap(({ root }) => queryAll(root, selector)));
  const around = new Set<Element>();
  for (const one of elements) {
    if (!found.has(one.element)) continue;
    for (let above: typeof one | null = one; above && !around.has(above.element); above = above.parent) {
      around.add(above.element);
    }
  }
  return around;
}
