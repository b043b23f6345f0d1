/**
 * Reads of a hostile page's document. A page may name a form field or an image `querySelector` or `title`, which shadows the
 * document's own property even in a content script's world: these accessors are taken from the prototypes instead.
 */
function getter<Owner extends object, Value>(prototype: Owner, name: keyof Owner): (owner: Owner) => Value {
  const get = Object.getOwnPropertyDescriptor(prototype, name)?.get;
  if (!get) throw new TypeError(`no getter ${String(name)}`);
  return (owner) => get.call(owner) as Value;
}

export const documentElementOf = getter<Document, HTMLElement | null>(Document.prototype, 'documentElement');
export const bodyOf = getter<Document, HTMLElement | null>(Document.prototype, 'body');
export const titleOf = getter<Document, string>(Document.prototype, 'title');
export const baseUriOf = getter<Node, string>(Node.prototype, 'baseURI');
export const outerHtmlOf = getter<Element, string>(Element.prototype, 'outerHTML');
export const languageOf = getter<HTMLElement, string>(HTMLElement.prototype, 'lang');
export const scrollHeightOf = getter<Element, number>(Element.prototype, 'scrollHeight');
export const scrollWidthOf = getter<Element, number>(Element.prototype, 'scrollWidth');
export const clientHeightOf = getter<Element, number>(Element.prototype, 'clientHeight');
export const scrollTopOf = getter<Element, number>(Element.prototype, 'scrollTop');
export const scrollLeftOf = getter<Element, number>(Element.prototype, 'scrollLeft');
export const isConnected = getter<Node, boolean>(Node.prototype, 'isConnected');
export const clientWidthOf = getter<Element, number>(Element.prototype, 'clientWidth');
export const isLoaded = getter<HTMLImageElement, boolean>(HTMLImageElement.prototype, 'complete');
export const localNameOf = getter<Element, string>(Element.prototype, 'localName');
export const activeElementOf = getter<Document, Element | null>(Document.prototype, 'activeElement');
export const textOf = getter<Node, string | null>(Node.prototype, 'textContent');
const implementationOf = getter<Document, DOMImplementation>(Document.prototype, 'implementation');

const childrenCollectionOf = getter<Element, HTMLCollection>(Element.prototype, 'children');

/** Child elements, in order. */
export function childrenOf(element: Element): Element[] {
  return [...childrenCollectionOf(element)];
}

const layoutWidthOf = getter<HTMLElement, number>(HTMLElement.prototype, 'offsetWidth');
const layoutHeightOf = getter<HTMLElement, number>(HTMLElement.prototype, 'offsetHeight');

/** How large an element was laid out, in whole CSS pixels: what transforms and zoom do to it is not in it. */
export function layoutSizeOf(element: HTMLElement): { width: number; height: number } {
  return { width: layoutWidthOf(element), height: layoutHeightOf(element) };
}

/** Where an element stands in the viewport, in CSS pixels. */
export function rectOf(element: Element): DOMRect {
  return Element.prototype.getBoundingClientRect.call(element);
}

/** A deep copy of `element` in a document without a window: custom elements stay dead there and pictures are not fetched. */
export function inertCopy<Kind extends Element>(page: Document, element: Kind): Kind {
  const inert = implementationOf(page).createHTMLDocument('');
  return Document.prototype.importNode.call(inert, element, true) as Kind;
}

export function attributeNames(element: Element): string[] {
  return Element.prototype.getAttributeNames.call(element);
}

export function attribute(element: Element, name: string): string | null {
  return Element.prototype.getAttribute.call(element, name);
}

export function setAttribute(element: Element, name: string, value: string): void {
  Element.prototype.setAttribute.call(element, name, value);
}

export function removeAttribute(element: Element, name: string): void {
  Element.prototype.removeAttribute.call(element, name);
}

export function matches(element: Element, selector: string): boolean {
  return Element.prototype.matches.call(element, selector);
}

/** A new element of HTML that stands nowhere yet. */
export function createElement<Name extends keyof HTMLElementTagNameMap>(
  page: Document,
  name: Name,
): HTMLElementTagNameMap[Name] {
  return Document.prototype.createElement.call(page, name) as HTMLElementTagNameMap[Name];
}

/** The topmost element that a pointer at this place of the viewport would meet; of a closed shadow tree its host. */
export function elementAt(page: Document, x: number, y: number): Element | null {
  return Document.prototype.elementFromPoint.call(page, x, y);
}

export function queryAll(root: Element | ShadowRoot, selector: string): Element[] {
  const { querySelectorAll } = isElement(root) ? Element.prototype : DocumentFragment.prototype;
  return [...querySelectorAll.call(root, selector)];
}

const openShadowRootOf = getter<Element, ShadowRoot | null>(Element.prototype, 'shadowRoot');

/** The browsers' ways for an extension to see into closed shadow trees, which TypeScript does not know. */
interface ShadowAccess {
  chrome?: { dom?: { openOrClosedShadowRoot?: (element: Element) => ShadowRoot | null } };
}

/** The elements beside a page's own kinds that a page may give a shadow tree. */
const SHADOW_HOSTS = new Set([
  'article',
  'aside',
  'blockquote',
  'body',
  'div',
  'footer',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'header',
  'main',
  'nav',
  'p',
  'section',
  'span',
]);

/** The shadow tree of an element, closed ones too where the browser shows them to extensions. */
export function shadowRootOf(element: Element): ShadowRoot | null {
  const name = localNameOf(element);
  if (!SHADOW_HOSTS.has(name) && !name.includes('-')) return null;
  const open = openShadowRootOf(element);
  if (open) return open;
  if ('openOrClosedShadowRoot' in element)
    return (element.openOrClosedShadowRoot as ShadowRoot | null) ?? null;
  const { dom } = (globalThis as ShadowAccess).chrome ?? {};
  try {
    return dom?.openOrClosedShadowRoot?.(element) ?? null;
  } catch {
    // Chromium refuses what is no element of HTML.
    return null;
  }
}

const namespaceOf = getter<Element, string | null>(Element.prototype, 'namespaceURI');

/** True for what stands in a drawing, and the drawing itself. */
export function isInDrawing(element: Element): boolean {
  return namespaceOf(element) === 'http://www.w3.org/2000/svg';
}

const ELEMENT_NODE = 1;

/** An element of any document: those of a frame are no instances of this window's classes. */
export function isElement(node: Node): node is Element {
  return node.nodeType === ELEMENT_NODE;
}

export function scrollElement(element: Element, to: ScrollToOptions): void {
  const scrollTo: (options: ScrollToOptions) => void = Element.prototype.scrollTo;
  Reflect.apply(scrollTo, element, [to]);
}

/** Whether an element is another one, or stands in it. */
export function isWithin(element: Element, outer: Element): boolean {
  return Node.prototype.contains.call(outer, element);
}

export function replaceWith(element: Element, other: Element): void {
  Element.prototype.replaceWith.call(element, other);
}

export function remove(element: Element): void {
  Element.prototype.remove.call(element);
}

export function replaceChildren(element: Element): void {
  Element.prototype.replaceChildren.call(element);
}

export function prepend(parent: Element, child: Element): void {
  Element.prototype.prepend.call(parent, child);
}

export function append(parent: Element, child: Element): void {
  Element.prototype.append.call(parent, child);
}

const setTextContent = Object.getOwnPropertyDescriptor(Node.prototype, 'textContent')?.set;

export function setText(node: Node, text: string): void {
  setTextContent?.call(node, text);
}

const COMMENT_NODES = 128;

/** Every comment below `root`. */
export function commentsBelow(root: Element): Node[] {
  const walker = Document.prototype.createTreeWalker.call(document, root, COMMENT_NODES);
  const comments: Node[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) comments.push(node);
  return comments;
}

const visibilityOf = getter<Document, DocumentVisibilityState>(Document.prototype, 'visibilityState');

/** False while the tab of a document is behind another one, or its window is minimised. */
export function isTabShown(page: Document): boolean {
  return visibilityOf(page) === 'visible';
}

const getDesignMode = Object.getOwnPropertyDescriptor(Document.prototype, 'designMode')?.get;

/** True for a document that is an editor as a whole. */
export function isWritableDocument(page: Document): boolean {
  return getDesignMode?.call(page) === 'on';
}

const styleSheetOf = getter<HTMLStyleElement, CSSStyleSheet | null>(HTMLStyleElement.prototype, 'sheet');
const linkedSheetOf = getter<HTMLLinkElement, CSSStyleSheet | null>(HTMLLinkElement.prototype, 'sheet');
/** The rules that hold in a sheet now. */
export const ruleListOf = getter<CSSStyleSheet, CSSRuleList>(CSSStyleSheet.prototype, 'cssRules');

/** The sheet that a style element or a link has now; none where it has no effect, and for what is no such element of HTML. */
export function sheetOf(element: Element): CSSStyleSheet | null {
  try {
    if (localNameOf(element) === 'link') return linkedSheetOf(element as HTMLLinkElement);
    return styleSheetOf(element as HTMLStyleElement);
  } catch {
    return null;
  }
}

/** What Firefox gives an extension beside the page's objects: those that the page's own scripts see, and the way back. */
interface Waived {
  wrappedJSObject?: { adoptedStyleSheets?: ArrayLike<unknown> };
}
declare const XPCNativeWrapper: ((object: unknown) => unknown) | undefined;

/**
 * The sheets that scripts made and gave to a document or a shadow root.
 * @throws in a Firefox that shows them to no extension, neither as its own view of the page has them nor as the page has
 */
export function adoptedSheetsOf(root: Document | ShadowRoot): CSSStyleSheet[] {
  try {
    return [...(root.adoptedStyleSheets ?? [])];
  } catch (error) {
    // Firefox 140 refuses the list itself to extensions (Mozilla's bug 1751346), each sheet of it not.
    const { wrappedJSObject } = root as Waived;
    if (!wrappedJSObject || typeof XPCNativeWrapper === 'undefined') throw error;
    const wrap = XPCNativeWrapper;
    return Array.from(wrappedJSObject.adoptedStyleSheets ?? [], (sheet) => wrap(sheet) as CSSStyleSheet);
  }
}

const childNodeListOf = getter<Node, NodeList>(Node.prototype, 'childNodes');
const inputValueOf = getter<HTMLInputElement, string>(HTMLInputElement.prototype, 'value');
const areaValueOf = getter<HTMLTextAreaElement, string>(HTMLTextAreaElement.prototype, 'value');

/** The element that an element stands in. */
export const parentOf = getter<Node, HTMLElement | null>(Node.prototype, 'parentElement');

export function childNodesOf(node: Node | null): Node[] {
  return node ? [...childNodeListOf(node)] : [];
}

/** What stands in a field now; empty for anything else. */
export function fieldValueOf(element: Element): string {
  const name = localNameOf(element);
  try {
    if (name === 'input') return inputValueOf(element as HTMLInputElement);
    return name === 'textarea' ? areaValueOf(element as HTMLTextAreaElement) : '';
  } catch {
    // An element of that name which is none of HTML's.
    return '';
  }
}

const frameDocumentGetter = getter<HTMLIFrameElement, Document | null>(
  HTMLIFrameElement.prototype,
  'contentDocument',
);

/** The document in a frame; null where this page may not read it, and for anything that is no frame. */
export function frameDocumentOf(element: Element): Document | null {
  try {
    return frameDocumentGetter(element as HTMLIFrameElement);
  } catch {
    return null;
  }
}

/** What is shown at a slot's place; none where the slot shows its own content. */
export function assignedNodesOf(element: Element): Node[] {
  try {
    return HTMLSlotElement.prototype.assignedNodes.call(element);
  } catch {
    return [];
  }
}

const currentSourceOf = getter<HTMLImageElement, string>(HTMLImageElement.prototype, 'currentSrc');

/** The address of what a picture shows now. */
export function pictureSourceOf(element: Element): string {
  try {
    return currentSourceOf(element as HTMLImageElement) || (attribute(element, 'src') ?? '');
  } catch {
    return attribute(element, 'src') ?? '';
  }
}

/** A part of an element that its style draws. */
export type StylePart = '::before' | '::after' | '::marker' | '::backdrop';

/** How an element, or a part that its style draws, is drawn now. */
export function styleOf(element: Element, part?: StylePart): CSSStyleDeclaration {
  return window.getComputedStyle(element, part);
}

/** What stands at a point of the window, the topmost first, with what it stands in. */
export function elementsAt(page: Document, x: number, y: number): Element[] {
  return Document.prototype.elementsFromPoint.call(page, x, y);
}

/** False for what is there but not drawn. */
export function isShown(element: Element): boolean {
  return Element.prototype.checkVisibility.call(element, { visibilityProperty: true, opacityProperty: true });
}

/** Where a piece of text, or a span of it, stands in the viewport, line by line, in CSS pixels. */
export function textRects(page: Document, node: Node, span?: { begin: number; end: number }): DOMRect[] {
  const range = Document.prototype.createRange.call(page);
  range.selectNodeContents(node);
  if (span) {
    range.setStart(node, span.begin);
    range.setEnd(node, span.end);
  }
  return [...range.getClientRects()];
}

/** The element of an id where an element stands: in its document, or in its shadow tree. */
export function elementById(near: Element, id: string): Element | null {
  const root = treeOf(near);
  if (!root) return null;
  const { getElementById } =
    root.nodeType === Node.DOCUMENT_NODE ? Document.prototype : DocumentFragment.prototype;
  return getElementById.call(root as Document & DocumentFragment, id);
}

/** True where something moves an element now: its style, or a script. */
export function isMoving(element: Element): boolean {
  if (localNameOf(element) === 'marquee') return true;
  const running: Animation[] = Element.prototype.getAnimations?.call(element) ?? [];
  return running.some(({ playState }) => playState === 'running');
}

/** The document or the shadow tree that an element stands in, or the tree itself. */
export function treeOf(node: Node): Document | ShadowRoot | null {
  const root = Node.prototype.getRootNode.call(node);
  return root.nodeType === Node.DOCUMENT_NODE || root.nodeType === Node.DOCUMENT_FRAGMENT_NODE
    ? (root as Document | ShadowRoot)
    : null;
}

/** The sheets of a tree that stand in it. */
export function sheetsOf(tree: Document | ShadowRoot): CSSStyleSheet[] {
  const { prototype } = tree.nodeType === Node.DOCUMENT_NODE ? Document : ShadowRoot;
  const sheets = Object.getOwnPropertyDescriptor(prototype, 'styleSheets')?.get?.call(tree) as
    | StyleSheetList
    | undefined;
  return [...(sheets ?? [])];
}
