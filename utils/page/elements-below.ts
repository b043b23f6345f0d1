import { queryAll, shadowRootOf } from './natives.ts';

/** Every element below `root`, in shadow trees too, closed ones where the browser shows them to extensions. */
export function* elementsBelow(root: Element | ShadowRoot): Generator<Element> {
  for (const element of queryAll(root, '*')) {
    yield element;
    const shadow = shadowRootOf(element);
    if (shadow) yield* elementsBelow(shadow);
  }
}
