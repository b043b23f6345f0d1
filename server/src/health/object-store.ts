import { setTimeout as wait } from 'node:timers/promises';
import type { Health } from '@marketsafe/contract';
import { openObjects } from '../blobs/s3/objects.ts';
import type { ObjectStoreSettings } from '../blobs/s3/settings.ts';

/** How long an answer is waited for, in milliseconds: whoever asks how the server is does not wait for a stuck store. */
const PATIENCE = 3_000;
/** How long what was found is told again, in milliseconds: anybody may ask, and each question to the store costs. */
const HOLDS = 5_000;
/** What is asked for: no file of ours has such a name. */
const NOTHING = 'health';

/** Makes what tells whether the object store answers; however many ask, it is asked once in a few seconds. */
export function watchObjectStore(
  settings: ObjectStoreSettings,
): () => Promise<NonNullable<Health['objectStore']>> {
  const objects = openObjects({ ...settings, patience: PATIENCE });
  let asked: { at: number; answer: Promise<'ok' | 'away'> } | null = null;

  async function ask(): Promise<'ok' | 'away'> {
    const answers = objects.head(NOTHING).then(
      () => 'ok' as const,
      () => 'away' as const,
    );
    return Promise.race([answers, wait(PATIENCE, 'away' as const, { ref: false })]);
  }

  return () => {
    if (!asked || performance.now() - asked.at > HOLDS) asked = { at: performance.now(), answer: ask() };
    return asked.answer;
  };
}
