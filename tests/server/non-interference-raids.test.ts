import { join } from 'node:path';
import { deskRaidDetail, raidDetail } from '@marketsafe/contract';
import { openZip } from '@marketsafe/evidence';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { openBlobStore } from '../../server/src/blobs/open-store.ts';
import { openDatabase } from '../../server/src/db/database.ts';
import { openDrawing } from '../../server/src/drawing/drawing.ts';
import { prepareRaid } from '../../server/src/raids/prepare.ts';
import { openRaid } from '../../server/src/raids/save.ts';
import { completeCustody, completeRaid, type RaidSecrets, readRaid, saveRaid } from './raid-cases.ts';
import {
  addOrganisation,
  addPerson,
  addProgram,
  addRight,
  type Person,
  send,
  sendJson,
  startTestServer,
  type TestServer,
} from './support.ts';

/** What both worlds share: the day, the raid's number, and everything that may go. */
const DAY = new Date('2026-11-21T09:30:00.000Z');
const NUMBER = 'MR-ABCD-EFGH';
const RAID = '3f0a1c52-7d7e-4a51-9d6c-0d8b8f6f0a12';
const PACKAGE = '3f0a1c52-7d7e-4a51-9d6c-0d8b8f6f0a13';

const secrets: fc.Arbitrary<RaidSecrets> = fc.record({
  word: fc.stringMatching(/^[a-z]{9}[0-9]{4}$/).map((word) => `QZX${word}`),
  time: fc.constantFrom('00:10:00', '08:30:00', '23:50:00'),
  similar: fc.integer({ min: 0, max: 3 }),
});

const open: TestServer[] = [];
afterAll(async () => {
  for (const test of open) await test.close();
});

const callerOf = (person: Person, name: string) => ({
  ...{ userId: person.userId, userName: name, email: '', organisationId: person.organisationId },
  ...{ organisationName: 'Aurora', organisationKind: 'rights_holder' as const },
  ...{ roles: ['investigator' as const], language: null },
});

/** A world from a raid to its released archive; gives every file in it but the packer's signatures, which differ by chance. */
async function worldOf(world: RaidSecrets, consents: 'all' | 'least'): Promise<Map<string, Buffer>> {
  const test = await startTestServer();
  open.push(test);
  const organisationId = await addOrganisation(test);
  const person = {
    ...(await addPerson(test, organisationId)),
    rightId: await addRight(test, organisationId),
  };
  await test.owner.query('update app.memberships set name = $2 where user_id = $1', [
    ...[person.userId, world.word],
  ]);
  const { analyst } = await addProgram(test);
  const db = openDatabase(test.databaseUrl);
  const store = await openBlobStore({ folder: join(test.dataFolder, 'blobs') });
  const drawing = await openDrawing({
    ...{ blobs: { folder: join(test.dataFolder, 'blobs') }, scratch: join(test.dataFolder, 'drawing-raids') },
  });
  try {
    const caller = callerOf(person, world.word);
    await openRaid({ db, newNumber: () => NUMBER }, caller, { raidId: RAID, title: world.word });
    const whole = await completeRaid(test, person, world);
    const content =
      consents === 'all'
        ? whole
        : {
            ...whole,
            consents: ['instrument' as const],
            files: whole.files.map((file) => (file.role === 'inventory' ? { ...file, goes: false } : file)),
            // What nobody consented to is as secret as the rest.
            event: { ...whole.event, place: world.word, ledBy: world.word },
            parties: whole.parties.map((party) => ({ ...party, name: world.word })),
            inventory: whole.inventory.map((line) => ({ ...line, description: world.word, bag: world.word })),
            authentication: { ...whole.authentication, conclusion: world.word },
          };
    expect((await saveRaid(test, person, RAID, { version: 1, content })).status).toBe(200);
    await completeCustody(test, person, RAID, world);
    await prepareRaid({ db, store, drawing, now: () => DAY, newId: () => PACKAGE }, caller, RAID, 2);
  } finally {
    await drawing.close();
    await db.close();
  }
  const seen = (await readRaid(test, analyst, RAID)).package?.contentSha256;
  const body = { decision: 'released', seen };
  const released = await sendJson(test, `/v1/raids/${RAID}/package/decision`, { person: analyst, body });
  expect(raidDetail.parse(released.json).stage).toBe('released');
  const { bytes } = await send(test, `/v1/raids/${RAID}/package/package.zip`, { person: analyst });
  const files = new Map<string, Buffer>();
  for (const [name, source] of await openZip(new Blob([Uint8Array.from(bytes)]))) {
    const [, ...below] = name.split('/');
    files.set(below.join('/'), Buffer.from(await new Response(source.stream()).arrayBuffer()));
  }
  for (const [name, bytes] of await deskOf(test, files)) files.set(name, bytes);
  return files;
}

/** All that the marketplace's own people can read of it, and that its archive is the same. Names and hashes of archives are chance's. */
async function deskOf(test: TestServer, archive: ReadonlyMap<string, Buffer>): Promise<Map<string, Buffer>> {
  const liaison = await addPerson(test, await addOrganisation(test, 'Desk'), ['liaison']);
  await test.owner.query("insert into app.desks values ($1, 'taobao')", [liaison.organisationId]);
  await test.owner.query("update app.organisations set kind = 'marketplace' where organisation_id = $1", [
    liaison.organisationId,
  ]);
  const fetched = (path: string) => send(test, `/v1/desk/raids${path}`, { person: liaison });
  const { raid, disclosed, answers } = deskRaidDetail.parse((await fetched(`/${PACKAGE}`)).json);
  const zip = await openZip(
    new Blob([Uint8Array.from((await fetched(`/${PACKAGE}/files/package.zip`)).bytes)]),
  );
  expect([...zip.keys()].map((name) => name.split('/').slice(1).join('/'))).toEqual([...archive.keys()]);
  const today = new RegExp(new Date().toISOString().slice(0, 10), 'g');
  const texts = [(await fetched('')).bytes.toString(), JSON.stringify({ raid, disclosed, answers })];
  return new Map([
    ...texts.map((text, at): [string, Buffer] => [`desk ${at}`, Buffer.from(text.replace(today, 'today'))]),
    ['desk index', (await fetched(`/${PACKAGE}/files/index.pdf`)).bytes],
    ['desk file', (await fetched(`/${PACKAGE}/files/file-001.pdf`)).bytes],
  ]);
}

/** Signed with each server's own key, which is chance's. */
const BY_CHANCE = /^(?:signatures\/|tagmanifest-sha256\.txt$|bag-info\.txt$|VERIFY\.txt$|timestamps\/)/;

describe('a raid’s package', () => {
  it.each(['all', 'least'] as const)(
    'is the same byte for byte in two worlds that differ in what never goes, with consent to %s',
    async (consents) => {
      const quiet = await worldOf({ word: 'QZXaaaaaaaaa0000', time: '08:30:00', similar: 0 }, consents);
      expect([...quiet.keys()]).toEqual(expect.arrayContaining(['data/raid.json', 'data/index.pdf']));
      await fc.assert(
        fc.asyncProperty(secrets, async (world) => {
          const other = await worldOf(world, consents);
          expect([...other.keys()]).toEqual([...quiet.keys()]);
          for (const [name, bytes] of other) {
            if (!BY_CHANCE.test(name))
              expect([name, bytes.equals(quiet.get(name) ?? Buffer.of())]).toEqual([name, true]);
            for (const text of [
              bytes.toString('utf8'),
              bytes.toString('latin1'),
              bytes.toString('utf16le'),
            ]) {
              expect([name, text.toLowerCase().includes(world.word.toLowerCase())]).toEqual([name, false]);
            }
          }
        }),
        {
          ...{ numRuns: 1, endOnFailure: true },
          examples: [[{ word: 'QZXbbbbbbbbb1111', time: '23:50:00', similar: 2 }]],
        },
      );
    },
  );
});
