import { type Language, MAX_TRANSLATED, storable, translationOrder } from '@marketsafe/contract';
import { v7 as uuidv7 } from 'uuid';
import type { ReporterDatabase } from '../database/database.ts';
import type { TranslationRequest } from '../database/reference-rows.ts';
import { type SignedIn, signedIn } from '../session/session.ts';

/** Most requests that are kept: the oldest that are done give way. */
const MOST = 200;

/** Whether a text can be asked for. */
export function canBeAsked(text: string): boolean {
  const { length } = text.trim();
  return length > 0 && length <= MAX_TRANSLATED;
}

/** All requests on this device, the newest last. */
export async function keptRequests(db: ReporterDatabase): Promise<TranslationRequest[]> {
  const row = await db.reference.get('translations');
  return row?.key === 'translations' ? row.requests : [];
}

/** The requests of whoever is signed in, for whom they act. */
export function requestsOf(
  requests: readonly TranslationRequest[],
  { me }: Pick<SignedIn, 'me'>,
): TranslationRequest[] {
  return requests.filter(
    ({ organisationId, userId }) =>
      organisationId === me.organisation.organisationId && userId === me.user.userId,
  );
}

/** The last request for a text in a language; none of a text that has changed since. */
export function findRequest(
  requests: readonly TranslationRequest[],
  text: string,
  target: Language,
): TranslationRequest | undefined {
  const wanted = text.trim();
  return requests.findLast((one) => one.text === wanted && one.target === target);
}

/** Changes the kept requests in one transaction. `now` in Unix milliseconds. */
export async function changeRequests(
  db: ReporterDatabase,
  change: (requests: TranslationRequest[]) => TranslationRequest[],
  now: number,
): Promise<void> {
  await db.transaction('rw', db.reference, async () => {
    const changed = change(await keptRequests(db));
    // One that the program has not got yet is never given up.
    const waiting = changed.filter(({ state }) => state === 'waiting').length;
    let spare = Math.max(0, MOST - waiting);
    const kept = changed
      .toReversed()
      .filter(({ state }) => state === 'waiting' || spare-- > 0)
      .toReversed();
    await db.reference.put({ key: 'translations', requests: kept, fetchedAt: now });
  });
}

/**
 * Asks for a text in another language: the request is on disk when this resolves, and goes to the program with the next round. Asking for the
 * same once more changes nothing, unless the program had refused it.
 * @returns whether it is kept: nobody who is not signed in can ask, and no text that is empty or too long
 */
export async function askForTranslation(
  db: ReporterDatabase,
  wanted: { text: string; target: Language },
  now: number,
): Promise<boolean> {
  const session = await signedIn(db);
  const order = translationOrder.safeParse(storable(wanted));
  if (!session || !order.success) return false;
  const { text, target } = order.data;
  const { organisation, user } = session.me;
  await changeRequests(
    db,
    (requests) => {
      const before = findRequest(requestsOf(requests, session), text, target);
      if (before && before.state !== 'refused') return requests;
      const request: TranslationRequest = {
        ...{ translationId: uuidv7(), organisationId: organisation.organisationId, userId: user.userId },
        ...{ text, target, askedAt: now, state: 'waiting', machineDraft: null, result: null },
      };
      return [...requests.filter((one) => one !== before), request];
    },
    now,
  );
  return true;
}
