import { type AnswerCause, type ClaimState, isWatched, type Seen } from '@marketsafe/contract';
import type { ReporterDatabase } from '../database/database.ts';
import type { DraftRow } from '../database/draft-rows.ts';
import type { KnownRow } from '../database/known-rows.ts';
import type { OutboxRow } from '../database/outbox-rows.ts';
import type { SightingRow } from '../database/reference-rows.ts';
import type { MarkRow } from '../database/sweep-rows.ts';
import { sisterKeys } from './listing-identity.ts';

/**
 * How a listing stands on this device, one answer for icon, button, cards, popup and desk. `by`: a colleague's name; null where it is the
 * person who asks, or nobody knows. Times in Unix milliseconds.
 */
export type Standing =
  | { is: 'new' }
  /** An open draft of this device. */
  | { is: 'draft'; draftId: string; at: number }
  /** Finished here and not acknowledged yet. */
  | { is: 'on-its-way'; draftId: string; at: number; parked: boolean }
  | SentStanding
  /** An open draft elsewhere: a colleague's, or one's own on another device. */
  | { is: 'draft-elsewhere'; at: number; by: string | null }
  | { is: 'watched' | 'not-infringing'; at: number; by: string | null }
  /** The same number on a sister site: perhaps the same item. */
  | { is: 'perhaps'; listingKey: string; other: SentStanding };

/** A claim that the program has. */
interface SentStanding {
  is: 'sent';
  number: string;
  state: ClaimState;
  /** When it was received. */
  at: number;
  by: string | null;
  /** The open claim that a duplicate is the same as. */
  sameAs?: string;
  /** For what the marketplace refused it. */
  cause?: AnswerCause;
  /** What was found last where the removed listing had been. */
  lastSeen?: { seen: Seen; at: number };
  /** Of a report of this device. */
  draftId?: string;
}

/** All that there is about one listing. */
interface ListingRows {
  drafts: readonly DraftRow[];
  entries: readonly OutboxRow[];
  known: readonly KnownRow[];
  mark?: MarkRow | undefined;
  /** What this device saw of it last. */
  seen?: SightingRow | undefined;
}

/** States after which a claim stands in nobody's way. The server decides; here it is about which of several is named. */
const OVER: ReadonlySet<ClaimState> = new Set([
  'duplicate',
  'declined',
  'platform_rejected',
  'withdrawn',
  'overturned',
  'reinstated',
]);

/** The later of what the organisation was told and what this device saw, since the claim went into its state. */
function lastSight(
  told: SentStanding['lastSeen'],
  own: SightingRow | undefined,
  since: number,
): SentStanding['lastSeen'] {
  const last = own && own.at > (told?.at ?? 0) ? { seen: own.seen, at: own.at } : told;
  return last && last.at >= since ? last : undefined;
}

function sentOf({ drafts, entries, known, seen }: ListingRows): SentStanding[] {
  const claims = new Map<string, SentStanding>();
  for (const { id, kind, number, state, at, by, sameAs, cause, lastSeen, since } of known) {
    if (kind !== 'claim' || number === undefined || state === undefined) continue;
    const last = isWatched(state) ? lastSight(lastSeen, seen, since ?? at) : undefined;
    claims.set(id, {
      ...{ is: 'sent', number, state, at, by, ...(sameAs !== undefined && { sameAs }) },
      ...(cause !== undefined && { cause }),
      ...(last && { lastSeen: last }),
    });
  }
  for (const draft of drafts) {
    const receipt = draft.receipt ?? entries.find(({ entityId }) => entityId === draft.draftId)?.receipt;
    if (draft.state !== 'finished' || !receipt) continue;
    const id = `claim:${draft.draftId}`;
    const { draftId, serverState, sameAs, answer } = draft;
    claims.set(id, {
      is: 'sent',
      number: receipt.number,
      at: Date.parse(receipt.receivedAt),
      by: null,
      ...(sameAs !== undefined && { sameAs }),
      ...claims.get(id),
      // The device's own row hears of changes first.
      state: serverState ?? receipt.state,
      ...(answer?.cause && { cause: answer.cause }),
      draftId,
    });
  }
  return [...claims.values()];
}

/** The claim that counts: the newest that is not over, otherwise the newest. */
function newestSent(rows: ListingRows): SentStanding | undefined {
  const newestFirst = sentOf(rows).sort((one, other) => other.at - one.at);
  return newestFirst.find(({ state }) => !OVER.has(state)) ?? newestFirst[0];
}

/** How a listing stands, by what there is about it, and about the same number on sister sites. */
function standingOf(
  rows: ListingRows,
  besideOpen: boolean,
  sisters: readonly { listingKey: string; rows: ListingRows }[] = [],
): Standing {
  const open = besideOpen ? undefined : rows.drafts.find(({ state }) => state === 'draft');
  if (open) return { is: 'draft', draftId: open.draftId, at: open.createdAt };
  const waiting = rows.drafts
    .filter(({ state, receipt }) => state === 'finished' && !receipt)
    .flatMap((draft) => {
      const entry = rows.entries.find(({ entityId }) => entityId === draft.draftId);
      return entry && entry.state !== 'acked' ? [{ draft, entry }] : [];
    })
    .at(-1);
  if (waiting) {
    const { draft, entry } = waiting;
    const at = draft.finishedAt ?? draft.updatedAt;
    return { is: 'on-its-way', draftId: draft.draftId, at, parked: entry.state === 'parked' };
  }
  const sent = newestSent(rows);
  if (sent) return sent;
  const own = new Set(rows.drafts.map(({ draftId }) => `draft:${draftId}`));
  const elsewhere = rows.known
    .filter(({ kind, id }) => kind === 'draft' && !own.has(id))
    .sort((one, other) => one.at - other.at)[0];
  if (elsewhere) return { is: 'draft-elsewhere', at: elsewhere.at, by: elsewhere.by };
  if (rows.mark) {
    const { kind, at, by } = rows.mark;
    return { is: kind === 'watch' ? 'watched' : 'not-infringing', at, by };
  }
  for (const sister of sisters) {
    const other = newestSent(sister.rows);
    if (other) return { is: 'perhaps', listingKey: sister.listingKey, other };
  }
  return { is: 'new' };
}

/** Collects rows by the key of their listing. */
function byListing<Row extends { listingKey: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const others = found.get(row.listingKey);
    if (others) others.push(row);
    else found.set(row.listingKey, [row]);
  }
  return found;
}

/**
 * How listings stand on this device, by their keys: one look into each table, however many they are. `besideOpen`: apart from the open
 * drafts of this device.
 */
export async function standingsOf(
  db: ReporterDatabase,
  keys: readonly string[],
  { besideOpen = false }: { besideOpen?: boolean } = {},
): Promise<Map<string, Standing>> {
  const wanted = [...new Set(keys.flatMap((key) => [key, ...sisterKeys(key)]))];
  const [drafts, known, marks, sightings] = await Promise.all([
    db.drafts.where('listingKey').anyOf(wanted).toArray(),
    db.known.where('listingKey').anyOf(wanted).toArray(),
    db.marks.bulkGet(wanted),
    db.reference.get('sightings'),
  ]);
  const seen = sightings?.key === 'sightings' ? sightings.rows : [];
  const seenOf = new Map(seen.map((row) => [row.listingKey, row]));
  const finished = drafts.filter(({ state }) => state === 'finished').map(({ draftId }) => draftId);
  const entries = finished.length === 0 ? [] : await db.outbox.where('entityId').anyOf(finished).toArray();
  const markOf = new Map(marks.flatMap((mark) => (mark ? [[mark.listingKey, mark]] : [])));
  const [draftsOf, knownOf] = [byListing(drafts), byListing(known)];
  const rowsOf = (key: string): ListingRows => ({
    drafts: draftsOf.get(key) ?? [],
    entries,
    known: knownOf.get(key) ?? [],
    mark: markOf.get(key),
    seen: seenOf.get(key),
  });
  return new Map(
    keys.map((key) => [
      key,
      standingOf(
        rowsOf(key),
        besideOpen,
        sisterKeys(key).map((listingKey) => ({ listingKey, rows: rowsOf(listingKey) })),
      ),
    ]),
  );
}

/** How one listing stands on this device. */
export async function standing(db: ReporterDatabase, key: string): Promise<Standing> {
  return (await standingsOf(db, [key])).get(key) ?? { is: 'new' };
}
