import { answerOutcomeName, m } from '@marketsafe/words';
import { browser } from 'wxt/browser';
import { keepLanguage } from '../language/keep-language.ts';
import { readSettings } from '../settings/settings.ts';
import { routeHash } from '../workspace/route.ts';

/** A report that the marketplace has said something of. */
interface Answered {
  draftId: string;
  number: string;
  outcome: string;
}

/** More answers that come together than this are one notification. */
const MOST_SINGLE = 3;
/** Of a notification that leads to one report; the rest of its name is the report's. */
const REPORT = 'answer/';
/** Of one that leads to all. */
const ALL = 'answers';

/**
 * The browser's notifications; undefined while the person has not allowed them. Chromium brings the name when they do, Firefox with the next
 * start of the worker.
 */
const notifications = (): typeof browser.notifications | undefined => browser.notifications;

/**
 * Shows that marketplaces have answered, where the person has allowed notifications and is not discreet: number and outcome alone, because
 * others may see the screen. Never fails.
 */
export async function notifyOfAnswers(answered: readonly Answered[]): Promise<void> {
  try {
    const there = notifications();
    if (!there || (await readSettings()).discreet) return;
    await keepLanguage();
    const iconUrl = browser.runtime.getURL('/icon/128.png');
    const show = (id: string, title: string, message: string) =>
      there.create(id, { type: 'basic', iconUrl, title, message });
    if (answered.length > MOST_SINGLE) {
      await show(ALL, m.workspace_notify_many({ count: answered.length }), m.workspace_notify_open());
      return;
    }
    for (const { draftId, number, outcome } of answered) {
      await show(`${REPORT}${draftId}`, number || m.workspace_notify_report(), answerOutcomeName(outcome));
    }
  } catch (error) {
    // The report has its answer all the same.
    console.error(error);
  }
}

/** Opens what a notification is about, in the workspace. */
async function openFrom(id: string): Promise<void> {
  const route = id.startsWith(REPORT)
    ? ({ section: 'draft', draftId: id.slice(REPORT.length) } as const)
    : ({ section: 'queue' } as const);
  const page = browser.runtime.getURL('/workspace.html');
  const url = `${page}${routeHash(route)}`;
  const [open] = await browser.tabs.query({ url: `${page}*` });
  if (open?.id === undefined) await browser.tabs.create({ url });
  else await browser.tabs.update(open.id, { url, active: true });
  await notifications()?.clear(id);
}

let listening = false;

function listen(): void {
  const there = notifications();
  if (listening || !there) return;
  listening = true;
  there.onClicked.addListener((id) => void openFrom(id).catch((error: unknown) => console.error(error)));
}

/** Hears clicks on notifications, from the moment they are allowed. Called in the worker's first turn. */
export function followNotifications(): void {
  listen();
  browser.permissions.onAdded.addListener(listen);
}
