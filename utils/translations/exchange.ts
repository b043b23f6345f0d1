import { translation } from '@marketsafe/contract';
import { translationsAnswer } from '../api/answers.ts';
import { type ApiResult, type Call, isProgramsWord } from '../api/client.ts';
import type { ReporterDatabase } from '../database/database.ts';
import type { TranslationRequest } from '../database/reference-rows.ts';
import type { SignedIn } from '../session/session.ts';
import { changeRequests, keptRequests, requestsOf } from './requests.ts';

/** Answers that no later try changes: the request itself is what the program will not have. */
const FINAL = [400, 403, 404, 413, 422];

/**
 * Brings requests that wait to the program, one after another, each under the id that it was made with: one that was cut off is sent again and
 * is the same there. What cannot be sent now waits for the next round.
 * @returns how many the program took, and the first failure that was not about a request itself
 */
export async function sendRequests(
  db: ReporterDatabase,
  call: Call,
  session: SignedIn,
  now: () => number,
): Promise<{ sent: number; failure?: ApiResult<unknown> }> {
  let sent = 0;
  const waiting = requestsOf(await keptRequests(db), session).filter(({ state }) => state === 'waiting');
  for (const { translationId, text, target } of waiting) {
    const answer = await call({
      method: 'PUT',
      path: `/v1/translations/${translationId}`,
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ text, target }),
    });
    const refused = !answer.ok && isProgramsWord(answer, ...FINAL);
    if (!answer.ok && !refused) return { sent, failure: answer };
    await changeRequests(
      db,
      (requests) =>
        requests.map((one) =>
          one.translationId === translationId ? { ...one, state: refused ? 'refused' : 'asked' } : one,
        ),
      now(),
    );
    if (!refused) sent += 1;
  }
  return { sent };
}

/** Fetches what has come of the requests of whoever is signed in, those that were made in the console, too. */
export async function pullTranslations(
  db: ReporterDatabase,
  call: Call,
  session: SignedIn,
  now: () => number,
): Promise<ApiResult<unknown>> {
  const answer = await call({ method: 'GET', path: '/v1/translations', answer: translationsAnswer });
  if (!answer.ok) return answer;
  const { organisation, user } = session.me;
  const heard: TranslationRequest[] = answer.value.translations.flatMap((raw) => {
    // One into a language that this extension does not know is for a newer one.
    const parsed = translation.strip().safeParse(raw);
    if (!parsed.success) return [];
    const { translationId, text, target, askedAt, machineDraft, result } = parsed.data;
    return [
      {
        ...{ translationId, organisationId: organisation.organisationId, userId: user.userId, text, target },
        ...{ askedAt: Date.parse(askedAt), state: 'asked' as const, machineDraft, result },
      },
    ];
  });
  const ids = new Set(heard.map(({ translationId }) => translationId));
  await changeRequests(
    db,
    (requests) =>
      [...requests.filter(({ translationId }) => !ids.has(translationId)), ...heard].sort(
        (one, other) => one.askedAt - other.askedAt,
      ),
    now(),
  );
  return answer;
}
