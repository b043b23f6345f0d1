import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CaptureManifest, ReportKind } from '@marketsafe/contract';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../server/src/verification/verify.ts';
import { readPdf, unsaid } from './read-pdf.ts';
import { drawn, handIn, masking, picture, releasedBy } from './report-claims.ts';
import { addInvestigator, type Person, send, startTestServer, type TestServer } from './support.ts';

const EN = 'The title uses our registered mark for goods that we never made.';
const ZH = '该商品标题未经授权使用我方注册商标，该商品并非我方生产，容易使消费者对商品来源产生误认。';

let test: TestServer;
let person: Person & { rightId: string };
beforeAll(async () => {
  test = await startTestServer();
  person = await addInvestigator(test);
});
afterAll(() => test.close());

const ask = (claimId: string, kind: ReportKind | string, by: Person | undefined = person) =>
  send(test, `/v1/claims/${claimId}/reports/${kind}`, { person: by });

/** A document, as another program reads it. */
async function read(claimId: string, kind: ReportKind) {
  const answer = await ask(claimId, kind);
  expect([answer.status, answer.type]).toEqual([200, 'application/pdf']);
  return { ...(await readPdf(answer.bytes)), answer };
}

/** The file in which a server keeps a blob. */
const stored = (hash: string) =>
  join(test.dataFolder, 'blobs', person.organisationId, hash.slice(0, 2), hash);

describe('the evidence report', () => {
  it('holds every hash, both languages, the window of time, the limits and the custody of a claim', async () => {
    const slice = picture('slice-000.png', await drawn('#446688'), {
      area: { x: 0, y: 0, width: 640, height: 400 },
    });
    const limited = (manifest: CaptureManifest): CaptureManifest => ({
      ...manifest,
      limitations: ['page-grew', 'certificate-unknown'],
    });
    const { userId, organisationId } = person;
    const copy = releasedBy(masking(slice, await drawn('#000'), 'masked.png'), {
      at: '2026-11-20T17:43:21.000Z',
      by: { userId, organisationId },
    });
    const { claim, number, captures } = await handIn(
      test,
      person,
      [
        { originals: [slice], masked: [copy], record: limited },
        {
          originals: [
            picture(
              'picture.webp',
              await sharp(await drawn('#aa5500'))
                .webp()
                .toBuffer(),
              { type: 'image/webp', method: 'fetched' },
            ),
          ],
        },
      ],
      () => ({ explanation: { en: EN, zh: ZH } }),
    );
    const pdf = await read(claim.claimId, 'evidence');
    const hashes = captures.flatMap(({ item }) => [
      ...[item.captureId, item.manifestSha256],
      ...[...item.files, ...item.masked].map((file) => file.sha256),
    ]);
    expect(unsaid(pdf, hashes)).toEqual([]);
    expect(
      unsaid(pdf, [
        ...[EN, ZH, number, 'CONFIDENTIAL', '机密', 'Unfair use of a trademark', '不当使用商标'],
        ...['The page grew longer while it was captured', '网页在取证过程中变长'],
        ...['That is the device’s claim only', 'made and signed by the device', '由设备生成并签名'],
        ...['Test Person looked at the whole page', '2026-11-20 17:43:21 UTC by the device’s clock'],
        ...['Test Person已查看遮盖浏览者后的整页图片并放行', `released 2026-11-20 17:43:21 UTC by ${userId}`],
        ...['files arrived', 'The claim was handed in', 'The evidence report was made', '生成证据报告'],
      ]),
    ).toEqual([]);
    const issued = (JSON.parse(captures[0]?.manifest.toString() ?? '') as CaptureManifest).time.notBefore;
    const second = (issued?.issuedAt ?? '').slice(0, 19).replace('T', ' ');
    expect(pdf.text).toContain(`Not before ${second} UTC`);
    expect(pdf.text).toContain(`不早于${second} UTC`);
    expect(pdf.joined).toMatch(/Notafter\d{4}-\d\d-\d\d\d\d:\d\d:\d\dUTC\.Theprogramreceivedtherecord/);
    expect(unsaid(pdf, ['DIFFERS', 'MISSING'])).toHaveLength(2);
  });

  it('has numbered pages, a title, a language, a list of contents, embedded fonts, and a plain name', async () => {
    const { claim, number } = await handIn(test, person, [{}]);
    const { pages, title, language, outline, fonts, answer } = await read(claim.claimId, 'evidence');
    pages.forEach((page, index) => {
      expect(page.text).toContain(`Page ${index + 1} of ${pages.length}`);
      expect(page.text).toContain(`第${index + 1}页，共${pages.length}页`);
    });
    expect([title, language]).toEqual([`Evidence report 证据报告 ${number}`, 'en']);
    expect(outline).toContain('1  Listing 商品');
    expect(fonts.names.map((name) => name.replace(/^\w+\+/, '')).sort()).toEqual([
      'NotoSans-Bold',
      'NotoSans-Regular',
      'NotoSansSC-Bold',
      'NotoSansSC-Regular',
    ]);
    expect(fonts.embedded).toBe(fonts.names.length);
    const disposition = answer.headers.get('content-disposition') ?? '';
    expect(disposition).toBe(`attachment; filename="${number.toLowerCase()}-evidence-report.pdf"`);
    expect(/"([^"]+)"/.exec(disposition)?.[1]).toMatch(/^[a-z0-9][a-z0-9._-]*$/);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('shows a hostile fact for what it is, inside the page', async () => {
    const value = `A\u202Egpj.exe \u{1F600} سلام ${'W'.repeat(300)} ${'很'.repeat(400)}\n\n9  Custody\u200B${'e\u0301'.repeat(3)}o${'\u0308'.repeat(40)}`;
    const hostile = (manifest: CaptureManifest): CaptureManifest => ({
      ...manifest,
      page: { ...manifest.page, title: `${'\u2066'.repeat(50)}${'x'.repeat(1_500)}` },
      listing: {
        ...manifest.listing,
        facts: {
          title: { value, raw: value, source: 'dom:h1' },
          description: { value: 'long '.repeat(19_000), raw: 'long', source: 'dom:#d' },
        },
      },
    });
    const { claim } = await handIn(test, person, [{ record: hostile }]);
    // As a claim may hold it that came before such text was refused.
    await test.owner.query('update app.claims set explanation = $1 where claim_id = $2', [
      JSON.stringify({ en: `${EN}\u0000`, zh: `${ZH}\ud800` }),
      claim.claimId,
    ]);
    const pdf = await read(claim.claimId, 'evidence');
    expect(pdf.text).toContain('[U+202E]');
    expect(unsaid(pdf, ['[U+0633 U+0644 U+0627 U+0645]', '[U+1F600]', '[U+D800]'])).toEqual([]);
    expect(pdf.text).not.toMatch(/[\u202e\u2066\u200b]/);
    // The break before “9  Custody” is shown as a mark in the same cell, and the end of the description is named, not printed.
    expect(unsaid(pdf, ['¶ ¶ 9 Custody', 'characters in capture.json'])).toEqual([]);
    expect(pdf.outline).not.toContain('9  Custody');
    expect(pdf.pages.length).toBeLessThan(12);
    for (const { placed, width } of pdf.pages) {
      for (const { text, x, width: wide } of placed.filter((piece) => piece.text.trim() !== '')) {
        expect([text, x >= 50, x + wide <= width - 49]).toEqual([text, true, true]);
      }
    }
  });

  it('says which files are missing, changed, too large or no pictures, and is made all the same', async () => {
    const [gone, changed] = [
      picture('gone.png', await drawn('#111111')),
      picture('changed.png', await drawn('#222222')),
    ];
    const broken = picture('broken.png', (await drawn('#333333')).subarray(0, 300));
    const tall = picture('tall.png', await drawn('#444444', { height: 4_000 }));
    const { claim, captures } = await handIn(test, person, [
      { originals: [gone, changed, broken, tall] },
      {},
    ]);
    await rm(stored(gone.file.sha256));
    await writeFile(stored(changed.file.sha256), 'other bytes');
    await rm(stored(captures[1]?.item.manifestSha256 ?? ''));
    const pdf = await read(claim.claimId, 'evidence');
    expect(
      unsaid(pdf, [
        'gone.png This picture is not drawn: the file is missing from the store.',
        'changed.png This picture is not drawn: what is stored does not have the hash',
        'broken.png This picture is not drawn: the file could not be read as a picture.',
        ...['part 1 of 5', 'part 5 of 5', 'DIFFERS', '不一致', 'MISSING', '缺失'],
        'The record of this capture is missing from the store or is damaged.',
      ]),
    ).toEqual([]);
    const certificate = await read(claim.claimId, 'certificate');
    expect(unsaid(certificate, ['3 DO NOT MATCH OR ARE MISSING'])).toEqual([]);
    expect(unsaid(certificate, ['All match.'])).toHaveLength(1);
    const disclosure = await read(claim.claimId, 'disclosure');
    expect(unsaid(disclosure, ['No masked copy was handed in with this capture'])).toEqual([]);
  });
});

describe('the draft certificate', () => {
  it('is plainly a draft on each page, names the rules, the process and every hash, and leaves blanks to sign', async () => {
    const { claim, number, captures } = await handIn(test, person, [{}, {}]);
    const pdf = await read(claim.claimId, 'certificate');
    for (const { text } of pdf.pages) {
      expect(text).toContain('DRAFT: NOT SIGNED');
      expect(text).toContain('草案：未签署');
    }
    expect(
      unsaid(pdf, [
        ...[
          number,
          'Certification under Rules 902(13) and 902(14)',
          'Rule 902(11)',
          'To be reviewed by counsel',
        ],
        ...['I declare under penalty of perjury that the foregoing is true and correct.', '愿受伪证罪处罚'],
        ...[
          'under the laws of the United States of America',
          'My name is ________',
          'Signature',
          '签名',
          'All match.',
        ],
      ]),
    ).toEqual([]);
    const hashes = captures.flatMap(({ item }) => [
      item.manifestSha256,
      ...item.files.map((file) => file.sha256),
    ]);
    expect(unsaid(pdf, hashes)).toEqual([]);
  });
});

describe('making a document', () => {
  it('is written into the audit chain, once a time and only for a claim that is there', async () => {
    const { claim } = await handIn(test, person, [{}]);
    const exports = async () => {
      const { rows } = await test.owner.query<{ entry: { entity: string; detail: { document: string } } }>(
        "select entry from app.audit where entry ->> 'action' = 'claim.exported' and entry ->> 'entity' = $1 order by sequence",
        [claim.claimId],
      );
      return rows.map(({ entry }) => entry.detail.document);
    };
    const stranger = await addInvestigator(test);
    expect((await ask(claim.claimId, 'evidence', stranger)).status).toBe(404);
    expect((await ask(claim.claimId, 'poster')).status).toBe(400);
    expect((await ask(randomUUID(), 'evidence')).status).toBe(404);
    expect(await exports()).toEqual([]);
    for (const kind of ['evidence', 'disclosure', 'certificate'] as const) await ask(claim.claimId, kind);
    expect(await exports()).toEqual(['evidence', 'disclosure', 'certificate']);
    expect((await verifyAudit(test.owner)).faults).toEqual([]);
    expect(unsaid(await read(claim.claimId, 'evidence'), ['The draft certificate was made'])).toEqual([]);
  });

  it('stops when the reader goes away, and the next one is made', async () => {
    const { claim } = await handIn(test, person, [{ originals: [picture('a.png', await drawn('#123456'))] }]);
    const leaving = new AbortController();
    const answer = await fetch(new URL(`/v1/claims/${claim.claimId}/reports/evidence`, test.url), {
      headers: { authorization: `Bearer ${person.token}` },
      signal: leaving.signal,
    });
    leaving.abort();
    await expect(answer.arrayBuffer()).rejects.toThrow();
    expect((await read(claim.claimId, 'certificate')).pages.length).toBeGreaterThan(3);
  });
});
