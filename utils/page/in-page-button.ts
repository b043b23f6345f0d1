import {
  currentLanguage,
  m,
  onLanguage,
  type StandingCodes,
  type StepCodes,
  standingSentence,
} from '@marketsafe/words';
import type { CaptureOutcome } from '../messages/messages.ts';
import { keepButton } from './button-keeper.ts';
import { BUTTON_SHEET, FONTS } from './button-look.ts';
import { watchButton } from './button-watch.ts';
import { createElement } from './natives.ts';
import { registeredOutcomeWords } from './outcome-words.ts';

/** The button on a listing page. The page can see that an element was added, and nothing of what is in it. */
export interface InPageButton {
  /** The element on the page. */
  readonly host: Element;
  hide(): void;
  show(): void;
  /** Shows what a capture came to; also for captures that were started elsewhere. */
  tell(outcome: CaptureOutcome | StepCodes): void;
  /** Says how the listing stands, until a capture says more. */
  stand(standing: StandingCodes): void;
  remove(): void;
}

/** If the capture that hid the button never ends (its worker was killed), the button comes back after this time. */
const HIDDEN_AT_MOST_MS = 30_000;

/** What the button is about: nothing yet, a capture, what one came to, a click that did not count, or that nobody answered. */
type Shown =
  | { state: 'ready' | 'capturing' | 'refused' | 'unanswered' }
  | { state: 'told'; outcome: CaptureOutcome | StepCodes };

/** It says that the listing was captured here. */
function isThere(shown: Shown): boolean {
  return shown.state === 'told' && (shown.outcome.outcome === 'saved' || shown.outcome.outcome === 'exists');
}

/** Whether a listing stands otherwise than before because there is a report of it. */
function isReportNews(before: StandingCodes, now: StandingCodes): boolean {
  if (now.is !== 'sent') return now.is === 'on-its-way' && before.is === 'draft';
  return before.is !== 'sent' || before.state !== now.state || before.lastSeen?.seen !== now.lastSeen?.seen;
}

function labelOf(shown: Shown, standing: StandingCodes): string {
  if (shown.state === 'capturing') return m.button_capturing();
  if (isThere(shown)) return m.button_captured();
  // A report of somebody else: one that is here is opened instead.
  return standing.is === 'sent' && standing.by !== null ? m.button_again() : m.button_capture();
}

/** The whole sentence where the words for it have come; until then what is true of every failure. */
function sentenceOf(shown: Shown, standing: StandingCodes): string {
  if (shown.state === 'unanswered') return m.button_reload();
  if (shown.state === 'refused') return m.button_refused();
  if (shown.state === 'ready') return standingSentence(standing, Date.now());
  if (shown.state !== 'told') return '';
  const words = registeredOutcomeWords();
  if (words) return words(shown.outcome, currentLanguage());
  return shown.outcome.outcome === 'failed' ? m.button_failed() : '';
}

export interface ButtonDeps {
  /** Runs on a click that a person made on a button that they saw. */
  capture: () => Promise<CaptureOutcome>;
  /** The page keeps the button away, or no longer does. */
  absent: (isAbsent: boolean) => void;
}

/**
 * Puts the capture button on the page, in a closed shadow root in the top layer. A page that dispatches clicks of its own, or leads a
 * person's click to a button that is not what they see, starts nothing.
 */
export function createInPageButton(page: Document, { capture, absent }: ButtonDeps): InPageButton {
  const host = createElement(page, 'div');
  const root = host.attachShadow({ mode: 'closed' });
  const sheet = createElement(page, 'style');
  sheet.textContent = BUTTON_SHEET;
  const panel = createElement(page, 'div');
  const status = createElement(page, 'p');
  status.setAttribute('role', 'status');
  const button = createElement(page, 'button');
  button.type = 'button';
  panel.append(status, button);
  root.append(sheet, panel);

  let shown: Shown = { state: 'ready' };
  let standing: StandingCodes = { is: 'new' };
  const draw = () => {
    const sentence = sentenceOf(shown, standing);
    status.hidden = sentence === '';
    status.textContent = sentence;
    button.textContent = labelOf(shown, standing);
    panel.lang = currentLanguage();
    panel.style.fontFamily = FONTS[currentLanguage()];
  };
  const become = (next: Shown) => {
    shown = next;
    draw();
  };
  const tell = (outcome: CaptureOutcome | StepCodes) => become({ state: 'told', outcome });
  const stopListening = onLanguage(draw);
  draw();

  const watch = watchButton(
    { page, host, panel, button },
    {
      look: () => keeper.look(),
      absent,
      counting: (isCounting) => panel.toggleAttribute('data-counts', isCounting),
    },
  );
  const clicked = (event: MouseEvent) => {
    if (!event.isTrusted || button.disabled) return;
    if (!watch.counts(event)) return become({ state: 'refused' });
    button.disabled = true;
    become({ state: 'capturing' });
    void capture()
      .then(tell, () => become({ state: 'unanswered' }))
      .finally(() => {
        button.disabled = false;
      });
  };
  const keeper = keepButton(page, host, () => {
    button.addEventListener('click', clicked);
    watch.listen();
  });

  let watchdog: ReturnType<typeof setTimeout> | undefined;
  const show = () => {
    clearTimeout(watchdog);
    panel.style.visibility = 'visible';
    watch.hidden(false);
  };
  return {
    host,
    hide() {
      panel.style.visibility = 'hidden';
      watch.hidden(true);
      clearTimeout(watchdog);
      watchdog = setTimeout(show, HIDDEN_AT_MOST_MS);
    },
    show,
    tell,
    stand(next) {
      // How the report stands says more from then on than that its capture was saved.
      if (isThere(shown) && isReportNews(standing, next)) shown = { state: 'ready' };
      standing = next;
      draw();
    },
    remove() {
      clearTimeout(watchdog);
      stopListening();
      keeper.stop();
      watch.stop();
      host.remove();
    },
  };
}
