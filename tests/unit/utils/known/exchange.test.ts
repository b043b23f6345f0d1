import type { DraftNotices, KnownItem } from '@marketsafe/contract';
import { describe, expect, it } from 'vitest';
import { connect } from '../../../../utils/api/client.ts';
import { pullKnown } from '../../../../utils/known/pull-known.ts';
import { tellDrafts } from '../../../../utils/known/tell-drafts.ts';
import { endSession, signedIn } from '../../../../utils/session/session.ts';
import { synchronise } from '../../../../utils/sync/synchronise.ts';
import { draftRow, entryRow } from '../../support/rows.ts';
import { ME, SERVER_URL } from '../outbox/support/reports.ts';
import { newStage, type Stage } from '../outbox/support/stage.ts';

const AT = '2026-01-01T00:00:00.000Z';
const COLLEAGUE = { userId: '0193a000-0000-7000-8000-00000000000c', name: 'Marco Lead' };
const LISTING = { marketplace: 'lazada', itemId: '12', scope: 'my' } as const;
const id = (number: number) => `0193a000-0000-7000-8000-${String(number).padStart(12, '0')}`;

function claim(number: number, change: object = {}): KnownItem {
  return {
    ...{ kind: 'claim', claimId: id(number), number: `MS-0000-000${number}`, state: 'in_review' },
    ...{ receivedAt: AT, stateSince: AT, by: COLLEAGUE, listing: LISTING, seller: { id: '7' } },
    ...change,
  } as KnownItem;
}

function draft(number: number, change: object = {}): KnownItem {
  return {
    ...{ kind: 'draft', draftId: id(number), begunAt: AT, by: COLLEAGUE, listing: LISTING },
    ...change,
  } as KnownItem;
}

/** A server that answers what is asked of listings, by cursor, and keeps what it is told. */
function program(stage: Stage, pages: Record<number, { items: unknown[]; cursor: number; more?: boolean }>) {
  const told: DraftNotices[] = [];
  const asked: string[] = [];
  stage.intercept = ({ method, path, body }) => {
    if (method === 'PUT' && path === '/v1/drafts') {
      told.push(JSON.parse(new TextDecoder().decode(body)) as DraftNotices);
      return Response.json({ begun: 0, ended: 0 });
    }
    const cursor = /^\/v1\/known\?cursor=(\d+)$/.exec(path)?.[1];
    if (cursor === undefined) return undefined;
    asked.push(cursor);
    return Response.json({
      more: false,
      ...(pages[Number(cursor)] ?? { items: [], cursor: Number(cursor) }),
    });
  };
  return { told, asked };
}

async function pull(stage: Stage) {
  const session = await signedIn(stage.db);
  if (!session) throw new Error('nobody is signed in');
  const call = connect(stage.deps, { serverUrl: SERVER_URL, token: 'token' });
  return pullKnown(stage.db, call, session, stage.clock.now);
}

async function tell(stage: Stage, isShared = true) {
  const session = await signedIn(stage.db);
  if (!session) throw new Error('nobody is signed in');
  const call = connect(stage.deps, { serverUrl: SERVER_URL, token: 'token' });
  return tellDrafts(stage.db, call, session, { isShared, now: stage.clock.now });
}

describe('what the organisation has', () => {
  it('is kept by listing and seller, page by page, and asked for from there the next time', async () => {
    const stage = await newStage();
    const { asked } = program(stage, {
      0: { items: [claim(1), draft(2)], cursor: 5, more: true },
      5: { items: [claim(3, { by: { userId: ME.user.userId, name: 'I' } })], cursor: 6 },
    });
    await pull(stage);
    await pull(stage);
    expect(asked).toEqual(['0', '5', '6']);
    const rows = await stage.db.known.toArray();
    expect(rows.map(({ id: name, listingKey, sellerKey, by }) => [name, listingKey, sellerKey, by])).toEqual([
      [`claim:${id(1)}`, 'lazada:12@my', 'lazada:7', 'Marco Lead'],
      [`claim:${id(3)}`, 'lazada:12@my', 'lazada:7', null],
      [`draft:${id(2)}`, 'lazada:12@my', undefined, 'Marco Lead'],
    ]);
  });

  it('forgets a draft that has ended, and passes over what a newer server tells of', async () => {
    const stage = await newStage();
    program(stage, {
      0: { items: [draft(2)], cursor: 1 },
      1: { items: [{ kind: 'raid' }, null, draft(2, { ended: true })], cursor: 2 },
    });
    await pull(stage);
    expect(await stage.db.known.count()).toBe(1);
    await pull(stage);
    expect(await stage.db.known.count()).toBe(0);
  });

  it('puts the number of the other claim on a report of this device that is its duplicate', async () => {
    const stage = await newStage();
    const own = draftRow({ state: 'finished' });
    await stage.db.drafts.add(own);
    program(stage, {
      0: {
        items: [claim(1, { claimId: own.draftId, state: 'duplicate', sameAs: 'MS-0000-0009' })],
        cursor: 1,
      },
    });
    await pull(stage);
    expect(await stage.db.drafts.get(own.draftId)).toMatchObject({ sameAs: 'MS-0000-0009' });
  });

  it('is nobody else’s: it goes with who signs out, and with who was signed in before', async () => {
    const stage = await newStage();
    program(stage, { 0: { items: [claim(1)], cursor: 9 } });
    await pull(stage);
    await stage.db.reference.put({
      ...{ key: 'known', organisationId: id(99), userId: id(98), cursor: 4, fetchedAt: 0 },
    });
    await stage.db.known.add({ id: 'claim:theirs', kind: 'claim', listingKey: 'x', at: 0, by: 'X' });
    await pull(stage);
    expect((await stage.db.known.toArray()).map((row) => row.id)).toEqual([`claim:${id(1)}`]);
    await endSession(stage.db, stage.deps);
    expect(await stage.db.known.count()).toBe(0);
    expect(await stage.db.reference.get('known')).toBeUndefined();
  });

  it('is asked for in the round that sent something, however fresh it is', async () => {
    const stage = await newStage();
    const { asked } = program(stage, {});
    await synchronise(stage.deps, { hurry: false });
    await synchronise(stage.deps, { hurry: false });
    expect(asked).toHaveLength(1);
    await stage.queue();
    await synchronise(stage.deps, { hurry: false });
    expect(asked).toHaveLength(2);
  });

  it('is nothing where the server is older, and is not asked for all the time', async () => {
    const stage = await newStage();
    await synchronise(stage.deps, { hurry: false });
    await synchronise(stage.deps, { hurry: false });
    expect(stage.server.requests.filter((each) => each === 'GET /v1/known')).toHaveLength(1);
  });
});

describe('drafts of this device', () => {
  it('are told once, and their end once, in parts that the server takes', async () => {
    const stage = await newStage();
    const { told } = program(stage, {});
    const drafts = Array.from({ length: 501 }, () => draftRow());
    await stage.db.drafts.bulkAdd(drafts);
    await tell(stage);
    await tell(stage);
    expect(told.map(({ begun, ended }) => [begun.length, ended.length])).toEqual([
      [500, 0],
      [1, 0],
    ]);
    const [first] = drafts;
    await stage.db.drafts.delete(first?.draftId ?? '');
    await tell(stage);
    expect(told.at(-1)).toEqual({ begun: [], ended: [first?.draftId] });
  });

  it('name the listing and when, and nothing of what is in them', async () => {
    const stage = await newStage();
    const { told } = program(stage, {});
    const row = draftRow({ listingKey: 'lazada:12@my', createdAt: Date.parse(AT) });
    await stage.db.drafts.add(row);
    await tell(stage);
    expect(told).toEqual([{ begun: [{ draftId: row.draftId, listing: LISTING, begunAt: AT }], ended: [] }]);
  });

  it('end when the report has arrived, not while it waits', async () => {
    const stage = await newStage();
    const { told } = program(stage, {});
    const row = draftRow();
    await stage.db.drafts.add(row);
    await tell(stage);
    const { openKey: _, ...closed } = row;
    await stage.db.drafts.put({ ...closed, state: 'finished' });
    const entry = entryRow(row);
    await stage.db.outbox.add(entry);
    await tell(stage);
    expect(told).toHaveLength(1);
    await stage.db.outbox.update(entry.opId, { state: 'acked' });
    await tell(stage);
    expect(told.at(-1)?.ended).toEqual([row.draftId]);
  });

  it('are all taken back where a person wants them kept to themselves', async () => {
    const stage = await newStage();
    const { told } = program(stage, {});
    const row = draftRow();
    await stage.db.drafts.add(row);
    await tell(stage);
    await tell(stage, false);
    expect(told.at(-1)).toEqual({ begun: [], ended: [row.draftId] });
    await tell(stage, false);
    expect(told).toHaveLength(2);
  });

  it('are told again where nobody took it', async () => {
    const stage = await newStage();
    await stage.db.drafts.add(draftRow());
    stage.intercept = ({ path }) => (path === '/v1/drafts' ? new Response('', { status: 503 }) : undefined);
    expect(await tell(stage)).toMatchObject({ ok: false });
    const { told } = program(stage, {});
    await tell(stage);
    expect(told).toHaveLength(1);
  });
});
