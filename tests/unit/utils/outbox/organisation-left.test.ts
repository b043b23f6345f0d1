import { entryProblemSentence, LANGUAGES } from '@marketsafe/words';
import { describe, expect, it } from 'vitest';
import { exportEntry, retryNow } from '../../../../utils/outbox/actions.ts';
import { drain } from '../../../../utils/outbox/drain.ts';
import { synchronise } from '../../../../utils/sync/synchronise.ts';
import { draftRow } from '../../support/rows.ts';
import { problemAnswer } from './support/model-server.ts';
import { newStage, type Stage } from './support/stage.ts';

/** An organisation that has left: whatever is read is answered, every write is refused. */
function leave(stage: Stage): void {
  stage.intercept = (request) =>
    ['GET', 'HEAD'].includes(request.method)
      ? undefined
      : problemAnswer(403, 'forbidden', { code: 'organisation-left', params: {} });
}

describe('an organisation that has left the program', () => {
  it('has its waiting reports parked with the reason, loses nothing of them, and sends the same bytes once it takes part again', async () => {
    const stage = await newStage();
    const { db, clock } = stage;
    const opIds = [await stage.queue(1), await stage.queue(2)];
    const before = await db.outbox.bulkGet(opIds);
    const drafts = await db.drafts.toArray();
    leave(stage);
    expect(await drain(stage.deps, { hurry: false })).toMatchObject({ ended: 'done', wakeAt: null });
    for (const [index, opId] of opIds.entries()) {
      const entry = await db.outbox.get(opId);
      expect(entry).toMatchObject({
        state: 'parked',
        body: before[index]?.body,
        needs: before[index]?.needs,
      });
      for (const language of LANGUAGES) {
        const sentence = entry?.lastProblem && entryProblemSentence(entry.lastProblem, language);
        expect(sentence).toMatch(language === 'en' ? /left the program/ : /退出/);
      }
      const exported = JSON.parse(await (await exportEntry(db, opId, clock.now())).text());
      expect(exported).toMatchObject({ missing: [], body: before[index]?.body });
    }
    expect(await db.drafts.toArray()).toEqual(drafts);
    expect(stage.server.effects).toEqual([]);
    // Left alone, nothing is tried again and again.
    const requests = stage.server.requests.length;
    clock.advance(24 * 60 * 60_000);
    await drain(stage.deps, { hurry: false });
    expect(stage.server.requests.length).toBe(requests);

    stage.intercept = () => undefined;
    for (const opId of opIds) await retryNow(db, opId);
    expect(await drain(stage.deps, { hurry: false })).toMatchObject({ sent: 2 });
    for (const [index, opId] of opIds.entries())
      expect(stage.server.bodiesOfKey.get(opId)).toEqual(new Set([before[index]?.body]));
  });

  it('is told of drafts once an hour and no more, and of all of them once it takes part again', async () => {
    const stage = await newStage();
    const { db, clock } = stage;
    await db.drafts.add(draftRow());
    let hasLeft = true;
    let told = 0;
    stage.intercept = ({ path }) => {
      if (path.startsWith('/v1/changes')) return Response.json({ changes: [], cursor: 0, more: false });
      if (path !== '/v1/drafts') return undefined;
      told += 1;
      return hasLeft
        ? problemAnswer(403, 'forbidden', { code: 'organisation-left', params: {} })
        : Response.json({ begun: 1, ended: 0 });
    };
    const rounds = async (count: number) => {
      for (let nth = 0; nth < count; nth += 1)
        await synchronise({ ...stage.deps, sharesDrafts: async () => true }, { hurry: true });
    };
    await rounds(5);
    expect(told).toBe(1);
    clock.advance(60 * 60_000);
    await rounds(5);
    expect(told).toBe(2);
    hasLeft = false;
    clock.advance(60 * 60_000);
    await rounds(3);
    expect(told).toBe(3);
    expect(await db.reference.get('told')).toMatchObject({ lists: [{ draftIds: [expect.any(String)] }] });
  });
});
