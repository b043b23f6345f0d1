import type { AskCause, ClaimState, ClaimTarget, ReasonCode } from '@marketsafe/contract';
import type { DraftRow, LegalHold } from './draft-rows.ts';
import type { OutboxRow } from './outbox-rows.ts';
import type { Following } from './reply-rows.ts';

/** Where a draft or report stands on this device. `sent`: acknowledged, whatever the program has made of it since. */
export type Stage = 'draft' | 'on-way' | 'parked' | 'sent';

/** The outbox entry of a report as lists need it, without its bytes. */
export type LineEntry = Pick<
  OutboxRow,
  'opId' | 'state' | 'nextAt' | 'createdAt' | 'sendingSince' | 'lastProblem'
>;

/**
 * What lists show of a draft or report: so little that thousands are read at once. Made of the draft and its outbox entry whenever one of
 * them changes, in the same transaction; see `keepLines`.
 */
export interface LineRow {
  draftId: string;
  listingKey: string;
  stage: Stage;
  /** When it was finished, or captured first; Unix milliseconds. */
  at: number;
  /** The same where somebody has to do something about it; absent otherwise, so that an index holds only those. */
  urgentAt?: number;
  updatedAt: number;
  marketplace: ClaimTarget['marketplace'];
  itemId: string;
  url: string;
  title?: string;
  price?: NonNullable<ClaimTarget['price']>;
  seller?: NonNullable<ClaimTarget['seller']>;
  /** The newest capture with a picture of the window. */
  captureId?: string;
  sweepId?: string;
  rightId?: string;
  reason?: ReasonCode;
  wall?: string;
  holds?: LegalHold[];
  /** A person took it out of what is finished together. */
  excluded?: true;
  number?: string;
  serverState?: ClaimState;
  deletedThere?: true;
  /** What the marketplace said of it last. */
  answer?: NonNullable<DraftRow['answer']>;
  /** Number of the open claim that it is a duplicate of. */
  sameAs?: string;
  /** Absent of a draft, and of a report that was sent and cleaned up. */
  entry?: LineEntry;
  /** Why the program asks about the report, while it does. */
  asked?: AskCause;
  /** What follows the report and is on its way or parked. */
  following?: LineEntry & { kind: Following };
}

/** A small picture of a listing, made once of a capture's own. */
export interface ThumbRow {
  captureId: string;
  picture: Blob;
  madeAt: number;
}

function stageOf(draft: DraftRow, entry: OutboxRow | undefined): Stage {
  if (draft.state === 'draft') return 'draft';
  if (!entry || entry.state === 'acked') return 'sent';
  return entry.state === 'parked' ? 'parked' : 'on-way';
}

function isUrgent(
  stage: Stage,
  draft: DraftRow,
  serverState: ClaimState | undefined,
  following: OutboxRow | undefined,
): boolean {
  if (stage === 'draft') return draft.wall !== undefined && draft.exclusion === undefined;
  if (stage === 'parked' || following?.state === 'parked') return true;
  return stage === 'sent' && serverState === 'needs_info' && following === undefined;
}

function entryOf({ opId, state, nextAt, createdAt, sendingSince, lastProblem }: OutboxRow): LineEntry {
  return {
    ...{ opId, state, nextAt, createdAt },
    ...(sendingSince !== undefined && { sendingSince }),
    ...(lastProblem && { lastProblem }),
  };
}

/** The line of a draft and its outbox entry. One that is open has none that counts. */
export function lineOf(
  draft: DraftRow,
  found: OutboxRow | undefined,
  followers: readonly OutboxRow[] = [],
): LineRow {
  const entry = draft.state === 'draft' ? undefined : found;
  const { target, wall, holds, sweepId, rightId, reason, question } = draft;
  // What is parked needs somebody; otherwise the one that was finished last says most.
  const waiting = followers.filter(({ state }) => state !== 'acked');
  const following = waiting.find(({ state }) => state === 'parked') ?? waiting.at(-1);
  const stage = stageOf(draft, entry);
  const at = draft.finishedAt ?? draft.createdAt;
  const receipt = draft.receipt ?? entry?.receipt;
  const serverState = draft.serverState ?? receipt?.state;
  const picture = draft.evidence.findLast(({ files }) => files.some(({ method }) => method === 'pixels'));
  return {
    ...{ draftId: draft.draftId, listingKey: draft.listingKey, stage, at, updatedAt: draft.updatedAt },
    ...{ marketplace: target.marketplace, itemId: target.itemId, url: target.canonicalUrl },
    ...(isUrgent(stage, draft, serverState, following) && { urgentAt: at }),
    ...(target.title !== undefined && { title: target.title }),
    ...(target.price && { price: target.price }),
    ...(target.seller && { seller: target.seller }),
    ...(picture && { captureId: picture.captureId }),
    ...(sweepId !== undefined && { sweepId }),
    ...(rightId !== undefined && { rightId }),
    ...(reason !== undefined && { reason }),
    ...(wall !== undefined && { wall }),
    ...(holds && { holds }),
    ...(draft.exclusion && { excluded: true as const }),
    ...(receipt && { number: receipt.number }),
    ...(serverState && { serverState }),
    ...(draft.deletedThere && { deletedThere: draft.deletedThere }),
    ...(draft.answer && { answer: draft.answer }),
    ...(draft.sameAs !== undefined && { sameAs: draft.sameAs }),
    ...(entry && { entry: entryOf(entry) }),
    ...(question && { asked: question.cause }),
    ...(following &&
      following.kind !== 'claim' && { following: { kind: following.kind, ...entryOf(following) } }),
  };
}
