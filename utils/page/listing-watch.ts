import { detectPage } from '../marketplaces/detect.ts';
import type { CaptureOutcome, PageMessage, PageStatus } from '../messages.ts';
import { registerButton } from './button-registry.ts';
import { createInPageButton, type InPageButton } from './in-page-button.ts';
import type { TabMessage } from './tab-messages.ts';

/** After a navigation inside the page, its content follows the address by up to some seconds: looked at again after these waits. */
const LOOK_AGAIN_MS = [400, 1_500, 4_000];

export interface WatchDeps {
  page: Document;
  url: () => string;
  send: (message: PageMessage) => Promise<unknown>;
  discreet: () => Promise<boolean>;
  /** Like `setTimeout`, but nothing runs any more once the extension has been updated or removed. */
  later: (run: () => void, ms: number) => void;
}

export interface ListingWatch {
  /** The address has changed, or may have. */
  moved(): void;
  settingsChanged(): void;
  hear(message: TabMessage): PageStatus | undefined;
  stop(): void;
}

/** Says what the page is, follows it from listing to listing, and keeps the in-page button on listings only. */
export function watchListing(deps: WatchDeps): ListingWatch {
  let told = '';
  let generation = 0;
  let button: InPageButton | undefined;
  let stopped = false;

  const look = (): PageStatus => {
    const { marketplace, kind, itemId, wall } = detectPage(deps.url(), deps.page);
    return {
      marketplace,
      kind,
      ...(itemId !== undefined && { itemId }),
      ...(wall !== undefined && { wall }),
    };
  };

  const removeButton = () => {
    registerButton(undefined);
    button?.remove();
    button = undefined;
  };

  const arrange = async (status: PageStatus) => {
    const wanted = status.kind === 'listing' && !(await deps.discreet());
    if (stopped) return;
    if (!wanted) removeButton();
    else if (!button) {
      button = createInPageButton(
        deps.page,
        () => deps.send({ type: 'capture.here' }) as Promise<CaptureOutcome>,
      );
      registerButton(button);
    }
  };

  const report = () => {
    if (stopped) return;
    const status = look();
    const seen = JSON.stringify([deps.url(), status]);
    const interesting = status.kind === 'listing' || status.kind === 'wall';
    // A page that is no listing is told of only when the tab's icon still shows another one.
    if (seen === told || (told === '' && !interesting)) return;
    told = seen;
    void deps.send({ type: 'page.seen', url: deps.url(), ...status }).catch(() => undefined);
    void arrange(status);
  };

  const schedule = () => {
    generation += 1;
    const mine = generation;
    for (const wait of LOOK_AGAIN_MS) deps.later(() => mine === generation && report(), wait);
  };

  report();
  schedule();
  return {
    moved() {
      // A new listing gets a new button: nothing said about the previous one stays on screen.
      removeButton();
      report();
      schedule();
    },
    settingsChanged() {
      void arrange(look());
    },
    hear(message) {
      if (message.type === 'page.report') return look();
      button?.tell(message.outcome);
      return undefined;
    },
    stop() {
      stopped = true;
      removeButton();
    },
  };
}
