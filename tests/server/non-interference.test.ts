import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CLAIM_SCHEMA,
  deskPacketDetail,
  deskPackets,
  groupMentionable,
  madeCalendar,
  mentionToken,
  packetCandidates,
  WEBHOOK_EVENTS,
} from '@marketsafe/contract';
import { openZip } from '@marketsafe/evidence';
import fc from 'fast-check';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { openBlobStore } from '../../server/src/blobs/open-store.ts';
import { openDatabase } from '../../server/src/db/database.ts';
import { openDrawing } from '../../server/src/drawing/drawing.ts';
import { publishSignals } from '../../server/src/group/signals/publish.ts';
import { buildPackets } from '../../server/src/packets/build.ts';
import { lookThrough } from '../../server/src/packets/firewall.ts';
import { releasePacket } from '../../server/src/packets/release.ts';
import { SOON } from '../support/soon.ts';
import { addApplication, ORGANISATION } from './applicant.ts';
import { drawn, handIn, masking, picture, releasedBy } from './report-claims.ts';
import {
  addOrganisation,
  addPerson,
  addRight,
  noteDraft,
  openThread,
  type Person,
  putBlob,
  send,
  sendJson,
  sha256,
  startTestServer,
  type TestServer,
} from './support.ts';
import { openReceiver, type Receiver } from './webhook-receiver.ts';

/** What the two worlds share: the clock, chance, and everything that may go. */
const NOW = new Date('2026-11-21T09:30:00.000Z');
const NUMBER = 'MP-ABCD-EFGH';
const CLAIM_NUMBERS = ['MS-0000-0001', 'MS-0000-0002'];
const PACKET = '3f0a1c52-7d7e-4a51-9d6c-0d8b8f6f0a11';
const ITEMS = ['1005006000111222', '1005006000111333'];
const EXPLANATION = { en: 'Bought and found to be counterfeit.', zh: '经购买鉴定为假冒商品。' };
const painted = [await drawn('#000000'), await drawn('#101010')];

/** Everything that the marketplace is never to learn, as one world has it. */
interface Secrets {
  /** A word that stands in every confidential text. */
  word: string;
  /** Second of the day at which people worked. */
  second: number;
  expedited: 'safety' | 'launch' | 'repeat-seller';
  /** Claims of others, and of this holder, that have nothing to do with the packet. */
  others: number;
  /** A second claim about the first one's listing, which shares its link. */
  twin: boolean;
  /** Somebody takes another claim back while the packet waits. */
  staffNotes: boolean;
}

const secrets: fc.Arbitrary<Secrets> = fc.record({
  word: fc.stringMatching(/^[a-z]{9}[0-9]{4}$/).map((word) => `QZX${word}`),
  second: fc.integer({ min: 0, max: 36_000 }),
  expedited: fc.constantFrom('safety', 'launch', 'repeat-seller'),
  others: fc.integer({ min: 0, max: 2 }),
  twin: fc.boolean(),
  staffNotes: fc.boolean(),
});

const open: TestServer[] = [];
afterAll(async () => {
  for (const test of open) await test.close();
});

const timeOn = (day: string, second: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + second * 1_000).toISOString();

/** A photograph whose camera wrote a word into it. */
async function photograph(word: string): Promise<Buffer> {
  return sharp({ create: { width: 60, height: 40, channels: 3, background: '#884422' } })
    .jpeg()
    .withExif({ IFD0: { Artist: word, ImageDescription: word, Copyright: word } })
    .toBuffer();
}

/** Hands in a claim that holds the world's secrets wherever there is a place for one. */
async function claimOf(
  test: TestServer,
  owner: Person & { rightId: string },
  { word, second }: Secrets,
  { item, paint, consent }: { item: string; paint: Buffer; consent: boolean },
) {
  const original = picture(`${word.toLowerCase()}.png`, await drawn('#550055'));
  const at = timeOn('2026-11-20', second);
  const masked = releasedBy(masking(original, paint, `${word.toLowerCase()}-masked.png`), {
    at,
    by: { userId: owner.userId, organisationId: owner.organisationId },
  });
  const photo = await photograph(word);
  const report = Buffer.from(`%PDF-1.4 ${word}`);
  for (const [bytes, type] of [
    [photo, 'image/jpeg'],
    [report, 'application/pdf'],
  ] as const) {
    expect((await putBlob(test, owner, bytes, type)).status).toBeLessThan(300);
  }
  const file = (bytes: Buffer, type: string) => ({
    ...{ name: `${word} on my desk`, sha256: sha256(bytes), bytes: bytes.length, type },
  });
  const given = { text: 1, at, by: { userId: owner.userId, name: word } };
  const particulars = {
    testBuyOrder: `${word.toUpperCase()}-${randomUUID().slice(0, 8)}`,
    testBuyReport: [file(report, 'application/pdf')],
    testBuyPhotos: [file(photo, 'image/jpeg')],
    attachments: [file(report, 'application/pdf')],
    ...(consent && { consents: { testBuyPhotos: given } }),
  };
  return handIn(
    test,
    owner,
    [
      {
        originals: [original],
        masked: [masked],
        record: (manifest) => ({
          ...manifest,
          request: { ...manifest.request, url: `${manifest.request.canonicalUrl}?account=${word}` },
          env: { ...manifest.env, userAgent: word },
          page: { ...manifest.page, title: word },
          time: { ...manifest.time, start: at },
        }),
      },
    ],
    (claim) => ({
      schema: CLAIM_SCHEMA,
      reason: 'test-buy',
      explanation: EXPLANATION,
      particulars,
      target: { ...claim.target, capturedAt: at },
      declaredIn: {
        ...{ sweepId: randomUUID(), sweep: word, at, by: { userId: owner.userId, name: word } },
        texts: { goodFaith: 1, accurate: 1, authorised: 1 },
      },
    }),
    item,
  );
}

/** A world from its first organisation to a packet that the marketplace has; gives all that its people can get. */
async function worldOf(world: Secrets, consent: boolean): Promise<Map<string, Buffer>> {
  const test = await startTestServer();
  open.push(test);
  const { word, others, twin, staffNotes, expedited } = world;
  const organisationId = await addOrganisation(test, `${word} Holdings`);
  const owner = { ...(await addPerson(test, organisationId)), rightId: await addRight(test, organisationId) };
  await test.owner.query('update app.memberships set name = $2 where user_id = $1', [owner.userId, word]);
  await test.owner.query('update app.rights set note = $2, brand = $2 where right_id = $1', [
    owner.rightId,
    word,
  ]);
  for (let index = 0; index < others; index++) {
    const other = await addOrganisation(test, `${word} ${index}`);
    const stranger = { ...(await addPerson(test, other)), rightId: await addRight(test, other) };
    await claimOf(test, stranger, world, { item: ITEMS[0] ?? '', paint: await drawn('#123456'), consent });
  }
  const made = [];
  for (const [index, item] of ITEMS.entries()) {
    made.push(await claimOf(test, owner, world, { item, paint: painted[index] ?? Buffer.of(), consent }));
  }
  if (twin) {
    const again = await claimOf(test, owner, world, {
      item: '1005006000111444',
      paint: await drawn('#654321'),
      consent,
    });
    made.push(again);
    await test.owner.query('update app.claims set item_id = $2 where claim_id = $1', [
      again.claim.claimId,
      ITEMS[0],
    ]);
  }
  for (const [index, { claim }] of made.entries()) {
    const since = timeOn('2026-11-20', 80_001 + index);
    await test.owner.query(
      "update app.claims set state = 'approved', number = coalesce($2, number), assignee = $3, assignee_name = $4, priority_reason = $4 where claim_id = $1",
      [claim.claimId, CLAIM_NUMBERS[index] ?? null, owner.userId, word],
    );
    await test.owner.query('update app.claims set state_since = $2 where claim_id = $1', [
      claim.claimId,
      since,
    ]);
  }
  if (staffNotes) {
    await openThread(test, owner, owner.rightId);
    await noteDraft(test, owner);
  }
  const program = await addOrganisation(test, word);
  const [ana, ben] = [
    await addPerson(test, program, ['analyst']),
    await addPerson(test, program, ['analyst']),
  ];
  const liaison = await addPerson(test, await addOrganisation(test, 'Desk'), ['liaison']);
  await test.owner.query("insert into app.desks values ($1, 'aliexpress')", [liaison.organisationId]);
  if (staffNotes) {
    await applied(test, word);
    await wroteToGroup(test, ana, word);
    await warned(test, organisationId);
  }
  await release(test, { ana, ben, expedited });
  return everythingFor(test, liaison);
}

/** Somebody applies to the program, with a word in all that they wrote. */
async function applied(test: TestServer, word: string): Promise<void> {
  const applicationId = randomUUID();
  await addApplication(test, { applicationId, fileId: randomUUID() });
  await test.owner.query(
    `update intake.applications set email = $2 || '@holder.example', data = replace(data::text, $3, $2)::json where application_id = $1`,
    [applicationId, word, ORGANISATION.name],
  );
}

/** A threshold of an organisation's standing came near. */
async function warned(test: TestServer, organisationId: string): Promise<void> {
  await test.owner.query(
    `insert into app.standing_warnings (organisation_id, at, measure, level, part, out_of, distance)
     values ($1, now(), 'takedown', 'near', 19, 21, 1)`,
    [organisationId],
  );
}

/** A member writes to the working group and mentions an organisation, and something is published to it. */
async function wroteToGroup(test: TestServer, person: Person, word: string): Promise<void> {
  const entry = {
    entryId: randomUUID(),
    kind: 'topic',
    about: 'policy',
    title: word,
    text: word,
    named: true,
  };
  expect((await sendJson(test, '/v1/group/entries', { person, body: entry })).status).toBe(204);
  const { json } = await send(test, '/v1/group/mentionable', { person });
  const [whole] = groupMentionable.parse(json).mentionable;
  const text = `${word} ${mentionToken(whole?.id ?? '')}`;
  const mention = { entryId: randomUUID(), kind: 'post', topicId: entry.entryId, text, named: true };
  expect((await sendJson(test, '/v1/group/entries', { person, body: mention })).status).toBe(204);
  await publishSignals(test.owner, NOW);
}

/** Builds and releases the packet with the clock and chance that both worlds share. */
async function release(
  test: TestServer,
  { ana, ben, expedited }: { ana: Person; ben: Person } & Pick<Secrets, 'expedited'>,
): Promise<void> {
  const db = openDatabase(test.databaseUrl);
  const store = await openBlobStore({ folder: join(test.dataFolder, 'blobs') });
  const drawing = await openDrawing({
    blobs: { folder: join(test.dataFolder, 'blobs') },
    scratch: join(test.dataFolder, 'drawing-packets'),
  });
  const tools = {
    ...{ db, store, drawing, scratch: join(test.dataFolder, 'packing'), now: () => NOW },
    ...{ newNumber: () => NUMBER, newId: () => PACKET },
  };
  const caller = (person: Person) => ({
    ...{ userId: person.userId, userName: 'Test Person', email: '', organisationId: person.organisationId },
    ...{
      organisationName: '',
      organisationKind: 'program' as const,
      roles: ['analyst' as const],
      language: null,
    },
  });
  try {
    const listed = packetCandidates.parse((await send(test, '/v1/packets/candidates', { person: ana })).json);
    const [found] = listed.groups;
    if (!found) throw new Error('there is nothing to send');
    await buildPackets(tools, caller(ana), { group: found.group, expedited });
    const seen = await db.asStaff(ben.userId, (scope) => lookThrough(scope, store, caller(ben), PACKET));
    const { state } = await releasePacket(tools, caller(ben), PACKET, {
      seen: seen.contentSha256,
      channel: 'desk',
    });
    expect(state).toBe('sent');
  } finally {
    await drawing.close();
    await db.close();
  }
}

/** Names of mails that are whole: one that is being written has another ending. */
async function mailsIn(folder: string): Promise<string[]> {
  return (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.eml'));
}

/** Every byte that the marketplace's people can get, by where they get it. */
async function everythingFor(test: TestServer, liaison: Person): Promise<Map<string, Buffer>> {
  const all = new Map<string, Buffer>();
  const fetched = async (path: string) => {
    const answer = await send(test, path, { person: liaison });
    const headers = [...answer.headers].filter(([name]) => !VARYING.has(name));
    all.set(path, answer.bytes);
    all.set(`${path} (headers)`, Buffer.from(JSON.stringify([answer.status, headers])));
    return answer;
  };
  // By mail nothing goes to them, however much happens.
  for (const name of await mailsIn(join(test.dataFolder, 'mail'))) {
    const mail = await readFile(join(test.dataFolder, 'mail', name), 'utf8');
    if (mail.includes(`${liaison.userId}@`)) all.set('a mail', Buffer.from(mail));
  }
  expect([...all.keys()]).toEqual([]);
  // Neither may they have a webhook, a calendar, or news, nor read who applies and what members write to each other.
  for (const [method, path] of [
    ['GET', '/v1/webhooks'],
    ['POST', '/v1/webhooks'],
    ['POST', '/v1/me/calendar'],
    ['GET', '/v1/news'],
    ['GET', '/v1/notices'],
    ['GET', '/v1/group/mentionable'],
    ['GET', '/v1/clocks'],
    ['GET', '/v1/applications'],
    ['GET', '/v1/group/topics'],
    ['GET', '/v1/group/signals'],
  ] as const) {
    const body = { webhookId: PACKET, address: 'https://hooks.test.invalid/', events: WEBHOOK_EVENTS };
    const { status } =
      method === 'GET'
        ? await send(test, path, { person: liaison })
        : await sendJson(test, path, { person: liaison, body });
    expect([path, status]).toEqual([path, 403]);
  }
  const list = deskPackets.parse((await fetched('/v1/desk/packets')).json);
  expect(list.packets).toHaveLength(1);
  await fetched('/v1/desk/packets?limit=1');
  for (const { packetId } of list.packets) {
    const path = `/v1/desk/packets/${packetId}`;
    const detail = deskPacketDetail.parse((await fetched(path)).json);
    for (const { name } of detail.files) await fetched(`${path}/files/${name}`);
    for (const [index, { pictures, particulars }] of detail.disclosed.links.entries()) {
      const papers = particulars.flatMap((field) => (field.editor === 'files' ? field.files : []));
      for (const { name } of [...pictures, ...papers]) {
        await fetched(`${path}/files/${String(index + 1).padStart(3, '0')}/${name}`);
      }
    }
  }
  return all;
}

/** What differs from answer to answer and says nothing: the server's clock, and a cookie's. */
const VARYING = new Set(['date']);

/** The bytes, and of an archive those of what is in it. */
async function unfolded(name: string, bytes: Buffer): Promise<string[]> {
  const texts = [bytes.toString('latin1'), bytes.toString('utf8'), bytes.toString('utf16le')];
  if (!/\.(?:zip|xlsx)$/.test(name)) return texts;
  const archive = await openZip(new Blob([Uint8Array.from(bytes)]));
  for (const [entry, source] of archive) {
    const content = Buffer.from(await new Response(source.stream()).arrayBuffer());
    texts.push(entry, content.toString('utf8'), content.toString('latin1'));
  }
  return texts;
}

const QUIET: Secrets = {
  ...{ word: 'QZXaaaaaaaaa0000', second: 36_000, expedited: 'safety', others: 0 },
  ...{ twin: false, staffNotes: false },
};

const LOUD: Secrets = {
  ...{ word: 'QZXbbbbbbbbb1111', second: 1, expedited: 'launch', others: 2 },
  ...{ twin: true, staffNotes: true },
};

describe('what the marketplace gets', () => {
  it.each([
    ['without any consent', false],
    ['with consent to the photographs', true],
  ])(
    'is the same byte for byte in two worlds that differ in what is confidential alone, %s',
    async (_, consent) => {
      const quiet = await worldOf(QUIET, consent);
      await fc.assert(
        fc.asyncProperty(secrets, async (world) => {
          const other = await worldOf(world, consent);
          expect([...other.keys()]).toEqual([...quiet.keys()]);
          for (const [path, bytes] of other) {
            expect([path, bytes.equals(quiet.get(path) ?? Buffer.of())]).toEqual([path, true]);
            for (const text of await unfolded(path, bytes)) {
              expect([path, text.toLowerCase().includes(world.word.toLowerCase())]).toEqual([path, false]);
            }
          }
        }),
        { numRuns: 2, endOnFailure: true, examples: [[LOUD]] },
      );
    },
  );
});

/** Routes whose answers tell the server's own clock, chance or figures, and why none of it is a participant's. */
const OWN_CONDITION = new Set([
  // How much room is left, in whole GiB: others on this machine write, too.
  '/health',
  // For whoever watches the server alone.
  '/metrics',
  '/v1/challenge',
  // Published for everybody: hashes over the chains of all, an hour old.
  '/v1/audit-roots',
  // Says when this very session was last used.
  '/v1/me/account',
]);

/** Every route that reads and needs no name of a thing, with what a person gets there. */
async function everythingReadBy(test: TestServer, person: Person): Promise<Map<string, Buffer>> {
  const { json } = await send(test, '/v1/openapi.json');
  const { paths } = json as { paths: Record<string, Record<string, unknown>> };
  const all = new Map<string, Buffer>();
  for (const [path, methods] of Object.entries(paths)) {
    if (!methods.get || path.includes('{') || OWN_CONDITION.has(path)) continue;
    const answer = await send(test, path, { person });
    // A request's own number, and the moment of the answer.
    const text = answer.bytes.toString().replace(/"(?:instance|asOf)":"[^"]*"/g, '');
    all.set(path, Buffer.from(`${answer.status} ${text}`));
  }
  return all;
}

/** Has somebody told in every way in which the program tells by itself; gives all that has gone out to them so far, by how. */
async function goesOutTo(test: TestServer, person: Person, receiver: Receiver) {
  const json = { 'content-type': 'application/json' };
  const hook = { webhookId: randomUUID(), address: receiver.address, events: WEBHOOK_EVENTS };
  const added = await sendJson(test, '/v1/webhooks', { person, body: hook });
  expect([added.status, added.json]).toEqual([201, added.json]);
  const choice = { threads: true, translations: true, digest: 'at-once' };
  await send(test, '/v1/me/mail', { method: 'PUT', person, headers: json, body: JSON.stringify(choice) });
  const { address } = madeCalendar.parse(
    (await send(test, '/v1/me/calendar', { method: 'POST', person })).json,
  );
  const folder = join(test.dataFolder, 'mail');
  const told = async () =>
    (await test.owner.query('select digest_after from app.told where user_id = $1', [person.userId])).rows[0]
      ?.digest_after ?? null;
  await expect.poll(told, SOON).not.toBeNull();
  return {
    /** Whether nothing more is on its way. */
    isQuiet: async () => {
      const { rows } = await test.owner.query("select from app.webhook_deliveries where state = 'pending'");
      return rows.length === 0;
    },
    async all(): Promise<Map<string, string>> {
      const all = new Map<string, string>();
      for (const { id, body, headers } of receiver.got)
        all.set(`webhook ${id}`, body + JSON.stringify(headers));
      for (const name of await mailsIn(folder)) {
        const mail = await readFile(join(folder, name), 'utf8');
        if (mail.includes(`${person.userId}@`)) all.set(`mail ${name}`, mail);
      }
      all.set('calendar', (await send(test, new URL(address).pathname)).bytes.toString());
      return all;
    },
  };
}

it('gives another participant the same, whatever happens to somebody else’s claims and rights', async () => {
  const test = await startTestServer({
    webhooks: {
      ...{ loopback: true, resolve: async () => [{ address: '127.0.0.1', family: 4 }] },
      pace: { every: 50, firstPause: 1, patience: 5_000, giveUpAfter: 600 },
    },
    newsPace: { every: 100, gather: 0 },
  });
  open.push(test);
  const other = await addPerson(test, await addOrganisation(test, 'Other'), [
    'investigator',
    'manager',
    'signatory',
  ]);
  const watcher = { ...other, rightId: await addRight(test, other.organisationId) };
  await handIn(test, watcher, [{}], undefined, ITEMS[0]);
  const [watching, telling] = [await openReceiver(), await openReceiver()];
  const gone = await goesOutTo(test, watcher, watching);
  await expect.poll(gone.isQuiet, SOON).toBe(true);
  // A calendar notes when it was read.
  const sentBefore = await gone.all();
  const before = await everythingReadBy(test, watcher);
  expect(before.size).toBeGreaterThan(15);

  const organisationId = await addOrganisation(test, LOUD.word);
  const owner = { ...(await addPerson(test, organisationId)), rightId: await addRight(test, organisationId) };
  const loud = await goesOutTo(
    test,
    { ...owner, ...(await addPerson(test, organisationId, ['manager', 'investigator'])) },
    telling,
  );
  const [paint = Buffer.of()] = painted;
  const made = await claimOf(test, owner, LOUD, { item: ITEMS[0] ?? '', paint, consent: true });
  await openThread(test, owner, owner.rightId);
  await noteDraft(test, owner);
  await test.owner.query("update app.claims set state = 'approved' where claim_id = $1", [
    made.claim.claimId,
  ]);
  const program = await addOrganisation(test, 'Program');
  const [ana, ben] = [
    await addPerson(test, program, ['analyst']),
    await addPerson(test, program, ['analyst']),
  ];
  await release(test, { ana, ben, expedited: 'launch' });
  // Something of it waits for its own people.
  await test.owner.query("update app.claims set state = 'removed' where claim_id = $1", [made.claim.claimId]);
  const countered = await sendJson(test, `/v1/claims/${made.claim.claimId}/counter-notices`, {
    person: ana,
    body: { counterId: randomUUID(), receivedOn: '2026-11-02', statement: LOUD.word, replyBy: null },
  });
  expect([countered.status, countered.json]).toEqual([200, countered.json]);
  await applied(test, LOUD.word);
  await warned(test, organisationId);

  // It has gone out to those whose claim it is: by webhook, by mail, and into their calendar, without a word of what is confidential.
  await expect.poll(async () => (await loud.all()).size, SOON).toBeGreaterThan(3);
  await expect.poll(async () => [...(await loud.all()).keys()].join(), SOON).toMatch(/mail/);
  for (const [name, text] of await loud.all()) {
    expect([name, text.toLowerCase().includes(LOUD.word.toLowerCase())]).toEqual([name, false]);
  }
  expect((await loud.all()).get('calendar')).toContain('BEGIN:VEVENT');
  // To others nothing has: not a byte.
  expect(await gone.all()).toEqual(sentBefore);
  for (const receiver of [watching, telling]) await receiver.close();

  for (const [path, bytes] of await everythingReadBy(test, watcher)) {
    expect([path, bytes.toString()]).toEqual([path, before.get(path)?.toString()]);
  }
});
