import { BUTTON_PLACE } from './button-place.ts';
import {
  documentElementOf,
  elementAt,
  layoutSizeOf,
  matches,
  parentOf,
  queryAll,
  rectOf,
  shadowRootOf,
  styleOf,
} from './natives.ts';

/** The button on the page: the element that the page sees, and what its closed shadow tree holds. */
export interface ButtonParts {
  page: Document;
  host: HTMLElement;
  panel: HTMLElement;
  button: HTMLButtonElement;
}

/** How the button stands in the window, in CSS pixels. */
interface Standing {
  /** As it was laid out, and as it comes out on the screen. */
  size: { width: number; height: number };
  drawn: { width: number; height: number };
  /** From its right and lower edge to those of the window. */
  gap: { right: number; bottom: number };
}

/** How wide a scroll bar may be between the button and the window's edges, in CSS pixels. */
const SCROLL_BAR = 24;

/** What rounding may make of a length, in CSS pixels. */
const ROUNDING = 1;

/** True where the button is as large as it was laid out, in its corner of the window: neither scaled nor zoomed nor moved. */
export function isInItsCorner({ size, drawn, gap }: Standing): boolean {
  const isNear = (one: number, other: number) => Math.abs(one - other) <= ROUNDING;
  const isOffEdge = (distance: number) =>
    distance >= BUTTON_PLACE.edge - ROUNDING && distance <= BUTTON_PLACE.edge + SCROLL_BAR + ROUNDING;
  return (
    size.width > 0 &&
    isNear(size.width, drawn.width) &&
    isNear(size.height, drawn.height) &&
    isOffEdge(gap.right) &&
    isOffEdge(gap.bottom)
  );
}

/** What would draw an element in another way, elsewhere or not at all, each as it stands on an element that nobody touched. */
const PLAIN: Readonly<Record<string, string>> = {
  opacity: '1',
  visibility: 'visible',
  'content-visibility': 'visible',
  'pointer-events': 'auto',
  transform: 'none',
  translate: 'none',
  rotate: 'none',
  scale: 'none',
  'offset-path': 'none',
  zoom: '1',
  clip: 'auto',
  'clip-path': 'none',
  'mask-image': 'none',
  filter: 'none',
  'backdrop-filter': 'none',
  'mix-blend-mode': 'normal',
};

/** True where an element is drawn as it is, as far as its own style goes. What a browser does not know has no value. */
export function isDrawnPlainly(style: Pick<CSSStyleDeclaration, 'getPropertyValue'>): boolean {
  return Object.entries(PLAIN).every(([name, plain]) => {
    const value = style.getPropertyValue(name);
    return value === plain || value === '';
  });
}

/** Without colours, as pages are on days of mourning: what is drawn can still be seen for what it is. */
const COLOURLESS = /^grayscale\([^()]*\)$/;

/** True where a filter of the page's root, which reaches the top layer in Firefox, leaves the button to be seen. */
export function isRootClear(style: Pick<CSSStyleDeclaration, 'getPropertyValue'>): boolean {
  const filter = style.getPropertyValue('filter');
  return filter === 'none' || filter === '' || COLOURLESS.test(filter);
}

/** Elements in the top layer, where they and what they throw around themselves, shadows and backdrops, may lie over one another. */
const IN_TOP_LAYER = ':is(:popover-open,:modal,:fullscreen,select:open)';
const IN_TRANSITION = ':is(:active-view-transition)';

function topLayerBelow(tree: Element | ShadowRoot, host: Element, isDeep: boolean): Element[] {
  const found = queryAll(tree, IN_TOP_LAYER);
  if (!isDeep) return found;
  for (const element of queryAll(tree, '*')) {
    const shadow = element === host ? null : shadowRootOf(element);
    if (shadow) found.push(...topLayerBelow(shadow, host, isDeep));
  }
  return found;
}

/**
 * What the page itself has put into the top layer.
 * @param isDeep looks into every shadow tree of the page, too, which takes milliseconds on a large one
 */
export function othersInTopLayer({ page, host }: ButtonParts, isDeep: boolean): Element[] {
  const root = documentElementOf(page);
  return root ? topLayerBelow(root, host, isDeep).filter((element) => element !== host) : [];
}

/** True where nothing on the page can lie over the button without being met by a pointer: what is asked of a browser that does not tell. */
export function isAloneAbove(parts: ButtonParts, others: readonly Element[]): boolean {
  const root = documentElementOf(parts.page);
  return others.length === 0 && root !== null && isRootClear(styleOf(root));
}

/** Points inside a shape with round ends: its middle and near its four edges. */
function pointsIn({ x, y, width, height }: DOMRect): [number, number][] {
  const inset = 3;
  const [middle, centre] = [x + width / 2, y + height / 2];
  return [
    [middle, centre],
    [x + inset, centre],
    [x + width - inset, centre],
    [middle, y + inset],
    [middle, y + height - inset],
  ];
}

/** True while the popover of the button's element is open: only then is it in the top layer. */
export function isOpen(host: Element): boolean {
  return matches(host, ':popover-open');
}

/** True where the button is in the top layer, in its corner, drawn as it is, and met by a pointer. */
export function isAsDrawn({ page, host, panel, button }: ButtonParts): boolean {
  const root = documentElementOf(page);
  if (!root || parentOf(host) !== root || !isOpen(host)) return false;
  const drawn = rectOf(button);
  const gap = { right: window.innerWidth - drawn.right, bottom: window.innerHeight - drawn.bottom };
  return (
    isInItsCorner({ size: layoutSizeOf(button), drawn, gap }) &&
    [host, panel, button].every((element) => isDrawnPlainly(styleOf(element))) &&
    pointsIn(drawn).every(([x, y]) => elementAt(page, x, y) === host) &&
    !matches(root, IN_TRANSITION)
  );
}
