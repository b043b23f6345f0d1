import { browser } from 'wxt/browser';
import { z } from 'zod';

const KEY = 'panel-draft';

/** `storage.session` is closed to content scripts and ends with the browser: which draft is open is no more than that. */
const rememberedSchema = z.strictObject({ draftId: z.string(), at: z.number() });

/** The draft that was last opened by a click, and when (Unix milliseconds). */
export type Remembered = z.infer<typeof rememberedSchema>;

/** A click on "open" this recent is why the panel opens now; older ones give way to the page in front. */
const JUST_ASKED_MS = 10_000;

/** Tells the panel, in whatever window it is open, which draft to show. */
export async function rememberPanelDraft(draftId: string): Promise<void> {
  await browser.storage.session.set({ [KEY]: { draftId, at: Date.now() } satisfies Remembered });
}

/** The draft that was last opened by a click. */
export async function rememberedPanelDraft(): Promise<Remembered | undefined> {
  const stored: unknown = (await browser.storage.session.get(KEY))[KEY];
  return rememberedSchema.optional().catch(undefined).parse(stored);
}

/** Calls `listener` whenever a draft is opened by a click. Returns the way to stop. */
export function onPanelDraft(listener: (draftId: string) => void): () => void {
  const changed = (changes: Record<string, unknown>, area: string) => {
    if (area !== 'session' || !(KEY in changes)) return;
    void rememberedPanelDraft().then((remembered) => remembered && listener(remembered.draftId));
  };
  browser.storage.onChanged.addListener(changed);
  return () => browser.storage.onChanged.removeListener(changed);
}

/**
 * Which draft a panel that has just opened shows: the one asked for by the click that opened it, otherwise the one of the listing in
 * front, otherwise the last one opened.
 */
export function firstPanelDraft(known: {
  remembered: Remembered | undefined;
  ofPage: string | undefined;
  now: number;
}): string | undefined {
  const { remembered, ofPage, now } = known;
  if (remembered && now - remembered.at < JUST_ASKED_MS) return remembered.draftId;
  return ofPage ?? remembered?.draftId;
}
