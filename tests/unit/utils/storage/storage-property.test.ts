import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finishInterrupted } from '../../../../utils/capture/resume.ts';
import { ReporterDatabase } from '../../../../utils/database/database.ts';
import type { DraftRow } from '../../../../utils/database/draft-rows.ts';
import type { OutboxRow } from '../../../../utils/database/outbox-rows.ts';
import { deleteDraft, lastDeletion, restoreDraft, UNDO_MS } from '../../../../utils/drafts/delete-draft.ts';
import { reopenDraft } from '../../../../utils/drafts/drafts.ts';
import { putOnHold, releaseHold } from '../../../../utils/drafts/legal-hold.ts';
import { maskCapture } from '../../../../utils/masking/masked-copies.ts';
import { acknowledge, park } from '../../../../utils/outbox/entry-states.ts';
import { endSession } from '../../../../utils/session/session.ts';
import { cleanUp } from '../../../../utils/storage/clean-up.ts';
import { evidenceUse } from '../../../../utils/storage/storage-use.ts';
import { CONTEXT, captureInto } from '../../support/captured-listing.ts';
import { PLAIN_MASKER } from '../../support/plain-masker.ts';
import { beginFullCapture, finishDraftOf, noNetwork, receiptOf } from '../outbox/support/storage-steps.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const KEEP_DAYS = 30;
const START = 1_700_000_000_000;

const putPageBack = () => Promise.resolve();

/** One thing that a user, the server or time does; `pick` chooses what it is done to. */
type Step = { does: (typeof STEPS)[number]; pick: number };
const STEPS = [
  'capture',
  'capture-full',
  'resume',
  'finish',
  'acknowledge',
  'park',
  'reopen',
  'mask',
  'hold',
  'release',
  'delete',
  'undo',
  'clean-up',
  'minutes',
  'hours',
  'days',
  'half-year',
  'send-all',
  'sign-out',
] as const;

/** Bytes of a report that was sent long ago go out with another one: they are kept for as long as that. Found by chance once. */
const SENT_AGAIN: Step[] = (
  ['capture', 'send-all', 'half-year', 'capture', 'capture', 'capture', 'send-all', 'capture'] as const
).map((does) => ({ does, pick: 0 }));

/** What the test itself knows of one draft: kept beside the database, by other means than the clean-up's. */
interface Known {
  draftId: string;
  hashes: Set<string>;
  /** When its report was acknowledged. */
  sentAt?: number;
  deletedAt?: number;
  held: boolean;
}

function pickOf<Value>(values: readonly Value[], pick: number): Value | undefined {
  return values[pick % Math.max(1, values.length)];
}

class World {
  readonly db = new ReporterDatabase(`property-${crypto.randomUUID()}`);
  now = START;
  readonly known = new Map<string, Known>();
  /** Hashes of captures that are under way. */
  readonly underway = new Map<string, string[]>();

  async #learn(): Promise<void> {
    for (const draft of await this.db.drafts.toArray()) {
      const before = this.known.get(draft.draftId);
      const known = before ?? { draftId: draft.draftId, hashes: new Set<string>(), held: false };
      delete known.deletedAt;
      for (const { manifestSha256, files, masked } of draft.evidence) {
        for (const hash of [manifestSha256, ...[...files, ...masked].map((file) => file.sha256)]) {
          known.hashes.add(hash);
        }
      }
      this.known.set(draft.draftId, known);
    }
  }

  /** Hashes that must be on this device now. */
  needed(): Set<string> {
    const needed = new Set([...this.underway.values()].flat());
    for (const { hashes, sentAt, deletedAt, held } of this.known.values()) {
      const goes =
        deletedAt !== undefined
          ? deletedAt + UNDO_MS <= this.now
          : !held && sentAt !== undefined && sentAt + KEEP_DAYS * DAY <= this.now;
      if (!goes) for (const hash of hashes) needed.add(hash);
    }
    return needed;
  }

  async #drafts(filter: (draft: DraftRow) => boolean): Promise<DraftRow[]> {
    return (await this.db.drafts.toArray()).filter(filter);
  }

  /** What is said beforehand is what is done. */
  async #cleanUp(): Promise<void> {
    const { due, next } = await evidenceUse(this.db, KEEP_DAYS, this.now);
    const freed = await cleanUp(this.db, KEEP_DAYS, this.now);
    expect({ files: freed.blobs, bytes: freed.bytes }).toEqual(due);
    if (next !== null) expect(next).toBeGreaterThan(this.now);
  }

  async #answer(entry: OutboxRow): Promise<void> {
    await acknowledge(this.db, entry.opId, receiptOf(entry), this.now);
    await this.#learn();
    Object.assign(this.known.get(entry.entityId) ?? {}, { sentAt: this.now });
  }

  async take({ does, pick }: Step): Promise<void> {
    const { db } = this;
    const itemId = String(1_005_006_000_000_001 + (pick % 3));
    const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, pick % 4]);
    const any = pickOf(await this.#drafts(() => true), pick);
    const open = pickOf(await this.#drafts(({ state }) => state === 'draft'), pick);
    const entries = await db.outbox.toArray();
    const ready = pickOf(
      entries.filter(({ state }) => state === 'ready'),
      pick,
    );
    const parked = pickOf(
      entries.filter(({ state }) => state === 'parked'),
      pick,
    );
    switch (does) {
      case 'capture':
        await captureInto(db, { itemId, at: this.now, png });
        break;
      case 'capture-full': {
        const { captureId, hashes } = await beginFullCapture(db, { itemId, png, now: this.now });
        this.underway.set(captureId, hashes);
        break;
      }
      case 'resume':
        await finishInterrupted(db, CONTEXT, this.now + 1, { now: () => this.now, putPageBack });
        this.underway.clear();
        break;
      case 'finish':
        if (open) await finishDraftOf(db, open, this.now);
        break;
      case 'acknowledge':
        if (ready) await this.#answer(ready);
        break;
      case 'park':
        if (ready) await park(db, ready.opId, { code: 'refused', status: 422, at: this.now });
        break;
      case 'reopen':
        if (parked) await reopenDraft(db, parked.entityId).catch(() => undefined);
        break;
      case 'mask': {
        const capture = pickOf(await db.captures.toArray(), pick);
        // A sent report's originals may be gone: then no copy can be made.
        if (capture) await maskCapture(db, capture, PLAIN_MASKER, this.now).catch(() => undefined);
        break;
      }
      case 'hold':
        if (!any) break;
        await putOnHold(db, any.draftId, { reason: 'case 12', by: null, now: this.now });
        Object.assign(this.known.get(any.draftId) ?? {}, { held: true });
        break;
      case 'release':
        if (!any) break;
        await releaseHold(db, any.draftId, { by: null, now: this.now });
        Object.assign(this.known.get(any.draftId) ?? {}, { held: false });
        break;
      case 'delete': {
        if (!any) break;
        const gone = await deleteDraft(db, any.draftId, this.now).catch(() => false);
        const known = this.known.get(any.draftId);
        if (known && gone) known.deletedAt = this.now;
        if (known?.held) expect(gone).toBe(false);
        break;
      }
      case 'undo': {
        const last = await lastDeletion(db, this.now);
        if (last) await restoreDraft(db, last.draftId).catch(() => undefined);
        break;
      }
      case 'clean-up':
        await this.#cleanUp();
        break;
      case 'minutes':
        this.now += (pick % 59) * 60_000;
        break;
      case 'hours':
        this.now += (pick % 23) * HOUR;
        break;
      case 'days':
        this.now += (pick % 20) * DAY;
        break;
      case 'half-year':
        this.now += 183 * DAY;
        break;
      case 'send-all':
        for (const draft of await this.#drafts(({ state }) => state === 'draft')) {
          // The originals of a report that was reopened long after it was sent may be gone.
          await finishDraftOf(db, draft, this.now).catch(() => undefined);
        }
        for (const entry of await db.outbox.where('state').equals('ready').toArray())
          await this.#answer(entry);
        break;
      case 'sign-out':
        await endSession(db, noNetwork);
        break;
    }
    await this.#learn();
  }

  /** Whatever was needed at any time since it was stored is there as long as it is needed. */
  async check(gone: Set<string>): Promise<void> {
    const stored = new Set(await this.db.blobs.toCollection().primaryKeys());
    const missing = [...this.needed()].filter((hash) => !stored.has(hash));
    expect(missing.filter((hash) => !gone.has(hash))).toEqual([]);
  }

  /**
   * Hashes that are still there, but for those that a report was sent with and that were stored anew after it: nobody has acknowledged these
   * bytes, so nothing decides that they may go.
   */
  async left(): Promise<string[]> {
    const again = (hash: string, storedAt: number) =>
      [...this.known.values()].some(
        ({ hashes, sentAt }) => sentAt !== undefined && sentAt < storedAt && hashes.has(hash),
      );
    const blobs = await this.db.blobs.toArray();
    return blobs.filter(({ sha256, storedAt }) => !again(sha256, storedAt)).map(({ sha256 }) => sha256);
  }

  /** Decides everything that is undecided; after that nothing is needed any more. */
  async end(): Promise<void> {
    const { db } = this;
    await finishInterrupted(db, CONTEXT, this.now + 1, { now: () => this.now, putPageBack });
    for (const draft of await db.drafts.toArray()) {
      await releaseHold(db, draft.draftId, { by: null, now: this.now });
    }
    for (const entry of await db.outbox.toArray()) {
      if (entry.state !== 'acked') await acknowledge(db, entry.opId, receiptOf(entry), this.now);
    }
    for (const draft of await db.drafts.where('state').equals('draft').toArray()) {
      await deleteDraft(db, draft.draftId, this.now);
    }
    this.now += 400 * DAY;
    await cleanUp(db, KEEP_DAYS, this.now);
  }
}

describe('storage over any course of events', () => {
  it('keeps every byte as long as anything needs it, and none when nothing does', async () => {
    const step = fc.record({ does: fc.constantFrom(...STEPS), pick: fc.nat(999) });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (steps) => {
        const world = new World();
        try {
          // Bytes that were allowed to go may be named again, by a hold put on afterwards: they do not come back.
          const gone = new Set<string>();
          for (const each of [...steps, { does: 'clean-up', pick: 0 } as const]) {
            await world.take(each);
            await world.check(gone);
            const stored = new Set(await world.db.blobs.toCollection().primaryKeys());
            for (const { hashes } of world.known.values()) {
              for (const hash of hashes) {
                if (stored.has(hash)) gone.delete(hash);
                else gone.add(hash);
              }
            }
            const use = await evidenceUse(world.db, KEEP_DAYS, world.now);
            const files = Object.values(use.by).reduce((sum, part) => sum + part.files, 0);
            expect(files).toBe(stored.size);
          }
          await world.end();
          expect(await world.left()).toEqual([]);
        } finally {
          await world.db.delete();
        }
      }),
      { numRuns: 80, examples: [[SENT_AGAIN]] },
    );
  }, 120_000);
});
