import { browser } from 'wxt/browser';
import { z } from 'zod';
import type { Rebuilt } from './rebuild.ts';

const KEY = 'rebuilt';

const count = z.number().int().nonnegative();
const noteSchema = z.strictObject({
  at: z.number(),
  drafts: count,
  reports: count,
  captures: count,
  files: count,
  damaged: count,
  keyLost: z.boolean(),
}) satisfies z.ZodType<Rebuilt>;

/** Keeps what a rebuild put back. Not in the database: that is what was lost. */
export async function keepRebuiltNote(rebuilt: Rebuilt): Promise<void> {
  await browser.storage.local.set({ [KEY]: rebuilt });
}

/** What the last rebuild put back; null where there was none, or its person has read it. */
export async function rebuiltNote(): Promise<Rebuilt | null> {
  const stored: unknown = (await browser.storage.local.get(KEY))[KEY];
  return noteSchema
    .nullable()
    .catch(null)
    .parse(stored ?? null);
}

/** The note has been read. */
export async function forgetRebuiltNote(): Promise<void> {
  await browser.storage.local.remove(KEY);
}
