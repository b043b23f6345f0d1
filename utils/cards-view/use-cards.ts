import { type ListingCard, listingCard, listingFacts, listingKey } from '@marketsafe/contract';
import {
  formatPrice,
  listedSellerSentence,
  listedSellerTone,
  marketplaceName,
  type StandingCodes,
  sellerListName,
  sellerSentence,
  standingName,
  standingSentence,
} from '@marketsafe/words';
import { useLiveQuery } from 'dexie-react-hooks';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { browser } from 'wxt/browser';
import { z } from 'zod';
import { sellerOfCard } from '../cards/card-sellers.ts';
import type { CardsMessage } from '../cards/cards-messages.ts';
import { type Choice, chooseAll, chooseSpan, chosenOf, NO_CHOICE, toggle } from '../cards/choice.ts';
import { pageDatabase } from '../hooks/page-database.ts';
import { listedSellersOf } from '../known/listed-seller.ts';
import { sellerKey } from '../known/listing-identity.ts';
import { sellerTally } from '../known/seller-tally.ts';
import { standingsOf } from '../known/standing.ts';
import { ASK_TIMEOUT_MS, ask } from '../messages/ask.ts';
import type { ActiveTab } from '../page-card/use-active-tab.ts';

/** Pictures that are asked for at once: those of about two screens. */
const PICTURES = 24;

/** What the script in the page says of its cards; each is parsed on its own. */
const told = z.object({
  cards: z.array(z.unknown()).max(1_000),
  seller: listingFacts.shape.seller.catch(undefined),
  chosen: z.array(z.string().max(100)).max(1_000),
});

/** A listing of the page in front, as the panel shows it. */
interface CardRow {
  key: string;
  title: string;
  price: string | null;
  seller: string | null;
  /** The list of the organisation's that the seller is on: a word, whole, and how that looks. */
  listed: { name: string; sentence: string; tone: 'warn' | 'info' } | null;
  marketplace: string;
  /** Address of a small picture in this page; null while there is none. */
  picture: string | null;
  /** How it stands: a word, whole, and how that looks. */
  standing: { name: string; sentence: string; is: StandingCodes['is'] | 'removed' | 'duplicate' };
  chosen: boolean;
}

export interface CardsControl {
  state: 'asking' | 'unreachable' | 'known';
  rows: CardRow[];
  /** The chosen ones, in page order. */
  chosen: ListingCard[];
  /** What the organisation has reported of the store's seller. */
  seller: string | null;
  onChoose: (key: string, isSpan: boolean) => void;
  onChooseSeller: (key: string) => void;
  onChooseNew: () => void;
  onClear: () => void;
}

async function askTab(tabId: number, message: CardsMessage): Promise<unknown> {
  return browser.tabs.sendMessage(tabId, message, { frameId: 0 }).catch(() => undefined);
}

function isOfCards(message: unknown): boolean {
  const type = (message as { type?: unknown } | null)?.type;
  return type === 'page.cards' || type === 'page.chosen';
}

/** Kinds of pictures that are shown; as a picture, a drawing runs no script. */
const DATA = /^data:(image\/(?:jpeg|png|webp|avif|gif|svg\+xml))[^,]*;base64,([A-Za-z0-9+/=]+)$/;

/** A picture that came as data, under an address that this page may show. */
function pictureAddress(data: unknown): string | undefined {
  const [, type, base64] = (typeof data === 'string' ? DATA.exec(data) : null) ?? [];
  if (type === undefined || base64 === undefined) return undefined;
  try {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    return URL.createObjectURL(new Blob([bytes], { type }));
  } catch {
    return undefined;
  }
}

/** Small pictures of listings, as the page has them, while they are shown. */
function usePictures(tabId: number | undefined, keys: readonly string[]): ReadonlyMap<string, string> {
  const [pictures, setPictures] = useState<ReadonlyMap<string, string>>(new Map());
  const asked = useRef(new Set<string>());
  const kept = useRef(new Set<string>());
  const names = keys.join(' ');
  useEffect(() => {
    if (tabId === undefined) return;
    let over = false;
    const wanted = names.split(' ').filter((key) => key !== '' && !asked.current.has(key));
    for (const key of wanted) asked.current.add(key);
    const take = async () => {
      for (let at = 0; at < wanted.length && !over; at += PICTURES) {
        const listings = wanted.slice(at, at + PICTURES);
        const answer = (await askTab(tabId, { type: 'cards.pictures', listings })) ?? {};
        const taken = Object.entries(answer).flatMap(([key, data]): [string, string][] => {
          const address = pictureAddress(data);
          return address === undefined ? [] : [[key, address]];
        });
        for (const [, address] of taken) kept.current.add(address);
        if (!over) setPictures((before) => new Map([...before, ...taken]));
      }
    };
    void take();
    return () => {
      over = true;
    };
  }, [tabId, names]);
  useEffect(
    () => () => {
      for (const address of kept.current) URL.revokeObjectURL(address);
    },
    [],
  );
  return pictures;
}

function lookOf(standing: StandingCodes): CardRow['standing']['is'] {
  if (standing.is !== 'sent') return standing.is;
  return standing.state === 'removed' || standing.state === 'duplicate' ? standing.state : 'sent';
}

/**
 * The listings of the search or store page in front, as the script in the page reads them, how each stands, and which are chosen: the same
 * choice as in the page itself. `now` in Unix milliseconds.
 */
export function useCards(tab: Pick<ActiveTab, 'tabId' | 'visit'> | undefined, now: number): CardsControl {
  const [read, setRead] = useState<{ cards: ListingCard[]; seller: string | undefined }>();
  const [state, setState] = useState<CardsControl['state']>('asking');
  const [choice, setChoice] = useState<Choice>(NO_CHOICE);
  const tabId = tab?.tabId;
  const visit = tab?.visit;

  useEffect(() => {
    // A visit more is another page in the same tab.
    if (tabId === undefined || visit === undefined) return;
    let over = false;
    const look = async () => {
      const answer = told.safeParse(await askTab(tabId, { type: 'cards.read' }));
      if (over) return;
      if (!answer.success) return setState('unreachable');
      const cards = answer.data.cards.flatMap((raw) => {
        const card = listingCard.safeParse(raw);
        return card.success ? [card.data] : [];
      });
      const store = answer.data.seller?.value;
      const [first] = cards;
      setRead({ cards, seller: first && store && sellerKey(first.marketplace, store) });
      setChoice(({ anchor }) => ({ chosen: new Set(answer.data.chosen), anchor }));
      setState('known');
    };
    const begin = async () => {
      if ((await askTab(tabId, { type: 'cards.read' })) === undefined)
        await ask<'cards.bring'>({ type: 'cards.bring', tabId }, ASK_TIMEOUT_MS.quick);
      if (!over) await look();
    };
    const heard = (message: unknown, { tab: from }: { tab?: { id?: number | undefined } | undefined }) => {
      if (from?.id === tabId && isOfCards(message)) void look();
      return undefined;
    };
    browser.runtime.onMessage.addListener(heard);
    void begin();
    return () => {
      over = true;
      browser.runtime.onMessage.removeListener(heard);
    };
  }, [tabId, visit]);

  const cards = useMemo(() => read?.cards ?? [], [read]);
  const keys = useMemo(() => cards.map(listingKey), [cards]);
  const names = keys.join(' ');
  const standings = useLiveQuery(
    () => standingsOf(pageDatabase, names === '' ? [] : names.split(' ')),
    [names],
  );
  const store = read?.seller;
  const tally = useLiveQuery(
    async () => (store === undefined ? null : await sellerTally(pageDatabase, store)),
    [store],
  );
  const listed = useLiveQuery(
    () =>
      listedSellersOf(
        pageDatabase,
        cards.map((card) => ({ key: listingKey(card), seller: card.seller })),
      ),
    [cards],
  );
  const pictures = usePictures(tabId, keys);
  const choose = useCallback(
    (next: Choice) => {
      setChoice(next);
      if (tabId !== undefined) void askTab(tabId, { type: 'cards.choose', listings: chosenOf(next, keys) });
    },
    [tabId, keys],
  );

  const rows = cards.map((card, index): CardRow => {
    const key = keys[index] ?? '';
    const standing = standings?.get(key) ?? { is: 'new' as const };
    const seller = listed?.get(key);
    return {
      key,
      title: card.title ?? card.itemId,
      price: card.price ? formatPrice(card.price.value) : null,
      seller: card.seller?.name ?? card.seller?.id ?? null,
      listed: seller
        ? {
            name: sellerListName(seller.list),
            sentence: listedSellerSentence(seller),
            tone: listedSellerTone(seller),
          }
        : null,
      marketplace: marketplaceName(card.marketplace),
      picture: pictures.get(key) ?? null,
      standing: {
        name: standingName(standing),
        sentence: standingSentence(standing, now),
        is: lookOf(standing),
      },
      chosen: choice.chosen.has(key),
    };
  });
  return {
    state,
    rows,
    chosen: cards.filter((_, index) => choice.chosen.has(keys[index] ?? '')),
    seller: tally ? sellerSentence(tally) : null,
    onChoose: (key, isSpan) => choose(isSpan ? chooseSpan(choice, keys, key) : toggle(choice, key)),
    onChooseSeller: (key) => {
      const card = cards[keys.indexOf(key)];
      const seller = card && sellerOfCard(card);
      const same = cards.filter((each) => seller === undefined || sellerOfCard(each) === seller);
      choose(chooseAll(choice, same.map(listingKey)));
    },
    onChooseNew: () =>
      choose(
        chooseAll(
          choice,
          rows.filter(({ standing }) => standing.is === 'new').map(({ key }) => key),
        ),
      ),
    onClear: () => choose(NO_CHOICE),
  };
}
