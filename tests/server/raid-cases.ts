import { randomUUID } from 'node:crypto';
import {
  emptyRaid,
  type NewHandover,
  type RaidContent,
  type RaidDetail,
  type RaidFile,
  raidDetail,
} from '@marketsafe/contract';
import PDFDocument from 'pdfkit';
import sharp from 'sharp';
import { expect } from 'vitest';
import { type Person, putBlob, send, sendJson, sha256, type TestServer } from './support.ts';

/** What a raid says in places that never go out, and when people worked. */
export interface RaidSecrets {
  word: string;
  /** Time of day of hand-overs, `hh:mm:ss`. */
  time: string;
  /** How many links of grade C there are. */
  similar: number;
}

/** A page that says its author's name where nobody looks. */
async function paper(text: string, author: string): Promise<Buffer> {
  const document = new PDFDocument({ info: { Author: author, CreationDate: new Date(0) } });
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise((resolve) => document.once('end', resolve));
  document.fontSize(20).text(text);
  document.end();
  await ended;
  return Buffer.concat(chunks);
}

/** A photograph whose camera wrote a word into it. */
async function photograph(color: string, word: string): Promise<Buffer> {
  return sharp({ create: { width: 60, height: 40, channels: 3, background: color } })
    .jpeg()
    .withExif({ IFD0: { Artist: word, ImageDescription: word } })
    .toBuffer();
}

/** Hands a file in and gives it as a raid names it. */
export async function raidFileOf(
  test: TestServer,
  person: Person,
  bytes: Buffer,
  given: Partial<RaidFile> & Pick<RaidFile, 'role' | 'type'>,
): Promise<RaidFile> {
  expect((await putBlob(test, person, bytes, given.type)).status).toBeLessThan(300);
  return {
    ...{ sha256: sha256(bytes), name: 'scan.pdf', bytes: bytes.length, goes: false, redactedFrom: null },
    ...{ removed: '', translates: null, language: null, certified: false },
    ...given,
  };
}

/** A raid that lacks nothing but custody, as one world has it. Its ids are drawn from the word's own world. */
export async function completeRaid(
  test: TestServer,
  person: Person & { rightId: string },
  { word, similar }: Pick<RaidSecrets, 'word' | 'similar'>,
): Promise<RaidContent> {
  const instrument = await raidFileOf(test, person, await paper(`Whole decision ${word}`, word), {
    ...{ role: 'instrument', type: 'application/pdf', name: `${word}.pdf` },
  });
  const redacted = await raidFileOf(test, person, await paper('Decision with names painted over', word), {
    ...{ role: 'instrument', type: 'application/pdf', name: `${word} redacted.pdf`, goes: true },
    ...{ redactedFrom: instrument.sha256, removed: 'Identity numbers' },
  });
  const photo = await raidFileOf(test, person, await photograph('#884422', word), {
    ...{ role: 'inventory', type: 'image/jpeg', name: `${word}.jpg`, goes: true },
  });
  const annex = await raidFileOf(test, person, await paper(`Method ${word}`, word), {
    ...{ role: 'annex', type: 'application/pdf', name: `${word} annex.pdf` },
  });
  const scene = await raidFileOf(test, person, await photograph('#224488', word), {
    ...{ role: 'event', type: 'image/jpeg', name: `${word} scene.jpg` },
  });
  const partyId = randomUUID();
  return {
    ...emptyRaid(`${word} warehouse`),
    rightIds: [person.rightId],
    instrument: {
      ...{ kind: 'penalty-decision', authority: '义乌市市场监督管理局', number: '义市监罚〔2026〕12号' },
      ...{ date: '2026-10-12', sealed: true, finality: 'final', appealUntil: null },
    },
    event: {
      ...{ date: '2026-10-01', place: 'Warehouse 3', ledBy: 'Inspection unit 2' },
      ...{ present: `${word} Zhang`, course: `${word} led us there.` },
    },
    permission: { by: 'Aurora', basis: 'Owner of the papers', toMarketplace: true, until: null },
    parties: [{ partyId, name: 'Yiwu Trading', note: word }],
    inventory: [
      {
        ...{ lineId: randomUUID(), bag: 'B-1', description: 'Shoes', brand: 'AURORA', quantity: 1_200 },
        ...{ unit: 'pairs', photos: [photo.sha256] },
      },
    ],
    authentication: {
      ...{ examiner: `${word} Li`, role: 'Brand examiner', conclusion: 'Counterfeit.', on: '2026-10-05' },
      method: `${word}: the third stitch`,
    },
    links: [
      {
        ...{ linkId: randomUUID(), partyId, marketplace: 'taobao', shopUrl: 'https://shop1.taobao.com/' },
        ...{ sellerId: '771', sellerName: 'Yiwu shoes', kind: 'named-in-paper', grade: 'A' },
        ...{ proof: instrument.sha256, note: word },
      },
      ...Array.from({ length: similar }, (_, index) => ({
        ...{
          linkId: randomUUID(),
          partyId,
          marketplace: '1688' as const,
          shopUrl: `https://${word}.1688.com/`,
        },
        ...{ sellerId: `${word}${index}`, sellerName: word, kind: 'same-name' as const, grade: 'C' as const },
        ...{ proof: null, note: word },
      })),
    ],
    files: [instrument, redacted, photo, annex, scene],
    consents: ['instrument', 'event', 'parties', 'inventory', 'authentication'],
    notes: word,
  };
}

/** Opens a raid and saves what it says. */
export async function keepRaid(test: TestServer, person: Person, content: RaidContent): Promise<RaidDetail> {
  const raidId = randomUUID();
  const opened = await sendJson(test, '/v1/raids', { person, body: { raidId, title: 'New' } });
  expect([opened.status, opened.json]).toEqual([200, opened.json]);
  const saved = await saveRaid(test, person, raidId, { version: 1, content });
  expect([saved.status, saved.json]).toEqual([200, saved.json]);
  return raidDetail.parse(saved.json);
}

export const saveRaid = (test: TestServer, person: Person, raidId: string, body: unknown) =>
  sendJson(test, `/v1/raids/${raidId}`, { method: 'PUT', person, body });

/** Notes and confirms the hand-overs of all goods: from the authority to somebody of the holder's, and on to the laboratory. */
export async function completeCustody(
  test: TestServer,
  person: Person,
  raidId: string,
  { word, time }: Pick<RaidSecrets, 'word' | 'time'>,
): Promise<void> {
  const signed = await raidFileOf(test, person, await paper(`Signed by ${word}`, word), {
    ...{ role: 'custody', type: 'application/pdf' },
  });
  const note = async (handover: Omit<NewHandover, 'handoverId' | 'bags' | 'paper'>) => {
    const body = { ...handover, handoverId: randomUUID(), bags: null, paper: signed.sha256 };
    const { status, json } = await sendJson(test, `/v1/raids/${raidId}/handovers`, { person, body });
    expect([status, json]).toEqual([200, json]);
  };
  const self = { kind: 'person', userId: person.userId } as const;
  await note({
    ...{ at: `2026-10-01T${time}.000Z`, to: self },
    from: { kind: 'outside', custodian: 'authority', name: `${word} Officer` },
  });
  await note({
    ...{ at: `2026-10-03T${time}.000Z`, from: self },
    to: { kind: 'outside', custodian: 'laboratory', name: `${word} Laboratory` },
  });
}

export const readRaid = async (test: TestServer, person: Person, raidId: string): Promise<RaidDetail> =>
  raidDetail.parse((await send(test, `/v1/raids/${raidId}`, { person })).json);
