import { listingKey } from '@marketsafe/contract/marketplaces';
import { isLanguage, type StandingCodes, type StepCodes, setLanguage } from '@marketsafe/words';
import { detectPage } from '../marketplaces/detect.ts';
import type { CaptureOutcome, PageMessage, PageSettings, PageStatus } from '../messages/messages.ts';
import { registerButton } from './button-registry.ts';
import { headingOf, holdUnsettled } from './heading.ts';
import { createInPageButton, type InPageButton } from './in-page-button.ts';
import type { TabMessage } from './tab-messages.ts';

/** After a navigation inside the page, its content follows the address by up to some seconds: looked at again after these waits. */
const LOOK_AGAIN_MS = [400, 1_500, 4_000];

export interface WatchDeps {
  page: Document;
  url: () => string;
  send: (message: PageMessage) => Promise<unknown>;
  /** Like `setTimeout`, but nothing runs any more once the extension has been updated or removed. */
  later: (run: () => void, ms: number) => void;
}

export interface ListingWatch {
  /** The address has changed. */
  moved(): void;
  /** The page was taken out of the back/forward cache: it is as it was, but the tab's icon is not. */
  returned(): void;
  hear(message: TabMessage): PageStatus | undefined;
  stop(): void;
}

/** Key of a listing, as the worker makes it too; empty for a page that is none. */
function keyOf({ marketplace, itemId, scope }: PageStatus): string {
  return marketplace && itemId ? listingKey({ marketplace, itemId, scope }) : '';
}

/** What the worker says of the settings; a page is left untouched where it says nothing. */
function follow(reply: unknown): Pick<PageSettings, 'discreet'> {
  const { discreet, language } = (reply ?? {}) as { [Name in keyof PageSettings]?: unknown };
  if (isLanguage(language)) setLanguage(language);
  return { discreet: discreet !== false };
}

/** Says what the page is, follows it from listing to listing, and keeps the in-page button on listings only. */
export function watchListing(deps: WatchDeps): ListingWatch {
  let told = '';
  let generation = 0;
  let shown: { key: string; heading: string } = { key: '', heading: '' };
  let button: InPageButton | undefined;
  let isButtonAbsent = false;
  let stopped = false;
  /** Told before there was a button that could say it. */
  let step: StepCodes | undefined;
  let stands: { listing: string; standing: StandingCodes } | undefined;

  const look = (): PageStatus => {
    const { canonicalUrl: _, ...status } = detectPage(deps.url(), deps.page);
    return isButtonAbsent ? { ...status, button: 'absent' } : status;
  };

  const removeButton = () => {
    registerButton(undefined);
    button?.remove();
    button = undefined;
    isButtonAbsent = false;
  };

  const arrange = (status: PageStatus, { discreet }: Pick<PageSettings, 'discreet'>) => {
    if (status.kind !== 'listing' || discreet) return removeButton();
    if (button) return;
    const listing = keyOf(status);
    button = createInPageButton(deps.page, {
      capture: () => deps.send({ type: 'capture.here', listing }) as Promise<CaptureOutcome>,
      absent(isAbsent) {
        isButtonAbsent = isAbsent;
        report();
      },
    });
    if (stands?.listing === listing) button.stand(stands.standing);
    if (step) button.tell(step);
    step = undefined;
    registerButton(button);
  };

  /** The worker answers whether the user wants pages left untouched, and in which language; until it does, they are. */
  const tell = async (status: PageStatus) => {
    const mine = generation;
    const reply = await deps.send({ type: 'page.seen', ...status });
    if (mine === generation && !stopped) arrange(status, follow(reply));
  };

  const report = () => {
    if (stopped) return;
    const status = look();
    shown = { key: keyOf(status), heading: headingOf(deps.page) };
    const seen = JSON.stringify([deps.url(), status]);
    const interesting = status.kind === 'listing' || status.kind === 'wall';
    // A page that is no listing is told of only when the tab's icon still shows another one.
    if (seen === told || (told === '' && !interesting)) return;
    told = seen;
    tell(status).catch(() => {
      // Nobody took it: told again at the next look.
      told = '';
    });
  };

  const schedule = () => {
    generation += 1;
    const mine = generation;
    for (const wait of LOOK_AGAIN_MS) deps.later(() => mine === generation && report(), wait);
  };

  schedule();
  report();
  return {
    moved() {
      const before = shown;
      schedule();
      // A new listing gets a new button: nothing said about the previous one stays on screen.
      if (keyOf(look()) !== before.key) {
        removeButton();
        holdUnsettled(before.key === '' ? '' : before.heading, Date.now());
      }
      report();
    },
    returned() {
      told = '';
      schedule();
      report();
    },
    hear(message) {
      switch (message.type) {
        case 'page.report':
          return look();
        case 'capture.told':
          if (message.listing === shown.key) button?.tell(message.outcome);
          return undefined;
        case 'step.told':
          if (button) button.tell(message.told);
          else step = message.told;
          return undefined;
        case 'standing':
          stands = message;
          if (message.listing === shown.key) button?.stand(message.standing);
          return undefined;
        case 'settings':
          arrange(look(), follow(message));
          return undefined;
      }
    },
    stop() {
      stopped = true;
      removeButton();
    },
  };
}
