import type { CaptureFailure } from '@marketsafe/words';
import type { ViewerTraces } from '../database/capture-rows.ts';
import { isDiskFull } from '../database/reserve.ts';
import type { CaptureOutcome } from '../messages/messages.ts';
import type { CaptureEnd } from './build-capture.ts';
import { type CaptureDeps, type CaptureRequest, CaptureStopped } from './capture-deps.ts';
import { beginJob, keepWhatThereIs, refuseWhenFull } from './capture-job.ts';
import type { Moment } from './moment.ts';
import { draftToOpen, recogniseListing } from './recognise-listing.ts';
import { freePlace, signAndSave } from './sign-and-save.ts';
import { takeMoment } from './take-moment.ts';
import { takeRest } from './take-rest.ts';

/** Adds to a saved capture where its picture shows the viewer and the listing. */
async function keepViewer(
  { db }: CaptureDeps,
  { captureId }: Moment,
  viewer: () => Promise<ViewerTraces>,
): Promise<void> {
  try {
    await db.captures.update(captureId, { viewer: await viewer() });
  } catch (error) {
    console.error(error);
  }
}

/** The steps of a capture, in their order. Until the moment is taken nothing is kept but that it began. */
async function capture(deps: CaptureDeps, request: CaptureRequest): Promise<CaptureOutcome> {
  const { state } = await deps.store.look();
  if (state !== 'sound') throw new CaptureStopped(state === 'no-room' ? 'storage-lost' : 'storage-unread');
  // Asked beside the rest: the browser takes its time to count what is free.
  const room = refuseWhenFull(deps);
  room.catch(() => undefined);
  const clicked = await recogniseListing(deps, request);
  const earlier = await draftToOpen(deps, request, clicked.key);
  if (earlier) return { outcome: 'exists', draftId: earlier.draftId, state: earlier.state };
  await room;
  const begun = beginJob(deps, request, clicked);
  // Looked up while the page answers. Where another capture takes the place meanwhile, it is looked up again.
  const place = freePlace(deps.db, begun.startedAt);
  place.catch(() => undefined);
  try {
    const taken = await takeMoment(deps, request, clicked, begun);
    const { moment, rest, files } = await takeRest(deps, request, clicked.tab.windowId, taken);
    const end: CaptureEnd = {
      profile: request.profile,
      endedAt: deps.now(),
      monotonicMs: Math.round(deps.monotonic() - begun.startedTicks),
      ...rest,
    };
    const { draftId, limitations } = await signAndSave(
      ...([deps.db, deps.context, moment, end, files, place, request.sweepId] as const),
    );
    // It is saved by now: nobody waits for the second look. Until it is known, no copy goes out by itself.
    const known = moment === taken.moment ? keepViewer(deps, moment, taken.viewer) : Promise.resolve();
    request.looking?.(known);
    void known.then(() => deps.whole(draftId));
    const slices = rest.slices.filter(({ method }) => method === 'pixels').length;
    return { outcome: 'saved', draftId, method: taken.picture.method, limitations, slices };
  } catch (error) {
    if (!(await keepWhatThereIs(deps.db, begun.captureId))) throw error;
    console.error(error);
    throw new CaptureStopped('kept-for-later');
  }
}

function codeOf(error: unknown): CaptureFailure {
  if (error instanceof CaptureStopped) return error.code;
  console.error(error);
  if (isDiskFull(error)) return 'storage-full';
  const isStorage = error instanceof Error && /Dexie|Database|Abort|Open|Unknown/.test(error.name);
  return isStorage ? 'storage-failed' : 'internal';
}

/**
 * Captures the listing a tab shows into a draft. Resolves only after the strict transaction has committed; never rejects: what went
 * wrong, what was kept and what to do is in the outcome.
 */
export async function captureListing(deps: CaptureDeps, request: CaptureRequest): Promise<CaptureOutcome> {
  try {
    return await capture(deps, request);
  } catch (error) {
    const code = codeOf(error);
    // What these say of what was and what is saved is said only when it was looked up.
    const isOfStorage = code === 'internal' || code === 'storage-full' || code === 'storage-failed';
    return {
      outcome: 'failed',
      code: isOfStorage && !(await deps.store.allThere()) ? 'storage-unread' : code,
    };
  }
}
