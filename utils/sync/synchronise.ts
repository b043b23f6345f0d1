import { type ApiResult, type Call, isProgramsWord } from '../api/client.ts';
import { pullKnown } from '../known/pull-known.ts';
import { tellSightings } from '../known/sightings.ts';
import { tellDrafts } from '../known/tell-drafts.ts';
import { type LanguageStore, shareLanguage } from '../language/share-language.ts';
import type { OutboxDeps } from '../outbox/deps.ts';
import { type DrainResult, drain } from '../outbox/drain.ts';
import { refreshMarketplaces } from '../reference/marketplace-settings.ts';
import { refreshProcedures } from '../reference/procedures.ts';
import { keptRights, refreshRights } from '../reference/rights.ts';
import { refreshSellerLists } from '../reference/seller-lists.ts';
import { CHALLENGE_EVERY_MS, refreshChallenge } from '../sealing/challenge.ts';
import { enrolDevice } from '../sealing/enrol-device.ts';
import { fetchSeals } from '../sealing/fetch-seals.ts';
import { fetchNewKeys } from '../sealing/program-keys.ts';
import { expireSession, noteDeviceTold, type SignedIn, signedIn } from '../session/session.ts';
import { sessionCall } from '../session/session-call.ts';
import { pullTranslations, sendRequests } from '../translations/exchange.ts';
import { type Answered, pullChanges } from './changes.ts';
import { isLeftAlone, noteLeft } from './left-alone.ts';
import { pullQuestions } from './questions.ts';

/** How often the worker looks for changes, in minutes: what the marketplace answers is to be here within one. */
export const LOOK_EVERY_MINUTES = 0.5;

/** How often, in milliseconds, changes, what is switched off, who is on a list, what marketplaces ask for, and rights are fetched along with other work, without being asked for. */
const CHANGES_EVERY_MS = 15_000;
const MARKETPLACES_EVERY_MS = 300_000;
const SELLERS_EVERY_MS = 60_000;
const PROCEDURES_EVERY_MS = 3_600_000;
const RIGHTS_EVERY_MS = 3_600_000;

/** Everything of the platform that synchronising touches. */
export interface SyncDeps extends OutboxDeps {
  /** Absent where nothing is to be chosen. */
  language?: LanguageStore;
  /** Whether colleagues are told of which listings this device has drafts. Absent: they are not. */
  sharesDrafts?: () => Promise<boolean>;
  /** Shows what marketplaces have just said. Absent: nothing is shown. */
  tellAnswers?: (answered: readonly Answered[]) => Promise<void>;
}

/** How old the rights may be: those under mandates end with them, which is no change of a right. */
async function rightsAge(db: SyncDeps['db']): Promise<number> {
  const rights = (await keptRights(db)) ?? [];
  return rights.some(({ mandates }) => mandates) ? CHANGES_EVERY_MS : RIGHTS_EVERY_MS;
}

function isStale(fetchedAt: number | undefined, now: number, maxAge: number): boolean {
  return fetchedAt === undefined || now - fetchedAt > maxAge || fetchedAt > now;
}

/**
 * What makes captures hold: a fresh challenge, this device's enrolment, and the seals of what was delivered. A server that has no
 * such routes, being older, is no failure.
 */
async function pullSeals(
  { db, now }: OutboxDeps,
  call: Call,
  session: SignedIn,
  hurry: boolean,
): Promise<ApiResult<unknown>> {
  const { organisationId } = session.me.organisation;
  const nothing: ApiResult<unknown> = { ok: true, value: undefined, status: 200, headers: new Headers() };
  const steps = [
    async () =>
      hurry || isStale((await db.reference.get('challenge'))?.fetchedAt, now(), CHALLENGE_EVERY_MS)
        ? refreshChallenge(db, call, now)
        : undefined,
    async () => {
      if (await isLeftAlone(db, session, now())) return undefined;
      // A device that the organisation knows is told once more for each sign-in: that is how the server learns which one has it.
      const again = session.renewal !== undefined && !session.isDeviceTold;
      const enrolled = await enrolDevice(db, call, organisationId, now, { again });
      if (enrolled?.ok && again) await noteDeviceTold(db, session);
      return enrolled;
    },
    () => fetchSeals(db, call, now),
    () => fetchNewKeys(db, call, now),
  ];
  for (const step of steps) {
    const result = await step();
    if (result && !result.ok && !(result.kind === 'http' && result.status === 404)) return result;
  }
  return nothing;
}

/** Fetches what has aged; changes, settings and the challenge at once when `hurry` says that a user is looking. */
async function pull(deps: SyncDeps, hurry: boolean, hasSent: boolean): Promise<void> {
  const { db, now } = deps;
  const session = await signedIn(db);
  if (!session) return;
  const call = sessionCall(db, deps, session);
  const seen = async (result: ApiResult<unknown>) => {
    if (!result.ok && isProgramsWord(result, 401)) await expireSession(db, session.token);
    await noteLeft(db, session, result, now());
  };
  let rightsChanged = false;
  const asked = await sendRequests(db, call, session, now);
  if (asked.failure) await seen(asked.failure);
  let translationsChanged = asked.sent > 0;
  if (hurry || isStale((await db.reference.get('changes'))?.fetchedAt, now(), CHANGES_EVERY_MS)) {
    const pulled = await pullChanges(db, call, session.me.organisation.organisationId, now);
    await seen(pulled);
    if (!pulled.ok) return;
    rightsChanged = pulled.value.rightsChanged;
    translationsChanged ||= pulled.value.translationsChanged;
    if (pulled.value.answered.length > 0) await deps.tellAnswers?.(pulled.value.answered);
    await seen(await pullQuestions(db, call));
    if (deps.language) await seen(await shareLanguage(call, deps.language));
  }
  if (translationsChanged) await seen(await pullTranslations(db, call, session, now));
  if (deps.sharesDrafts) {
    for (const tell of [tellDrafts, tellSightings]) {
      if (await isLeftAlone(db, session, now())) break;
      const told = await tell(db, call, session, { isShared: await deps.sharesDrafts(), now });
      if (told) await seen(told);
    }
  }
  // What was just sent may be what a colleague has sent before.
  if (hurry || hasSent || isStale((await db.reference.get('known'))?.fetchedAt, now(), CHANGES_EVERY_MS)) {
    await seen(await pullKnown(db, call, session, now));
  }
  if (hurry || isStale((await db.reference.get('sellers'))?.fetchedAt, now(), SELLERS_EVERY_MS)) {
    await seen(await refreshSellerLists(db, call, session.me.organisation.organisationId, now));
  }
  const settings = await db.reference.get('marketplaces');
  if (hurry || isStale(settings?.fetchedAt, now(), MARKETPLACES_EVERY_MS)) {
    await seen(await refreshMarketplaces(db, call, now));
  }
  if (hurry || isStale((await db.reference.get('procedures'))?.fetchedAt, now(), PROCEDURES_EVERY_MS)) {
    await seen(await refreshProcedures(db, call, now));
  }
  if (rightsChanged || isStale((await db.reference.get('rights'))?.fetchedAt, now(), await rightsAge(db))) {
    await seen(await refreshRights(db, call, now));
  }
  await seen(await pullSeals(deps, call, session, hurry));
}

/**
 * One round of everything this device has to say to the server and to hear from it: sends what is due, then fetches changes,
 * settings and rights if they have aged. Never rejects; returns when the next round is due.
 */
export async function synchronise(deps: SyncDeps, options: { hurry: boolean }): Promise<DrainResult> {
  const result = await drain(deps, options);
  if (result.ended !== 'done' && result.ended !== 'busy') return result;
  try {
    await pull(deps, options.hurry, (result.sent ?? 0) > 0);
    return result;
  } catch (error) {
    return { ...result, error };
  }
}
