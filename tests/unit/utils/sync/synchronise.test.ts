import { ADAPTER_VERSIONS } from '@marketsafe/contract';
import { describe, expect, it } from 'vitest';
import { connect } from '../../../../utils/api/client.ts';
import { isReadingSwitchedOff } from '../../../../utils/reference/marketplace-settings.ts';
import { keptRights } from '../../../../utils/reference/rights.ts';
import { pullChanges } from '../../../../utils/sync/changes.ts';
import { synchronise } from '../../../../utils/sync/synchronise.ts';
import { ME, RIGHT, SERVER_URL } from '../outbox/support/reports.ts';
import { newStage, type Stage } from '../outbox/support/stage.ts';

const ORGANISATION = ME.organisation.organisationId;
const AT = '2026-01-01T00:00:00.000Z';

function claimChange(sequence: number, claimId: string, state: string) {
  return { sequence, kind: 'claim', at: AT, claimId, number: 'MS-0000-0001', state };
}

function answerChanges(stage: Stage, pages: Record<string, unknown>): void {
  stage.intercept = ({ path }) => {
    const page = pages[path];
    return page === undefined ? undefined : Response.json(page);
  };
}

function pull(stage: Stage) {
  const call = connect(stage.deps, { serverUrl: SERVER_URL, token: 'token' });
  return pullChanges(stage.db, call, ORGANISATION, stage.clock.now);
}

async function onlyDraft(stage: Stage) {
  return (await stage.db.drafts.toArray())[0];
}

describe('changes from the server', () => {
  it('puts the latest state on the report, page by page, and goes on from there', async () => {
    const stage = await newStage();
    await stage.queue();
    const claimId = (await onlyDraft(stage))?.draftId ?? '';
    answerChanges(stage, {
      '/v1/changes?cursor=0': {
        changes: [claimChange(1, claimId, 'received'), claimChange(2, claimId, 'in_review')],
        cursor: 2,
        more: true,
      },
      '/v1/changes?cursor=2': { changes: [claimChange(3, claimId, 'approved')], cursor: 3, more: false },
      '/v1/changes?cursor=3': { changes: [], cursor: 3, more: false },
    });
    expect(await pull(stage)).toMatchObject({ ok: true, value: { rightsChanged: false } });
    expect((await onlyDraft(stage))?.serverState).toBe('approved');
    expect(await pull(stage)).toMatchObject({ ok: true });
    expect(await stage.db.reference.get('changes')).toMatchObject({ cursor: 3 });
  });

  it('passes over what a newer server tells of, and takes the rest', async () => {
    const stage = await newStage();
    await stage.queue();
    const claimId = (await onlyDraft(stage))?.draftId ?? '';
    const changes = [
      { sequence: 1, kind: 'raid', at: AT, raidId: 'x' },
      null,
      claimChange(3, claimId, 'teleported'),
      claimChange(4, claimId, 'declined'),
    ];
    answerChanges(stage, { '/v1/changes?cursor=0': { changes, cursor: 4, more: false } });
    expect(await pull(stage)).toMatchObject({ ok: true });
    expect((await onlyDraft(stage))?.serverState).toBe('declined');
  });

  it('says when a right changed', async () => {
    const stage = await newStage();
    const changes = [{ sequence: 1, kind: 'right', at: AT, rightId: RIGHT.rightId }];
    answerChanges(stage, { '/v1/changes?cursor=0': { changes, cursor: 1, more: false } });
    expect(await pull(stage)).toMatchObject({ ok: true, value: { rightsChanged: true } });
  });

  it('does not go round in circles with a server that always promises more', async () => {
    const stage = await newStage();
    let asked = 0;
    stage.intercept = () => {
      asked += 1;
      return Response.json({ changes: [], cursor: 0, more: true });
    };
    await pull(stage);
    expect(asked).toBe(1);
  });

  it('begins anew for another organisation', async () => {
    const stage = await newStage();
    await stage.db.reference.put({ key: 'changes', organisationId: 'other', cursor: 9, fetchedAt: 0 });
    await pull(stage);
    expect(stage.server.requests).toContain('GET /v1/changes');
    expect(await stage.db.reference.get('changes')).toMatchObject({
      organisationId: ORGANISATION,
      cursor: 0,
    });
  });

  it('leaves the cursor where it was when the answer makes no sense', async () => {
    const stage = await newStage();
    stage.intercept = () => new Response('<html>');
    expect(await pull(stage)).toMatchObject({ ok: false, kind: 'garbled' });
    expect(await stage.db.reference.get('changes')).toBeUndefined();
  });
});

describe('a round', () => {
  it('sends, then hears states and rights', async () => {
    const stage = await newStage();
    await stage.queue();
    await synchronise(stage.deps, { hurry: false });
    expect(await keptRights(stage.db)).toEqual([RIGHT]);
    expect((await onlyDraft(stage))?.serverState).toBe('in_review');
    expect(await stage.db.reference.get('changes')).toMatchObject({ cursor: 1 });
  });

  it('asks again only after a while, unless a user is looking', async () => {
    const stage = await newStage();
    await synchronise(stage.deps, { hurry: false });
    const before = stage.server.requests.length;
    await synchronise(stage.deps, { hurry: false });
    expect(stage.server.requests).toHaveLength(before);
    await synchronise(stage.deps, { hurry: true });
    expect(stage.server.requests.length).toBeGreaterThan(before);
    stage.clock.advance(3_600_001);
    await synchronise(stage.deps, { hurry: false });
    expect(stage.server.requests.slice(-8)).toEqual([
      'GET /v1/changes',
      'GET /v1/questions',
      'GET /v1/known',
      'GET /v1/seller-lists',
      'GET /v1/marketplaces/settings',
      'GET /v1/procedures/brief',
      'GET /v1/rights',
      'GET /v1/challenge',
    ]);
  });

  it('keeps which marketplaces are switched off, without those that it does not know', async () => {
    const stage = await newStage();
    const upToVersion = ADAPTER_VERSIONS.lazada;
    const setting = { marketplace: 'lazada', upToVersion, reason: 'Prices are wrong.', since: AT };
    answerChanges(stage, {
      '/v1/marketplaces/settings': {
        settings: [
          { ...setting, by: null, extra: 1 },
          { ...setting, marketplace: 'a-newer-one' },
          { ...setting, marketplace: 'daraz', upToVersion: 'all' },
          null,
        ],
      },
    });
    await synchronise(stage.deps, { hurry: false });
    expect(await stage.db.reference.get('marketplaces')).toEqual({
      key: 'marketplaces',
      settings: [setting],
      fetchedAt: stage.clock.now(),
    });
    expect(await isReadingSwitchedOff(stage.db, 'lazada')).toBe(true);
    expect(await isReadingSwitchedOff(stage.db, 'daraz')).toBe(false);
  });

  it('goes on with a server that has no such settings, and asks it no more often', async () => {
    const stage = await newStage();
    await synchronise(stage.deps, { hurry: false });
    expect(stage.server.requests).toContain('GET /v1/marketplaces/settings');
    expect(await keptRights(stage.db)).toEqual([RIGHT]);
    expect(await stage.db.reference.get('marketplaces')).toMatchObject({ settings: [] });
    await synchronise(stage.deps, { hurry: false });
    expect(stage.server.requests.filter((each) => each.endsWith('/settings'))).toHaveLength(1);
  });

  it.each([
    ['a refusal', () => new Response('', { status: 500 })],
    ['nonsense', () => Response.json({ settings: 'all' })],
  ])('keeps what it knew when the answer is %s, and still hears of rights', async (_, answer) => {
    const stage = await newStage();
    const row = {
      key: 'marketplaces' as const,
      settings: [{ marketplace: 'lazada' as const, upToVersion: 1, reason: 'why', since: AT }],
      fetchedAt: 0,
    };
    await stage.db.reference.put(row);
    stage.intercept = ({ path }) => (path === '/v1/marketplaces/settings' ? answer() : undefined);
    await synchronise(stage.deps, { hurry: true });
    expect(await stage.db.reference.get('marketplaces')).toEqual(row);
    expect(await keptRights(stage.db)).toEqual([RIGHT]);
  });

  it('signs out when only the changes are refused', async () => {
    const stage = await newStage();
    stage.server.tokens.clear();
    await synchronise(stage.deps, { hurry: false });
    expect(await stage.db.session.get('session')).toMatchObject({ state: 'signed-out', reason: 'expired' });
  });

  it('asks nothing of nobody while signed out', async () => {
    const stage = await newStage();
    await stage.db.session.put({ key: 'session', state: 'signed-out' });
    await stage.queue();
    expect(await synchronise(stage.deps, { hurry: true })).toEqual({ ended: 'signed-out', wakeAt: null });
    expect(stage.server.requests).toEqual([]);
  });
});
