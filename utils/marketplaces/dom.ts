/**
 * Reading a page's document without trusting it. A page can shadow any document property by naming an image or form after it
 * (`<img name="querySelector">`), so every call here goes through the natives of the document's own realm, taken from its prototype
 * chain: a shadowing name lives on the document object itself, never on its prototypes.
 */
interface Natives {
  find: (root: ParentNode, selector: string) => Element | null;
  findAll: (root: ParentNode, selector: string, limit: number) => Element[];
  text: (node: Node, limit: number) => string;
  shadowText: (root: ShadowRoot, limit: number) => string;
  attribute: (element: Element, name: string) => string | null;
}

/** Read-only view of one document; every method returns nothing rather than throw. */
export interface PageDom {
  find: (selector: string, root?: Element) => Element | null;
  findAll: (selector: string, root?: Element, limit?: number) => Element[];
  /** Text of an element as written, without scripts and style sheets within it, at most `limit` UTF-16 units (default 20 000). */
  text: (element: Element, limit?: number) => string;
  attribute: (element: Element, name: string) => string;
  /** Content of `<meta property|name|itemprop="name">`. */
  meta: (name: string) => string;
  /** The document's title element, not `document.title`, which a page can shadow. */
  title: () => string;
  /** Text of an element's open shadow root; empty where there is none. */
  shadowText: (element: Element, limit?: number) => string;
}

const TEXT_LIMIT = 20_000;
const ELEMENT_LIMIT = 5_000;

/** Up to here a text is put together piece by piece: asking a wrapper of the whole page for all of its text costs milliseconds. */
const SHORT_TEXT = 1_000;
const SHOW_TEXT = 4;

/** Wraps a document. @throws never; a document that is none gives a view in which nothing is found. */
export function openDom(document: Document): PageDom {
  const natives = nativesOf(document);
  const whole = document as ParentNode;
  const dom: PageDom = {
    find: (selector, root) => guarded(() => natives?.find(root ?? whole, selector), null) ?? null,
    findAll: (selector, root, limit = ELEMENT_LIMIT) =>
      guarded(() => natives?.findAll(root ?? whole, selector, limit), []) ?? [],
    text: (element, limit = TEXT_LIMIT) => guarded(() => natives?.text(element, limit), '') ?? '',
    attribute: (element, name) => guarded(() => natives?.attribute(element, name), '') ?? '',
    meta: (name) => {
      const quoted = JSON.stringify(name);
      const found = dom.find(`meta[property=${quoted}],meta[name=${quoted}],meta[itemprop=${quoted}]`);
      return found ? dom.attribute(found, 'content').slice(0, TEXT_LIMIT) : '';
    },
    title: () => {
      const found = dom.find('head > title') ?? dom.find('title');
      return found ? dom.text(found) : '';
    },
    shadowText: (element, limit = TEXT_LIMIT) =>
      guarded(() => {
        const root = getter(Object.getPrototypeOf(element), 'shadowRoot')?.call(element) as ShadowRoot | null;
        return root && natives ? natives.shadowText(root, limit) : '';
      }, ''),
  };
  return dom;
}

function nativesOf(document: Document): Natives | null {
  return guarded((): Natives | null => {
    const documentPrototype = Object.getPrototypeOf(document);
    const documentFind = method(documentPrototype, 'querySelector');
    const documentFindAll = method(documentPrototype, 'querySelectorAll');
    const walk = method(documentPrototype, 'createTreeWalker');
    // Any element gives the realm's element natives; the root's type cannot be clobbered into another interface.
    const anyElement = documentFind?.call(document, '*') as Element | null;
    if (!documentFind || !documentFindAll || !anyElement) return null;
    const elementPrototype = Object.getPrototypeOf(anyElement);
    const elementFind = method(elementPrototype, 'querySelector');
    const elementFindAll = method(elementPrototype, 'querySelectorAll');
    const attribute = method(elementPrototype, 'getAttribute');
    const text = getter(elementPrototype, 'textContent');
    const parent = getter(elementPrototype, 'parentElement');
    if (!elementFind || !elementFindAll || !attribute || !text || !parent) return null;

    const texts = (root: Node) => walk?.call(document, root, SHOW_TEXT) as TreeWalker;
    const unreadIn = (root: Node, findAll: Native): UnreadParts => {
      const parts = firstOf(findAll.call(root, UNREAD) as Iterable<Element>, ELEMENT_LIMIT);
      const holders = new Set<Node>();
      for (const part of parts) {
        let holder = parent.call(part) as Element | null;
        while (holder && !holders.has(holder)) {
          holders.add(holder);
          holder = parent.call(holder) as Element | null;
        }
      }
      return { holders, texts: new Set(parts.flatMap((part) => allTexts(texts(part)))) };
    };
    let asked = 0;
    let unread: UnreadParts | undefined;
    const unreadTexts = (node: Node): ReadonlySet<Node> | undefined => {
      if (asked++ < FEW_TEXTS)
        return elementFind.call(node, UNREAD) ? unreadIn(node, elementFindAll).texts : undefined;
      unread ??= unreadIn(document, documentFindAll);
      return unread.holders.has(node) ? unread.texts : undefined;
    };
    return {
      find: (root, selector) =>
        (root === document ? documentFind : elementFind).call(root, selector) as Element | null,
      findAll: (root, selector, limit) => {
        const found = (root === document ? documentFindAll : elementFindAll).call(root, selector);
        return firstOf(found as Iterable<Element>, limit);
      },
      text: (node, limit) => {
        const without = walk ? unreadTexts(node) : undefined;
        return walk && (without || limit <= SHORT_TEXT)
          ? firstText(texts(node), limit, without)
          : ((text.call(node) as string | null) ?? '').slice(0, limit);
      },
      shadowText: (root, limit) => {
        const findAll = method(Object.getPrototypeOf(root), 'querySelectorAll');
        return walk && findAll ? firstText(texts(root), limit, unreadIn(root, findAll).texts) : '';
      },
      attribute: (element, name) => attribute.call(element, name) as string | null,
    };
  }, null);
}

/** Elements whose text nobody reads on the page: a style sheet within a description is no part of it. */
const UNREAD = 'script, style, noscript';
/** Telling a listing from a wall asks for no more texts than this: a look at the whole document would cost more than all of them. */
const FEW_TEXTS = 60;

/** The texts of a document that nobody reads, and every element that holds some: found once, so that asking for a text stays cheap. */
interface UnreadParts {
  holders: ReadonlySet<Node>;
  texts: ReadonlySet<Node>;
}

function allTexts(texts: TreeWalker): Node[] {
  const all: Node[] = [];
  for (let piece = texts.nextNode(); piece; piece = texts.nextNode()) all.push(piece);
  return all;
}

/** The first `limit` UTF-16 units of a text, as `textContent` gives it, without the texts that are not read. */
function firstText(texts: TreeWalker, limit: number, unread?: ReadonlySet<Node>): string {
  let start = '';
  while (start.length < limit) {
    const piece = texts.nextNode();
    if (!piece) break;
    if (!unread?.has(piece)) start += piece.nodeValue ?? '';
  }
  return start.slice(0, limit);
}

/** The first elements of a list: the browser makes an object of each element that is looked at, and of no other. */
function firstOf(list: Iterable<Element>, limit: number): Element[] {
  const elements: Element[] = [];
  for (const element of list) {
    if (elements.length >= limit) break;
    elements.push(element);
  }
  return elements;
}

type Native = (this: unknown, ...args: unknown[]) => unknown;

function method(prototype: object | null, name: string): Native | null {
  const value: unknown = descriptorOf(prototype, name)?.value;
  return typeof value === 'function' ? (value as Native) : null;
}

function getter(prototype: object | null, name: string): Native | null {
  return (descriptorOf(prototype, name)?.get as Native | undefined) ?? null;
}

function descriptorOf(prototype: object | null, name: string): PropertyDescriptor | undefined {
  for (let object = prototype; object; object = Object.getPrototypeOf(object)) {
    const descriptor = Object.getOwnPropertyDescriptor(object, name);
    if (descriptor) return descriptor;
  }
  return undefined;
}

/** Runs a piece of reading so that its failure costs only its own result. */
export function guarded<Result>(read: () => Result, otherwise: Result): Result {
  try {
    return read();
  } catch {
    return otherwise;
  }
}
