import { sha256Hex } from '@marketsafe/evidence';
import { describe, expect, it } from 'vitest';
import { exportEntry, retryNow } from '../../../../utils/outbox/actions.ts';
import { newStage, START } from './support/stage.ts';

const PROBLEM = { code: 'refused', status: 422, at: START } as const;

describe('retrying by hand', () => {
  it.each(['ready', 'parked'] as const)('puts a %s report to the front', async (state) => {
    const { db, queue } = await newStage();
    const opId = await queue();
    await db.outbox.update(opId, { state, nextAt: START + 300_000, lastProblem: PROBLEM });
    await retryNow(db, opId);
    expect(await db.outbox.get(opId)).toMatchObject({ state: 'ready', nextAt: 0 });
  });

  it('never sends again what was acknowledged, and survives a report that is gone', async () => {
    const { db, queue } = await newStage();
    const opId = await queue();
    await db.outbox.update(opId, { state: 'acked' });
    await retryNow(db, opId);
    expect((await db.outbox.get(opId))?.state).toBe('acked');
    await retryNow(db, 'gone');
    expect(await db.outbox.count()).toBe(1);
  });

  it('ends the pause of an unreachable server, but not one that the server asked for', async () => {
    const { db, queue } = await newStage();
    const opId = await queue();
    const pause = { key: 'server', failures: 1, at: START, until: START + 60_000 } as const;
    await db.serverPauses.put({ ...pause, asked: false });
    await retryNow(db, opId);
    expect(await db.serverPauses.count()).toBe(0);
    await db.serverPauses.put({ ...pause, asked: true });
    await retryNow(db, opId);
    expect(await db.serverPauses.count()).toBe(1);
  });
});

describe('exporting a report', () => {
  it('holds the exact body and every blob, byte for byte', async () => {
    const { db, queue } = await newStage();
    // Longer than one encoded piece, and no multiple of three.
    const opId = await queue(1, 200_000);
    const entry = await db.outbox.get(opId);
    const exported = JSON.parse(await (await exportEntry(db, opId, START)).text());
    expect(exported).toMatchObject({ format: 'marketsafe-report', version: 1, opId, missing: [] });
    expect(exported.body).toBe(entry?.body);
    expect(await sha256Hex(exported.body)).toBe(exported.bodySha256);
    expect(exported.blobs.map((blob: { sha256: string }) => blob.sha256)).toEqual(entry?.needs);
    for (const blob of exported.blobs) {
      const bytes = Uint8Array.from(atob(blob.base64), (character) => character.charCodeAt(0));
      expect(await sha256Hex(bytes)).toBe(blob.sha256);
      expect(bytes.byteLength).toBe(blob.size);
    }
  });

  it('says which blobs this device does not hold, and why the report is parked', async () => {
    const { db, queue } = await newStage();
    const opId = await queue();
    const entry = await db.outbox.get(opId);
    const gone = entry?.needs[0] ?? '';
    await db.blobs.delete(gone);
    await db.outbox.update(opId, { state: 'parked', lastProblem: PROBLEM });
    const exported = JSON.parse(await (await exportEntry(db, opId, START)).text());
    expect(exported.missing).toEqual([gone]);
    expect(exported.blobs).toHaveLength((entry?.needs.length ?? 0) - 1);
    expect(exported.lastProblem).toEqual(PROBLEM);
  });

  it('refuses a report that is gone', async () => {
    const { db } = await newStage();
    await expect(exportEntry(db, 'gone', START)).rejects.toThrow('not-queued');
  });
});
