import type { LanguageChoice, LanguageSetting } from '@marketsafe/contract';
import { languageAnswer, meAnswer } from '../api/answers.ts';
import type { ApiResult, Call } from '../api/client.ts';

/** A choice on this device; `chosenAt` in Unix milliseconds, 0 where nobody has chosen yet. */
export interface LocalChoice {
  choice: LanguageChoice;
  chosenAt: number;
}

/** Where this device keeps its choice. */
export interface LanguageStore {
  read: () => Promise<LocalChoice>;
  write: (local: LocalChoice) => Promise<unknown>;
}

function toLocal({ choice, chosenAt }: LanguageSetting): LocalChoice {
  return { choice, chosenAt: Date.parse(chosenAt) };
}

/**
 * Brings this device's choice of language and that of the signed-in person together: the newest holds, here and in the console. A server
 * that keeps none, being older, is no failure.
 */
export async function shareLanguage(call: Call, store: LanguageStore): Promise<ApiResult<unknown>> {
  const who = await call({ method: 'GET', path: '/v1/me', answer: meAnswer });
  if (!who.ok) return who;
  const theirs: LocalChoice = who.value.language
    ? toLocal(who.value.language)
    : { choice: 'browser', chosenAt: 0 };
  const ours = await store.read();
  if (theirs.chosenAt > ours.chosenAt) await store.write(theirs);
  if (theirs.chosenAt >= ours.chosenAt) return who;
  const told = await call({
    method: 'PUT',
    path: '/v1/me/language',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ choice: ours.choice, chosenAt: new Date(ours.chosenAt).toISOString() }),
    answer: languageAnswer,
  });
  if (!told.ok) return told.kind === 'http' && told.status === 404 ? who : told;
  const holds = toLocal(told.value);
  // The server takes no time that lies ahead. What was chosen here while it answered is newer than either.
  if (holds.chosenAt !== ours.chosenAt && (await store.read()).chosenAt === ours.chosenAt)
    await store.write(holds);
  return told;
}
