import { currentLanguage, type Language, m, onLanguage } from '@marketsafe/words';
import type { CaptureOutcome } from '../messages/messages.ts';
import { BUTTON_PLACE } from './button-place.ts';
import { documentElementOf } from './natives.ts';
import { registeredOutcomeWords } from './outcome-words.ts';

/** The button on a listing page. The page can see that an element was added, and nothing of what is in it. */
export interface InPageButton {
  /** The element on the page. */
  readonly host: Element;
  hide(): void;
  show(): void;
  /** Shows what a capture came to; also for captures that were started elsewhere. */
  tell(outcome: CaptureOutcome): void;
  remove(): void;
}

/** If the capture that hid the button never ends (its worker was killed), the button comes back after this time. */
const HIDDEN_AT_MOST_MS = 30_000;

// Set through the CSSOM, which a page's content security policy does not touch; a style sheet would need its permission.
const { edge, widest, tallest } = BUTTON_PLACE;
const HOST_STYLE = `all:initial;position:fixed;right:${edge}px;bottom:${edge}px;z-index:2147483647;color-scheme:light`;
const PANEL_STYLE = `font-size:14px;line-height:1.4;display:flex;flex-direction:column;align-items:flex-end;gap:8px;max-width:${widest}px;max-height:${tallest}px`;
const STATUS_STYLE =
  'margin:0;min-height:0;overflow-y:auto;padding:8px 12px;border-radius:8px;background:#fff;color:#1c1f24;border:1px solid #c8ccd2;box-shadow:0 2px 8px rgb(0 0 0/.2)';
const BUTTON_STYLE =
  'font:inherit;font-weight:600;line-height:1;padding:12px 16px;border:1px solid #fff;border-radius:999px;background:#1f5fbf;color:#fff;cursor:pointer;box-shadow:0 2px 8px rgb(0 0 0/.3)';

/** The fonts of `looks/`, whose style sheets do not reach a marketplace's page. */
const FONTS: Readonly<Record<Language, string>> = {
  en: 'system-ui,"Segoe UI",Roboto,"Noto Sans","PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",sans-serif',
  'zh-CN':
    '-apple-system,"Segoe UI",Roboto,"PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC","Source Han Sans SC","WenQuanYi Micro Hei",system-ui,sans-serif',
};

/** What the button is about: nothing yet, a capture, what one came to, or that nobody answered. */
type Shown = { state: 'ready' | 'capturing' | 'unanswered' } | { state: 'told'; outcome: CaptureOutcome };

function labelOf(shown: Shown): string {
  if (shown.state === 'capturing') return m.button_capturing();
  return shown.state === 'told' && shown.outcome.outcome !== 'failed'
    ? m.button_captured()
    : m.button_capture();
}

/** The whole sentence where the words for it have come; until then what is true of every failure. */
function sentenceOf(shown: Shown): string {
  if (shown.state === 'unanswered') return m.button_reload();
  if (shown.state !== 'told') return '';
  const words = registeredOutcomeWords();
  if (words) return words(shown.outcome, currentLanguage());
  return shown.outcome.outcome === 'failed' ? m.button_failed() : '';
}

/**
 * Puts the capture button on the page, in a closed shadow root. `capture` runs on a real click only: a page that dispatches clicks
 * of its own starts nothing.
 */
export function createInPageButton(page: Document, capture: () => Promise<CaptureOutcome>): InPageButton {
  const host = page.createElement('div');
  host.style.cssText = HOST_STYLE;
  const root = host.attachShadow({ mode: 'closed' });
  const panel = page.createElement('div');
  panel.style.cssText = PANEL_STYLE;
  const status = page.createElement('p');
  status.style.cssText = STATUS_STYLE;
  status.setAttribute('role', 'status');
  const button = page.createElement('button');
  button.type = 'button';
  button.style.cssText = BUTTON_STYLE;
  panel.append(status, button);
  root.append(panel);

  let watchdog: ReturnType<typeof setTimeout> | undefined;
  const show = () => {
    clearTimeout(watchdog);
    panel.style.visibility = 'visible';
  };
  let shown: Shown = { state: 'ready' };
  const draw = () => {
    const sentence = sentenceOf(shown);
    status.hidden = sentence === '';
    status.style.display = sentence === '' ? 'none' : 'block';
    status.textContent = sentence;
    button.textContent = labelOf(shown);
    panel.lang = currentLanguage();
    panel.style.fontFamily = FONTS[currentLanguage()];
  };
  const become = (next: Shown) => {
    shown = next;
    draw();
  };
  const tell = (outcome: CaptureOutcome) => become({ state: 'told', outcome });
  const stopListening = onLanguage(draw);
  draw();

  button.addEventListener('click', (event) => {
    if (!event.isTrusted || button.disabled) return;
    button.disabled = true;
    become({ state: 'capturing' });
    void capture()
      .then(tell, () => become({ state: 'unanswered' }))
      .finally(() => {
        button.disabled = false;
      });
  });

  documentElementOf(page)?.append(host);
  return {
    host,
    hide() {
      panel.style.visibility = 'hidden';
      clearTimeout(watchdog);
      watchdog = setTimeout(show, HIDDEN_AT_MOST_MS);
    },
    show,
    tell,
    remove() {
      clearTimeout(watchdog);
      stopListening();
      host.remove();
    },
  };
}
