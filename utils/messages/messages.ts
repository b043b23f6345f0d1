import {
  CAPTURE_PROFILES,
  FACT_LIMITS,
  type Limitation,
  listingKey,
  listingScope,
  MARKETPLACE_IDS,
  PAGE_KINDS,
  type SellerList,
  WALLS,
} from '@marketsafe/contract';
import type { CaptureFailure, Language, SignInProblem, StandingCodes, StepCodes } from '@marketsafe/words';
import { z } from 'zod';
import type { StoreState } from '../second-copy/check-store.ts';

/** What a key of a sweep asks for. */
const SWEEP_KEYS = ['capture', 'not-infringing', 'watch', 'undo'] as const;
export type SweepKey = (typeof SWEEP_KEYS)[number];

/** What a content script says of its page, and the worker of a tab. */
export const pageStatus = z.strictObject({
  marketplace: z.enum(MARKETPLACE_IDS).nullable(),
  kind: z.enum(PAGE_KINDS),
  wall: z.enum(WALLS).optional(),
  itemId: z
    .string()
    .regex(/^\d{1,20}$/)
    .optional(),
  scope: listingScope.optional(),
  /** The address only redirects: what it leads to is not known yet. */
  shortLink: z.literal(true).optional(),
  /** How the page's button stands: the page removes it or keeps it out of sight. Nothing where it is there, or was never wanted. */
  button: z.literal('absent').optional(),
});
export type PageStatus = z.infer<typeof pageStatus>;

/** Key of the listing a page shows or guards; nothing where it is none. */
export function keyOfPage({ marketplace, itemId, scope }: PageStatus): string | undefined {
  return marketplace && itemId ? listingKey({ marketplace, itemId, scope }) : undefined;
}

/**
 * Every message between the extension's parts, in one union. Ids travel, never bytes. Content scripts run inside hostile
 * pages: they may only send the messages of `pageMessage`, which offer what the page is or ask for a capture of their own tab.
 */
const pageMessage = z.discriminatedUnion('type', [
  /** The page may show a listing, or many, by its address: what else is needed there has to come. */
  z.strictObject({ type: z.literal('page.here'), shows: z.enum(['listing', 'list']) }),
  z.strictObject({ type: z.literal('page.seen'), ...pageStatus.shape }),
  /** `listing` is the key of the listing that the button stands on: another one is not captured in its place. */
  z.strictObject({ type: z.literal('capture.here'), listing: z.string().max(100) }),
  /** The listings that a search or store page shows, by key: how do they stand? */
  z.strictObject({
    type: z.literal('page.cards'),
    listings: z.array(z.string().max(100)).max(FACT_LIMITS.cards),
    /** Who offers each of them, in their order, as far as the page says. */
    sellers: z
      .array(z.strictObject({ id: z.string().max(300).optional(), name: z.string().max(300).optional() }))
      .max(FACT_LIMITS.cards),
  }),
  /** How many of them a person has chosen. */
  z.strictObject({ type: z.literal('page.chosen'), count: z.number().int().nonnegative() }),
  /** A person goes on with them in the side panel. */
  z.strictObject({ type: z.literal('page.panel') }),
  /** A capture of the whole page was not heard of any more: the page has put itself back. */
  z.strictObject({ type: z.literal('capture.left') }),
]);

const extensionMessage = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('capture.start'),
    tabId: z.number().int(),
    /** Key of the listing that the user was shown: another one is not captured in its place. */
    listing: z.string().max(100).optional(),
    /** Capture again although this listing has a draft: the capture is added to it. */
    again: z.boolean().optional(),
    /** The user's default unless given. */
    profile: z.enum(CAPTURE_PROFILES).optional(),
  }),
  /** A key of a sweep, pressed in the side panel for the tab in front. */
  z.strictObject({ type: z.literal('sweep.key'), tabId: z.number().int(), key: z.enum(SWEEP_KEYS) }),
  /** The capture of this tab ends with what it has. */
  z.strictObject({ type: z.literal('capture.stop'), tabId: z.number().int() }),
  z.strictObject({ type: z.literal('page.status'), tabId: z.number().int() }),
  /** The side panel shows the listings of this tab: what reads them has to come. */
  z.strictObject({ type: z.literal('cards.bring'), tabId: z.number().int() }),
  z.strictObject({ type: z.literal('outbox.poke') }),
  /** How what is stored stands; what is lost is put back first. */
  z.strictObject({ type: z.literal('store.look') }),
  /** A page that was editing this draft goes away: what it wrote last may have no second copy. */
  z.strictObject({ type: z.literal('draft.left'), draftId: z.string().max(100) }),
  z.strictObject({ type: z.literal('session.begin') }),
  z.strictObject({ type: z.literal('session.poll') }),
  z.strictObject({ type: z.literal('session.end') }),
]);

export const message = z.union([pageMessage, extensionMessage]);
export type Message = z.infer<typeof message>;
export type PageMessage = z.infer<typeof pageMessage>;

/** What a capture came to, in codes: every place that shows it says it in its own language. */
export type CaptureOutcome =
  | {
      outcome: 'saved';
      draftId: string;
      method: 'pixels' | 'rendered' | 'none';
      limitations: readonly Limitation[];
      /** Pictures of the page beside the one of the window. */
      slices: number;
    }
  | { outcome: 'exists'; draftId: string; state: 'draft' | 'finished' }
  | { outcome: 'failed'; code: CaptureFailure };

/** What the settings mean for a marketplace page. Content scripts read no settings: they hear of them from the worker. */
export interface PageSettings {
  /** The page is left untouched: no button in it. */
  discreet: boolean;
  /** In which language the button speaks. */
  language: Language;
}

/** The answer to each message. */
export interface Replies {
  'page.here': undefined;
  'page.cards': PageSettings & {
    standings: Record<string, StandingCodes>;
    /** Lists of the organisation's that sellers are on, by listing; why they are stays where no page runs. */
    listed: Record<string, SellerList>;
  };
  'page.chosen': undefined;
  'page.panel': undefined;
  'cards.bring': undefined;
  'page.seen': PageSettings;
  'capture.here': CaptureOutcome;
  'capture.left': undefined;
  'capture.start': CaptureOutcome;
  'sweep.key': StepCodes | null;
  'capture.stop': undefined;
  'page.status': PageStatus;
  'outbox.poke': undefined;
  'store.look': StoreState;
  'draft.left': undefined;
  'session.begin': { ok: true } | { ok: false; problem: SignInProblem };
  'session.poll': undefined;
  'session.end': undefined;
}
