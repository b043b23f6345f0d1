import { type MandateHold, type Right, readiness } from '@marketsafe/contract';
import { stepSentence, sweepStopSentence, unmetSentence } from '@marketsafe/words';
import { beforeEach, describe, expect, it } from 'vitest';
import { connect } from '../../../../utils/api/client.ts';
import type { KnownRow } from '../../../../utils/database/known-rows.ts';
import { draftReadiness } from '../../../../utils/drafts/drafts.ts';
import { keptRights, refreshRights } from '../../../../utils/reference/rights.ts';
import { addSweep, changeSweep, startSweep, stopOnLostRight } from '../../../../utils/sweeps/sweeps.ts';
import { captureInto } from '../../support/captured-listing.ts';
import { draftRow } from '../../support/rows.ts';
import { VERIFIED_RIGHT } from '../../support/verified-right.ts';
import { SERVER_URL } from '../outbox/support/reports.ts';
import { newStage, type Stage } from '../outbox/support/stage.ts';

const MANDATE = '0193a000-0000-7000-8000-00000000d001';
const OTHER = '0193a000-0000-7000-8000-0000000000aa';

function hold(change: Partial<MandateHold> = {}): MandateHold {
  return {
    ...{ mandateId: MANDATE, holder: 'Aurora Ltd', powers: ['file-claims'], marketplaces: null },
    ...{ validFrom: '2026-01-01', validTo: '2026-12-31' },
    ...change,
  };
}
const knownRow = (id: string, change: Partial<KnownRow> = {}): KnownRow => ({
  ...{ id, kind: 'claim', listingKey: `aliexpress:${id}`, at: 0, by: null },
  ...change,
});
const under = (...mandates: MandateHold[]): Right => ({ ...VERIFIED_RIGHT, mandates });

/** What readiness says of the mandates, on a day. */
function said(right: Right, today: string, marketplace = 'aliexpress') {
  const draft = draftRow({ rightId: right.rightId });
  const found = draftReadiness(
    { ...draft, target: { ...draft.target, marketplace: marketplace as 'taobao' } },
    right,
    today,
  );
  return found.filter(({ code }) => code === 'mandate');
}

describe('a draft on a right under mandates', () => {
  it.each<[string, MandateHold[], string, string, RegExp, RegExp]>([
    [
      'has ended',
      [hold()],
      '2027-01-01',
      'mandate-ended',
      /Aurora Ltd ended on .*2026/,
      /Aurora Ltd .*2026.*到期/,
    ],
    [
      'was revoked',
      [hold({ revokedOn: '2026-03-01' })],
      '2026-03-02',
      'mandate-revoked',
      /Aurora Ltd was revoked on .*2026/,
      /Aurora Ltd .*2026.*被撤销/,
    ],
    ['begins later', [hold()], '2025-12-31', 'mandate-coming', /Aurora Ltd begins on .*2026/, /2026.*起生效/],
    [
      'is for another marketplace',
      [hold({ marketplaces: ['taobao'] })],
      '2026-06-01',
      'mandate-marketplace',
      /Aurora Ltd does not cover AliExpress/,
      /Aurora Ltd .*不涵盖/,
    ],
    [
      'lets nobody file',
      [hold({ powers: ['withdraw'] })],
      '2026-06-01',
      'mandate-power',
      /Aurora Ltd does not include filing claims/,
      /Aurora Ltd .*不包括提交投诉/,
    ],
  ])(
    'whose mandate %s cannot be finished, and says so in both languages',
    (_, mandates, today, trouble, en, zh) => {
      const [unmet] = said(under(...mandates), today);
      expect(unmet).toMatchObject({ severity: 'missing', params: { field: 'rightId', trouble } });
      if (!unmet) throw new Error('nothing is said');
      expect(unmetSentence(unmet, 'en')).toMatch(en);
      expect(unmetSentence(unmet, 'zh-CN')).toMatch(zh);
    },
  );

  it('goes by any of them: what one does not cover, another may, on its last day too', () => {
    const narrow = hold({ marketplaces: ['taobao'], validTo: '2027-06-01' });
    const second = hold({ mandateId: OTHER, marketplaces: ['aliexpress'] });
    expect(said(under(narrow, second), '2026-12-31')).toEqual([]);
    expect(said(under(narrow, second), '2027-01-01')).toMatchObject([
      { params: { trouble: 'mandate-marketplace' } },
    ]);
    expect(said(under(narrow, second), '2027-01-01', 'taobao')).toEqual([]);
    expect(said(VERIFIED_RIGHT, '2026-06-01')).toEqual([]);
    expect(
      readiness({ ...draftRow(), right: under(hold()), target: {} }, '2026-06-01').some(
        ({ code }) => code === 'mandate',
      ),
    ).toBe(false);
  });
});

describe('rights as they are heard of', () => {
  let stage: Stage;
  const NOW = Date.parse('2026-06-01T00:00:00.000Z');
  let answer: { rights: Right[]; ended?: object[] };
  beforeEach(async () => {
    stage = await newStage();
    stage.intercept = ({ path }) => (path === '/v1/rights' ? Response.json(answer) : undefined);
    answer = { rights: [under(hold())], ended: [] };
    await refresh();
  });
  const refresh = () =>
    refreshRights(stage.db, connect(stage.deps, { serverUrl: SERVER_URL, token: 'token' }), () => NOW);
  const ended = { mandateId: MANDATE, validTo: '2026-12-31', revokedOn: '2026-05-30' };

  it('keep one that a draft names when its mandate is gone, with the day, and forget all others', async () => {
    const draft = draftRow({ rightId: VERIFIED_RIGHT.rightId });
    await stage.db.drafts.add(draft);
    answer = { rights: [], ended: [ended] };
    await refresh();
    const [kept] = (await keptRights(stage.db)) ?? [];
    if (!kept) throw new Error('the right is gone');
    expect(said(kept, '2026-06-01')).toMatchObject([
      { params: { trouble: 'mandate-revoked', day: '2026-05-30' } },
    ]);
    // Heard again and again it stays; once nothing names it any more it is forgotten.
    await refresh();
    expect(await keptRights(stage.db)).toHaveLength(1);
    await stage.db.drafts.delete(draft.draftId);
    await refresh();
    expect(await keptRights(stage.db)).toEqual([]);
  });

  it('forget what the organisation has on listings under a right with its last mandate, and nothing else', async () => {
    await stage.db.known.bulkAdd([
      knownRow('claim:1', { underRight: VERIFIED_RIGHT.rightId }),
      knownRow('claim:2'),
      knownRow('draft:3'),
    ]);
    await refresh();
    expect(await stage.db.known.count()).toBe(3);
    answer = { rights: [] };
    await refresh();
    expect((await stage.db.known.toArray()).map(({ id }) => id).sort()).toEqual(['claim:2', 'draft:3']);
  });

  it('stop a sweep whose mandate ends in the midst of it, and the sweep says which and when', async () => {
    const sweepId = await addSweep(stage.db, { name: 'Aurora', profile: 'quick' }, NOW);
    await changeSweep(
      stage.db,
      sweepId,
      { rightId: VERIFIED_RIGHT.rightId, reason: 'unfair-trademark-use' },
      NOW,
    );
    await startSweep(stage.db, sweepId, NOW);
    await stopOnLostRight(stage.db, NOW);
    expect(await stage.db.sweeps.get(sweepId)).toMatchObject({ state: 'running' });
    // Its last day passes without a connection: the next capture stops it, and is kept.
    const later = Date.parse('2027-01-02T12:00:00.000Z');
    const draftId = await captureInto(stage.db, { at: later, sweepId });
    const sweep = await stage.db.sweeps.get(sweepId);
    expect(sweep).toMatchObject({
      state: 'paused',
      stopped: { code: 'mandate', trouble: { trouble: 'mandate-ended', day: '2026-12-31' } },
    });
    expect((await stage.db.drafts.get(draftId))?.rightId).toBeUndefined();
    const stop = sweep?.stopped;
    if (stop?.code !== 'mandate') throw new Error('it did not stop for that');
    expect(sweepStopSentence(stop, 'en')).toMatch(/Aurora Ltd ended on .*2026.*The sweep stopped/);
    expect(sweepStopSentence(stop, 'zh-CN')).toMatch(/Aurora Ltd.*到期.*排查因此停止/);
    expect(stepSentence({ outcome: 'step', did: 'mandate', trouble: stop.trouble }, 'en')).toMatch(
      /ended on/,
    );
    await expect(startSweep(stage.db, sweepId, later)).rejects.toThrow();
  });
});
