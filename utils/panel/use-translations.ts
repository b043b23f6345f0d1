import type { Language } from '@marketsafe/contract';
import { useLiveQuery } from 'dexie-react-hooks';
import type { TranslationRequest } from '../database/reference-rows.ts';
import { pageDatabase } from '../hooks/page-database.ts';
import { ASK_TIMEOUT_MS, ask } from '../messages/ask.ts';
import { signedIn } from '../session/session.ts';
import {
  askForTranslation,
  canBeAsked,
  findRequest,
  keptRequests,
  requestsOf,
} from '../translations/requests.ts';

/** Texts in another language: what has come of each request, and the way to ask. */
export interface TranslatingControl {
  /** The last request for a text; undefined where there is none. */
  find: (text: string, target: Language) => TranslationRequest | undefined;
  /** Whether one can ask for a text now. */
  mayAsk: (text: string) => boolean;
  onAsk: (text: string, target: Language) => void;
}

/** Language help on this device, live. What is asked for is on disk at once, and sent by the worker. */
export function useTranslations(): TranslatingControl {
  const kept = useLiveQuery(async () => {
    const session = await signedIn(pageDatabase);
    return session ? requestsOf(await keptRequests(pageDatabase), session) : null;
  });
  return {
    find: (text, target) => findRequest(kept ?? [], text, target),
    mayAsk: (text) => !!kept && canBeAsked(text),
    onAsk: (text, target) =>
      void askForTranslation(pageDatabase, { text, target }, Date.now())
        .then(() => ask<'outbox.poke'>({ type: 'outbox.poke' }, ASK_TIMEOUT_MS.quick))
        .catch(console.error),
  };
}
