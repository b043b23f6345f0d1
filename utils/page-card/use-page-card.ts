import type { CaptureProfile } from '@marketsafe/contract';
import {
  listedSellerSentence,
  listedSellerTone,
  m,
  outcomeSentence,
  sellerSentence,
  standingSentence,
} from '@marketsafe/words';
import { useLiveQuery } from 'dexie-react-hooks';
import type { LineRow } from '../database/line-rows.ts';
import { draftOfListing } from '../drafts/drafts.ts';
import { pageDatabase } from '../hooks/page-database.ts';
import type { ActionResult } from '../hooks/use-attempt.ts';
import { listedSellerOf } from '../known/listed-seller.ts';
import { knownSeller, sellerTally } from '../known/seller-tally.ts';
import { type Standing, standing } from '../known/standing.ts';
import { send } from '../messages/send-message.ts';
import { type QueueContext, queueRow } from '../queue/queue-rows.ts';
import { useSettings } from '../settings/use-settings.ts';
import type { KnownPage } from './ask-page.ts';
import { type PageSummary, summarisePage } from './page-summary.ts';
import type { ActiveTab } from './use-active-tab.ts';
import { type CaptureResult, useCapture, useCaptureProgress } from './use-capture.ts';
import { pageListing, usePage } from './use-page.ts';

/** What this device already holds about the listing in front. */
interface HeldListing {
  state: 'draft' | 'finished';
  title: string | null;
  age: string;
  number: string | null;
  stateName: string;
}

/** How the listing in front stands with the organisation. */
interface StandingView {
  /** Empty where nobody has anything on it. */
  sentence: string;
  /** What the organisation has reported of its seller. */
  seller: string | null;
  /** The list of the organisation's that its seller is on. */
  listed: { tone: 'warn' | 'info'; sentence: string } | null;
  /** There is a claim on it: capturing is capturing again, and `relisted` where it was removed before. */
  again: 'no' | 'again' | 'relisted';
}

export interface PageCardControl {
  page:
    | { state: 'asking' }
    | { state: 'unknown'; sentence: string }
    | { state: 'known'; summary: PageSummary };
  /** Null when there is nothing; undefined while it is being looked up. */
  held: HeldListing | null | undefined;
  standing: StandingView;
  running: boolean;
  /** Slices of the whole page so far; null while there are none. */
  progress: { done: number; of: number } | null;
  /** What one click takes. */
  profile: CaptureProfile;
  result: ActionResult;
  onCapture: (again: boolean, profile: CaptureProfile) => void;
  /** Ends a capture of the whole page with what it has. */
  onStop: () => void;
  onOpen: () => void;
}

function pageView(page: KnownPage): PageCardControl['page'] {
  switch (page.state) {
    case 'asking':
      return page;
    case 'unknown':
      return {
        state: 'unknown',
        sentence: page.why === 'no-tab' ? m.popup_no_tab() : m.shared_no_answer(),
      };
    case 'known':
      return { state: 'known', summary: summarisePage(page.status) };
  }
}

function resultView(result: CaptureResult): NonNullable<ActionResult> {
  if (result.outcome === 'unknown') return { tone: 'bad', sentence: m.shared_no_answer() };
  return { tone: result.outcome === 'saved' ? 'good' : 'bad', sentence: outcomeSentence(result) };
}

function heldListing(line: LineRow, context: QueueContext): HeldListing {
  const { title, age, number, state, stateName, note } = queueRow(line, context);
  return {
    state: line.stage === 'draft' ? 'draft' : 'finished',
    title,
    age,
    number,
    stateName: (state === 'sent' || state === 'duplicate') && note !== null ? note : stateName,
  };
}

function againOf(stands: Standing): StandingView['again'] {
  if (stands.is !== 'sent') return 'no';
  return stands.state === 'removed' ? 'relisted' : 'again';
}

/** How a listing stands with the organisation, as a person reads it. */
function useStanding(key: string | null, now: number): StandingView {
  const found = useLiveQuery(async () => {
    if (key === null) return null;
    const seller = await knownSeller(pageDatabase, key);
    const tally = seller === undefined ? null : await sellerTally(pageDatabase, seller);
    const listed = await listedSellerOf(pageDatabase, key);
    return { stands: await standing(pageDatabase, key), tally, listed };
  }, [key]);
  if (!found) return { sentence: '', seller: null, listed: null, again: 'no' };
  const { stands, tally, listed } = found;
  return {
    sentence: standingSentence(stands, now),
    seller: tally && sellerSentence(tally),
    listed: listed && { tone: listedSellerTone(listed), sentence: listedSellerSentence(listed) },
    again: againOf(stands),
  };
}

/** The page in front, its capture, and what this device holds about it. `open` is called in the click's own turn. */
export function usePageCard(
  active: ActiveTab | null | undefined,
  context: QueueContext,
  open: (draftId: string) => void,
): PageCardControl {
  const page = usePage(active);
  const key = pageListing(page);
  const line = useLiveQuery(async () => {
    const draft = key === null ? undefined : await draftOfListing(pageDatabase, key);
    return (draft && (await pageDatabase.lines.get(draft.draftId))) ?? null;
  }, [key]);
  const stands = useStanding(key, context.now);
  const { running, result, capture } = useCapture();
  const progress = useCaptureProgress(active?.tabId);
  const { settings } = useSettings();
  return {
    page: pageView(page),
    held: line && heldListing(line, context),
    standing: stands,
    running: running || progress !== null,
    progress,
    profile: settings?.profile ?? 'quick',
    result: result && resultView(result),
    onCapture: (again, profile) => {
      if (!active) return;
      void capture({ tabId: active.tabId, listing: key, again, profile }).then((outcome) => {
        if (outcome.outcome === 'exists') open(outcome.draftId);
      });
    },
    onStop: () => {
      if (active) void send({ type: 'capture.stop', tabId: active.tabId }).catch(console.error);
    },
    onOpen: () => {
      if (line) open(line.draftId);
    },
  };
}
