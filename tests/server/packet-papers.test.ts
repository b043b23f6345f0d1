import { join } from 'node:path';
import {
  type AddedFile,
  type ClaimSubmission,
  deskPacketDetail,
  packetDetail,
  packetsBuilt,
} from '@marketsafe/contract';
import PDFDocument from 'pdfkit';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBlobStore } from '../../server/src/blobs/open-store.ts';
import { packetFolder } from '../../server/src/packets/folder.ts';
import { renderCover } from '../../server/src/reports/render.ts';
import { readPdf, unsaid } from './read-pdf.ts';
import { drawn, handIn, masking, picture } from './report-claims.ts';
import {
  addInvestigator,
  addOrganisation,
  addPerson,
  type Person,
  putBlob,
  send,
  sha256,
  startTestServer,
  type TestServer,
} from './support.ts';

/** What is in the files beside what they show. */
const PLANTED = 'Jane-Viewer-7431';

let test: TestServer;
let ana: Person;
let ben: Person;
let liaison: Person;
beforeAll(async () => {
  test = await startTestServer();
  const program = await addOrganisation(test, 'Program');
  ana = await addPerson(test, program, ['analyst']);
  ben = await addPerson(test, program, ['program_lead']);
  liaison = await addPerson(test, await addOrganisation(test, 'Desk'), ['liaison']);
  await test.owner.query('insert into app.desks values ($1, $2)', [liaison.organisationId, 'aliexpress']);
});
afterAll(() => test.close());

async function bytesOf(document: PDFKit.PDFDocument): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of document) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** A report of two pages that names its author wherever a PDF can. */
async function talkative(options: PDFKit.PDFDocumentOptions = {}): Promise<Buffer> {
  const document = new PDFDocument({
    ...options,
    size: 'A5',
    info: { Author: PLANTED, Title: `${PLANTED}’s report`, Keywords: PLANTED },
  });
  document.text('The jacket that came bears a mark that we never made.');
  document.note(40, 40, 30, 30, PLANTED);
  document.file(Buffer.from(PLANTED), { name: `${PLANTED}.txt` });
  document.addNamedJavaScript('greet', `app.alert('${PLANTED}')`);
  document.addPage({ size: 'A5' }).rect(40, 40, 200, 200).fill('#aa0000');
  document.end();
  return bytesOf(document);
}

/** A photograph that says where and by whom it was taken. */
async function photograph(): Promise<Buffer> {
  const plain = sharp({ create: { width: 60, height: 40, channels: 3, background: '#123456' } });
  return plain
    .withExif({ IFD0: { Artist: PLANTED }, IFD3: { GPSLatitude: '51/1 30/1 0/1', GPSLatitudeRef: 'N' } })
    .jpeg()
    .toBuffer();
}

const write = (person: Person, path: string, body: unknown) =>
  send(test, path, {
    ...{ method: 'POST', person, body: JSON.stringify(body) },
    headers: { 'content-type': 'application/json' },
  });

const added = (bytes: Buffer, type: AddedFile['type'], name: string): AddedFile => ({
  ...{ name, type, sha256: sha256(bytes), bytes: bytes.length },
});

/** An approved claim with a picture that may go, or these bytes in its place. */
async function approved(
  person: Person & { rightId: string },
  change: (claim: ClaimSubmission) => object = () => ({}),
  copy?: Buffer,
) {
  const original = picture('shot.png', await drawn('#550055'));
  const masked = masking(original, copy ?? (await drawn('#000000')), 'masked.png');
  const made = await handIn(test, person, [{ originals: [original], masked: [masked] }], change);
  await test.owner.query("update app.claims set state = 'approved' where claim_id = $1", [
    made.claim.claimId,
  ]);
  return made;
}

async function build({ organisationId, rightId }: Person & { rightId: string }, claim: ClaimSubmission) {
  const { marketplace } = claim.target;
  const group = { organisationId, holderId: organisationId, rightId, targetKind: 'listing' };
  const order = { group: { ...group, marketplace, reason: claim.reason }, expedited: null };
  return packetsBuilt.parse((await write(ana, '/v1/packets', order)).json);
}

const look = async (packetId: string) =>
  packetDetail.parse((await send(test, `/v1/packets/${packetId}`, { person: ben })).json);

/** A test buy whose report is these files. */
async function testBuy(person: Person & { rightId: string }, files: [Buffer, AddedFile['type']][]) {
  for (const [bytes, type] of files) await putBlob(test, person, bytes, type);
  const consent = { text: 1, at: '2026-11-20T10:00:00.000Z', by: { userId: person.userId, name: 'Ines' } };
  return approved(person, () => ({
    reason: 'test-buy' as const,
    particulars: {
      testBuyOrder: `8${Math.floor(Math.random() * 1e15)}`,
      testBuyReport: files.map(([bytes, type], index) =>
        added(bytes, type, `${PLANTED} ${index}.${type.slice(-3)}`),
      ),
      consents: { testBuyOrder: consent, testBuyReport: consent },
    },
  }));
}

describe('added papers', () => {
  it('go as what they show, each page drawn anew, without anything that lies beside it in the file', async () => {
    const person = await addInvestigator(test);
    const pdf = await talkative();
    const photo = await photograph();
    expect((await readPdf(pdf)).raw).toContain(PLANTED);
    expect(photo.toString('latin1')).toContain(PLANTED);
    const { claim } = await testBuy(person, [
      [pdf, 'application/pdf'],
      [photo, 'image/jpeg'],
    ]);
    const packetId = (await build(person, claim)).packets[0]?.packetId ?? '';
    const { disclosed, warnings, contentSha256 } = await look(packetId);
    expect(warnings.map(({ code }) => code)).not.toContain('file-stays');
    const papers = disclosed.links[0]?.particulars.flatMap((field) =>
      field.editor === 'files' ? field.files : [],
    );
    expect(papers?.map(({ name }) => name)).toEqual(['paper-1.pdf', 'paper-2.jpg']);
    const released = await write(ben, `/v1/packets/${packetId}/release`, {
      seen: contentSha256,
      channel: 'desk',
    });
    expect([released.status, released.json]).toEqual([200, released.json]);
    const fetched = async (name: string) =>
      (await send(test, `/v1/desk/packets/${packetId}/files/${name}`, { person: liaison })).bytes;
    const copy = await readPdf(await fetched('001/paper-1.pdf'));
    expect(copy.pages).toHaveLength(2);
    // Drawn, not copied: the text is a picture now.
    expect(copy.text.trim()).toBe('');
    const image = await sharp(await fetched('001/paper-2.jpg')).metadata();
    expect([image.width, image.height, image.exif]).toEqual([60, 40, undefined]);
    const names = ['001/paper-1.pdf', '001/paper-2.jpg', 'evidence.zip', 'links.csv', 'links.txt'];
    for (const name of names) {
      expect([name, (await fetched(name)).toString('latin1').includes(PLANTED)]).toEqual([name, false]);
    }
    expect(copy.raw).not.toContain(PLANTED);
  });

  it('stay, and that is said, where a document cannot be opened', async () => {
    const person = await addInvestigator(test);
    const { claim } = await testBuy(person, [
      [await talkative({ userPassword: 'secret' }), 'application/pdf'],
      [Buffer.from('%PDF-1.7\nnothing of a PDF follows'), 'application/pdf'],
    ]);
    const { packets, leftOut } = await build(person, claim);
    expect(leftOut).toEqual([]);
    const { disclosed, warnings, faults } = await look(packets[0]?.packetId ?? '');
    expect(warnings).toContainEqual({ code: 'file-stays', positions: [0] });
    expect(disclosed.links[0]?.particulars.filter(({ editor }) => editor === 'files')).toEqual([]);
    expect(faults).toEqual([]);
  });
});

it('a picture that cannot be decoded keeps its claim out, and none of the others', async () => {
  const person = await addInvestigator(test);
  const whole = await drawn('#00ff00', { width: 900, height: 700 });
  const bad = await approved(person, () => ({}), whole.subarray(0, Math.floor(whole.length * 0.6)));
  const good = await approved(person);
  const { packets, leftOut } = await build(person, good.claim);
  expect(leftOut).toEqual([{ claimId: bad.claim.claimId, number: bad.number, cause: 'file-unreadable' }]);
  expect(packets[0]).toMatchObject({ links: 1 });
});

it('the cover says in both languages what is asked for, and is the same bytes for the same packet', async () => {
  const person = await addInvestigator(test);
  const { claim, number } = await approved(person);
  const packetId = (await build(person, claim)).packets[0]?.packetId ?? '';
  const { disclosed, contentSha256 } = await look(packetId);
  await write(ben, `/v1/packets/${packetId}/release`, { seen: contentSha256, channel: 'desk' });
  const detail = deskPacketDetail.parse(
    (await send(test, `/v1/desk/packets/${packetId}`, { person: liaison })).json,
  );
  const file = await send(test, `/v1/desk/packets/${packetId}/files/cover.pdf`, { person: liaison });
  expect(sha256(file.bytes)).toBe(detail.files.find(({ name }) => name === 'cover.pdf')?.sha256);
  const pdf = await readPdf(file.bytes);
  const { canonicalUrl } = claim.target;
  expect(
    unsaid(pdf, [
      'Request to remove listings',
      '侵权商品下架请求',
      ...[disclosed.number, number, canonicalUrl, disclosed.right.owner, disclosed.right.number],
    ]),
  ).toEqual([]);
  expect(pdf.raw).not.toMatch(/\(D:\d{8}(?!000000Z)/);
  const store = await openBlobStore({ folder: join(test.dataFolder, 'blobs') });
  const again = await bytesOf(
    await renderCover(disclosed, { store, organisationId: packetFolder(packetId) }),
  );
  expect(again.equals(file.bytes)).toBe(true);
});
