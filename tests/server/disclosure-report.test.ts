import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { CaptureManifest } from '@marketsafe/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBlobStore } from '../../server/src/blobs/open-store.ts';
import { openDatabase } from '../../server/src/db/database.ts';
import { renderReport } from '../../server/src/reports/render.ts';
import { gather, type ReportSource } from '../../server/src/reports/source/gather.ts';
import { readPdf, unsaid } from './read-pdf.ts';
import { drawn, handIn, masking, picture, releasedBy } from './report-claims.ts';
import { addOrganisation, addPerson, addRight, send, startTestServer, type TestServer } from './support.ts';

const EN = 'The title uses our registered mark for goods that we never made.';
const ZH = '该商品标题未经授权使用我方注册商标，该商品并非我方生产，容易使消费者对商品来源产生误认。';

let test: TestServer;
beforeAll(async () => {
  test = await startTestServer();
});
afterAll(() => test.close());

describe('the disclosure report', () => {
  const PLANTED = 'Jane-Viewer-7431';
  /** A claim whose captures name their viewer, operator and device wherever they can. */
  async function planted() {
    const organisationId = await addOrganisation(test, 'Quiet Holdings Ltd');
    const owner = {
      ...(await addPerson(test, organisationId)),
      rightId: await addRight(test, organisationId),
    };
    const original = picture('hello-jane-viewer.png', await drawn('#550055'));
    const { userId } = owner;
    const masked = releasedBy(masking(original, await drawn('#000000'), 'jane-viewer-masked.png'), {
      at: '2026-11-20T17:43:21.000Z',
      by: { userId, organisationId },
    });
    const record = (manifest: CaptureManifest): CaptureManifest => ({
      ...manifest,
      request: { ...manifest.request, url: `${manifest.request.canonicalUrl}?account=${PLANTED}` },
      env: { ...manifest.env, userAgent: PLANTED, timeZone: 'Antarctica/Troll' },
      page: { ...manifest.page, title: `${PLANTED} (3)` },
      limitations: ['no-pixel-grant', 'pinned-hidden', 'signed-out'],
      listing: {
        ...manifest.listing,
        facts: {
          title: { value: 'A jacket', raw: `A jacket for ${PLANTED}`, source: `dom:${PLANTED}` },
          shipFrom: { value: PLANTED, raw: PLANTED, source: 'dom:.deliver' },
        },
      },
    });
    const made = await handIn(test, owner, [{ originals: [original], masked: [masked], record }], () => ({
      explanation: { en: EN, zh: ZH },
    }));
    return { ...made, owner, original, masked };
  }

  it('shows the masked copy, says what it was made from, and leaves out everything of class C', async () => {
    const { claim, owner, captures, device, original, masked } = await planted();
    const answer = await send(test, `/v1/claims/${claim.claimId}/reports/disclosure`, { person: owner });
    expect(answer.status).toBe(200);
    const pdf = await readPdf(answer.bytes);
    expect(
      unsaid(pdf, [
        masked.file.sha256,
        original.file.sha256,
        EN,
        ZH,
        'picture-001.png',
        '2026-11-20',
        'Aurora Ltd.',
      ]),
    ).toEqual([]);
    expect(unsaid(pdf, ['parts that the page pins to the window were hidden'])).toEqual([]);
    const [capture] = captures;
    const secrets = [
      ...[PLANTED, 'jane', owner.userId, owner.organisationId, 'Quiet Holdings', 'Test Person'],
      ...[device.deviceId, device.publicKey, claim.claimId, capture?.item.captureId ?? ''],
      ...[capture?.item.manifestSha256 ?? '', capture?.item.signature ?? '', 'Antarctica'],
      ...['10:00:0', '17:43', 'signed in', 'did not permit a screenshot', 'CONFIDENTIAL', 'audit'],
    ];
    const file = answer.headers.get('content-disposition') ?? '';
    for (const secret of secrets) {
      for (const place of [pdf.text, pdf.joined, pdf.title, pdf.raw, file, pdf.outline.join()]) {
        expect([secret, place.toLowerCase().includes(secret.toLowerCase())]).toEqual([secret, false]);
      }
    }
    // Neither the moment of the capture nor that of the report: the document’s own date is a day.
    expect(pdf.raw).toContain('(D:20');
    expect(pdf.raw).not.toMatch(/\(D:\d{8}(?!000000Z)/);
    expect(pdf.text).not.toMatch(/\d\d:\d\d:\d\d/);
  });

  it('is the same, byte for byte, for two claims that differ only in what stays with the program', async () => {
    const { claim, owner } = await planted();
    const db = openDatabase(test.databaseUrl);
    const store = await openBlobStore({ folder: join(test.dataFolder, 'blobs') });
    const source = await db.inOrganisation(owner, (scope) =>
      gather({ scope, store, timeStamping: true }, { ...owner, organisationName: 'Quiet' }, claim.claimId),
    );
    await db.close();
    if (!source) throw new Error('the claim is not there');
    const bytesOf = async (from: ReportSource) => {
      const parts: Buffer[] = [];
      for await (const part of await renderReport('disclosure', from, store)) parts.push(part as Buffer);
      return Buffer.concat(parts);
    };
    const other = elsewhere(source);
    expect(other.claim).not.toEqual(source.claim);
    expect((await bytesOf(other)).equals(await bytesOf(source))).toBe(true);
  });

  /** The same claim as somebody else would have made it with another device at another hour of the day. */
  function elsewhere(source: ReportSource): ReportSource {
    const { claim } = source;
    return {
      ...source,
      organisationName: 'Another',
      custody: [],
      madeAt: new Date(`${source.madeAt.toISOString().slice(0, 10)}T23:59:59.000Z`),
      claim: {
        ...claim,
        state: 'held',
        receivedAt: '2026-12-01T00:00:00.000Z',
        submittedBy: { userId: randomUUID(), name: 'Somebody' },
        target: { ...claim.target, capturedAt: '2026-11-20T23:00:00.000Z' },
        events: [],
      },
      captures: source.captures.map(({ item, manifest, ...rest }) => ({
        ...rest,
        item: {
          ...item,
          captureId: randomUUID(),
          files: [],
          sourceUrl: 'https://elsewhere.example/',
          facts: {},
        },
        manifest: manifest && {
          ...manifest,
          device: { deviceId: randomUUID(), sequence: 99, previous: '0'.repeat(64) },
          operator: null,
          time: { ...manifest.time, start: '2026-11-20T22:59:59.000Z', notBefore: null },
          limitations: ['pinned-hidden'],
        },
        receivedAt: '2026-12-01T00:00:00.000Z',
        arrival: null,
      })),
    };
  }
});
