import type { ListingCard, ListingFacts, Seller, SellerList } from '@marketsafe/contract';
import { listingKey, recogniseAddress } from '@marketsafe/contract/marketplaces';
import { isLanguage, m, onLanguage, type StandingCodes, setLanguage } from '@marketsafe/words';
import { readPage } from '../marketplaces/read-page.ts';
import { extensionHere, type Listener } from '../page/extension.ts';
import { bodyOf, documentElementOf, queryAll } from '../page/natives.ts';
import { type CardMarks, createCardMarks, type MarkedCard } from './card-marks.ts';
import { sellerOfCard } from './card-sellers.ts';
import { isCardsMessage } from './cards-messages.ts';
import { type Choice, chooseAll, chooseSpan, chosenOf, NO_CHOICE, toggle } from './choice.ts';
import { findPlaces } from './find-places.ts';
import { takePictures } from './take-pictures.ts';

/** After a change of the page its cards are read again once it has been quiet for so long, in milliseconds, and after the second at last. */
const QUIET_MS = 500;
const AT_LAST_MS = 2_000;

/** How often a page asks whether its extension is still there, in milliseconds. */
const STILL_THERE_EVERY_MS = 5_000;

/** Longest name of a seller that is asked about. */
const LONGEST_NAME = 300;

const KEY = Symbol.for('marketsafe-reporter.cards');
type Following = { [KEY]?: () => void };

/** The Navigation API as far as it is needed here: an event after the address has changed. */
interface NavigationEvents {
  addEventListener(type: 'currententrychange', listener: () => void, options: { signal: AbortSignal }): void;
}

/** A search or store page as it was read last. */
interface ReadCards {
  cards: ListingCard[];
  keys: string[];
  seller: ListingFacts['seller'] | undefined;
}

function readCards(url: string): ReadCards {
  const { cards = [], facts } = readPage(url, document);
  return { cards, keys: cards.map(listingKey), seller: facts.seller };
}

/** What a seller is known by; of a page's text, not more than a message may hold. */
function namesOf(seller: Pick<Seller, 'id' | 'name'> | undefined): { id?: string; name?: string } {
  const { id, name } = seller ?? {};
  return {
    ...(id !== undefined && id.length <= LONGEST_NAME && { id }),
    ...(name !== undefined && name.length <= LONGEST_NAME && { name }),
  };
}

function isListPage(url: string): boolean {
  const kind = recogniseAddress(url)?.kind;
  return kind === 'search' || kind === 'store';
}

/**
 * Reads the listings of a search or store page and follows it while it grows; marks them in the page unless it is to be left untouched,
 * and tells whoever asks from the side panel. Started again in the same page, it ends the one that ran.
 */
export function followCards(): void {
  const runtime = extensionHere();
  if (!runtime) return;
  const world = globalThis as Following & { navigation?: NavigationEvents };
  world[KEY]?.();
  const end = new AbortController();
  let read: ReadCards = { cards: [], keys: [], seller: undefined };
  let choice: Choice = NO_CHOICE;
  let standings: ReadonlyMap<string, StandingCodes> = new Map();
  let lists: ReadonlyMap<string, SellerList> = new Map();
  let isDiscreet = true;
  let marks: CardMarks | undefined;
  let places: ReadonlyMap<string, Element> = new Map();
  let url = location.href;

  const choose = (next: Choice) => {
    choice = next;
    draw();
    tell({ type: 'page.chosen', count: chosenOf(choice, read.keys).length });
  };
  const tell = (message: object): Promise<unknown> =>
    Promise.resolve(extensionHere()?.sendMessage(message)).catch(() => undefined);
  const isNew = (key: string) => (standings.get(key)?.is ?? 'new') === 'new';
  const ofSeller = (key: string) => {
    const card = read.cards[read.keys.indexOf(key)];
    const seller = card && sellerOfCard(card);
    // The cards of a store are all its own, and do not say so.
    const isSame = (each: ListingCard) =>
      seller === undefined ? read.seller !== undefined : sellerOfCard(each) === seller;
    return read.cards.filter(isSame).map(listingKey);
  };
  const draw = () => {
    if (isDiscreet || read.cards.length === 0) {
      marks?.remove();
      marks = undefined;
      return;
    }
    marks ??= createCardMarks(document, {
      choose: (key, isSpan) => choose(isSpan ? chooseSpan(choice, read.keys, key) : toggle(choice, key)),
      chooseSeller: (key) => choose(chooseAll(choice, [key, ...ofSeller(key)])),
      chooseNew: () => choose(chooseAll(choice, read.keys.filter(isNew))),
      clear: () => choose(NO_CHOICE),
      goOn: () => void tell({ type: 'page.panel' }),
    });
    const marked = read.cards.flatMap((card): MarkedCard[] => {
      const key = listingKey(card);
      const place = places.get(key);
      if (!place) return [];
      const standing = standings.get(key) ?? { is: 'new' };
      const title = card.title ?? m.shared_listing({ itemId: card.itemId });
      const listed = lists.get(key) ?? null;
      return [{ key, title, place, standing, listed, chosen: choice.chosen.has(key) }];
    });
    marks.show(marked);
  };
  /** The worker answers how the listings stand, and whether the page may be touched; until it does, it is not. */
  const look = async () => {
    if (end.signal.aborted || !isListPage(location.href)) return;
    read = readCards(location.href);
    places = findPlaces(document, location.href, new Set(read.keys));
    draw();
    if (read.keys.length === 0) return;
    const answer = await tell({
      type: 'page.cards',
      listings: read.keys,
      sellers: read.cards.map((card) => namesOf(card.seller ?? read.seller?.value)),
    });
    const {
      discreet,
      language,
      standings: told,
      listed,
    } = (answer ?? {}) as {
      discreet?: unknown;
      language?: unknown;
      standings?: Record<string, StandingCodes>;
      listed?: Record<string, SellerList>;
    };
    if (end.signal.aborted) return;
    if (isLanguage(language)) setLanguage(language);
    if (typeof discreet === 'boolean') isDiscreet = discreet;
    if (told) standings = new Map(Object.entries(told));
    if (listed) lists = new Map(Object.entries(listed));
    draw();
  };

  let quiet: ReturnType<typeof setTimeout> | undefined;
  let changedSince: number | undefined;
  let links = -1;
  const lookIfChanged = () => {
    changedSince = undefined;
    const body = bodyOf(document);
    const now = body ? queryAll(body, 'a').length : 0;
    if (now === links) return marks?.place();
    links = now;
    void look();
  };
  const changed = () => {
    clearTimeout(quiet);
    const now = performance.now();
    changedSince ??= now;
    quiet = setTimeout(lookIfChanged, now - changedSince > AT_LAST_MS ? 0 : QUIET_MS);
  };
  let frame: number | undefined;
  const moved = () => {
    frame ??= requestAnimationFrame(() => {
      frame = undefined;
      marks?.place();
    });
  };
  const addressMoved = () => {
    if (location.href === url) return;
    url = location.href;
    choice = NO_CHOICE;
    read = { cards: [], keys: [], seller: undefined };
    draw();
    if (isListPage(url)) changed();
  };

  const hear: Listener = (message, _, answer) => {
    if (!isCardsMessage(message)) return undefined;
    switch (message.type) {
      case 'cards.read': {
        const { cards, seller } = read.cards.length > 0 ? read : readCards(location.href);
        answer({ cards, seller, chosen: chosenOf(choice, read.keys) });
        return undefined;
      }
      case 'cards.choose':
        choose({ chosen: new Set(message.listings), anchor: choice.anchor });
        return answer(true);
      case 'cards.pictures': {
        const wanted = read.cards.filter((card) => message.listings.includes(listingKey(card)));
        void takePictures(document, wanted, places).then(answer);
        // The answer comes later.
        return true;
      }
      case 'cards.stand':
        void look();
        return undefined;
      case 'settings':
        isDiscreet = message.discreet;
        if (isLanguage(message.language)) setLanguage(message.language);
        draw();
        return undefined;
    }
  };
  runtime.onMessage.addListener(hear);
  const observer = new MutationObserver(changed);
  observer.observe(document, { childList: true, subtree: true });
  const sizes = new ResizeObserver(moved);
  const rootElement = documentElementOf(document);
  if (rootElement) sizes.observe(rootElement);
  const stopListening = onLanguage(draw);
  const listening = { signal: end.signal, capture: true, passive: true };
  window.addEventListener('scroll', moved, listening);
  window.addEventListener('resize', moved, listening);
  window.addEventListener('load', moved, listening);
  world.navigation?.addEventListener('currententrychange', addressMoved, { signal: end.signal });
  const heartbeat = setInterval(() => {
    addressMoved();
    if (!extensionHere()) stop();
  }, STILL_THERE_EVERY_MS);
  const stop = () => {
    end.abort();
    clearTimeout(quiet);
    clearInterval(heartbeat);
    if (frame !== undefined) cancelAnimationFrame(frame);
    observer.disconnect();
    sizes.disconnect();
    stopListening();
    extensionHere()?.onMessage.removeListener(hear);
    marks?.remove();
    marks = undefined;
  };
  world[KEY] = stop;
  lookIfChanged();
}
