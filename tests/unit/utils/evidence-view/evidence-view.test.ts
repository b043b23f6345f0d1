import type { CaptureSeal } from '@marketsafe/contract';
import { describe, expect, it } from 'vitest';
import { type EvidenceSource, evidenceView } from '../../../../utils/evidence-view/evidence-view.ts';
import { captureInto } from '../../support/captured-listing.ts';
import { newDatabase } from '../../support/new-database.ts';

async function sourceOf(change: Partial<EvidenceSource> = {}): Promise<EvidenceSource> {
  const db = newDatabase();
  await captureInto(db);
  const [capture] = await db.captures.toArray();
  const [draft] = await db.drafts.toArray();
  if (!capture || !draft) throw new Error('nothing was captured');
  const held = new Set(await db.blobs.toCollection().primaryKeys());
  return { capture, draft, mask: undefined, seal: undefined, held, ...change };
}

function sealOf(timeStamp: CaptureSeal['timeStamp'], receipt: object | string): CaptureSeal {
  const text = typeof receipt === 'string' ? receipt : JSON.stringify(receipt);
  const key = 'a'.repeat(64);
  return {
    captureId: crypto.randomUUID(),
    manifestSha256: key,
    receipt: { text, keyId: key, signature: 'AAAA' },
    device: { publicKey: 'AAAA', enrolment: null },
    timeStamp,
  };
}

const RECEIPT = {
  schema: 1,
  kind: 'capture-receipt',
  captureId: '0193a000-0000-7000-8000-000000000001',
  manifestSha256: 'a'.repeat(64),
  deviceId: '0193a000-0000-7000-8000-000000000002',
  organisationId: '0193a000-0000-7000-8000-000000000003',
  claimNumber: 'MS-1',
  receivedAt: '2026-03-01T10:00:00.000Z',
  audit: { sequence: 1, hash: 'a'.repeat(64) },
};

describe('one capture on its screen', () => {
  it('shows each picture with what is painted over in it, and every file under its hash', async () => {
    const source = await sourceOf();
    const areas = [{ x: 1, y: 2, width: 3, height: 4 }];
    const view = evidenceView({ ...source, capture: { ...source.capture, viewer: { areas, texts: [] } } });
    expect(view.pictures).toMatchObject([
      { path: 'viewport.png', regions: areas, goesOut: true, held: true },
    ]);
    expect(view.files.map(({ path }) => path)).toEqual(['capture.json', 'viewport.png', 'snapshot.html']);
    expect(new Set(view.files.map(({ sha256 }) => sha256))).toEqual(source.held);
    expect(view.isFinished).toBe(false);
  });

  it('says which bytes are no longer here', async () => {
    const view = evidenceView(await sourceOf({ held: new Set() }));
    expect([...view.pictures, ...view.files].some(({ held }) => held)).toBe(false);
  });
});

describe('the time in which a capture was made', () => {
  it('is open on both sides while only the device speaks', async () => {
    const { notBefore, notAfter, waiting, claimed } = evidenceView(await sourceOf()).window;
    expect([notBefore, notAfter]).toEqual([null, []]);
    expect(waiting).toMatch(/^There is no receipt/);
    expect(claimed).toContain('2023-11-14 22:13:20 UTC');
  });

  it('ends at the earliest of receipt and time-stamp, and begins at the challenge', async () => {
    const source = await sourceOf();
    const { capture } = source;
    const notBefore = {
      challenge: 'AAAA',
      issuedAt: '2026-03-01T09:00:00Z',
      keyId: 'a'.repeat(64),
      signature: 'AAAA',
    };
    const manifest = { ...capture.manifest, time: { ...capture.manifest.time, notBefore } };
    const stamped = {
      state: 'stamped',
      token: 'AAAA',
      chain: '',
      at: '2026-03-01T10:05:00Z',
      authority: 'Authority',
    } as const;
    const seal = { captureId: capture.captureId, seal: sealOf(stamped, RECEIPT), fetchedAt: 0 };
    const view = evidenceView({ ...source, capture: { ...capture, manifest }, seal });
    const { notBefore: from, notAfter, waiting, authority } = view.window;
    expect(from?.at).toBe('2026-03-01 09:00:00 UTC');
    expect(notAfter.map(({ at }) => at)).toEqual(['2026-03-01 10:00:00 UTC', '2026-03-01 10:05:00 UTC']);
    expect(waiting).toBeNull();
    expect(authority).toBe('Authority');
  });

  it('takes no time from a receipt that it cannot read', async () => {
    const source = await sourceOf();
    const seal = {
      captureId: source.capture.captureId,
      seal: sealOf({ state: 'pending' }, '{'),
      fetchedAt: 0,
    };
    const { notAfter, waiting } = evidenceView({ ...source, seal }).window;
    expect(notAfter).toEqual([]);
    expect(waiting).toMatch(/has not answered yet/);
  });
});
