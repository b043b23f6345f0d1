import type { ViewerSigns } from '../../marketplaces/viewer-signs.ts';
import { queryAll } from '../../page/natives.ts';
import type { ShownPage } from './shown-page.ts';

/** What shows the viewer by a marketplace's signs. */
export interface Signed {
  /** The elements; for one in a frame, the outermost frame. */
  elements: Element[];
  /** They themselves and everything that they stand in. */
  around: ReadonlySet<Element>;
}

export function signedBy(
  { roots, elements }: Pick<ShownPage, 'roots' | 'elements'>,
  { areas, names, addresses }: ViewerSigns,
): Signed {
  const selector = [...areas, ...names, ...addresses].join(', ');
  const found = roots.map(({ root, frame }) => ({ frame, elements: queryAll(root, selector) }));
  const signed = new Set(found.flatMap((one) => one.elements));
  const around = new Set<Element>();
  for (const one of elements) {
    if (!signed.has(one.element)) continue;
    for (let above: typeof one | null = one; above && !around.has(above.element); above = above.parent) {
      around.add(above.element);
    }
  }
  return {
    elements: found.flatMap((one) => (one.frame && one.elements.length > 0 ? [one.frame] : one.elements)),
    around,
  };
}
