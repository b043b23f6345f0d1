import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type ClaimSubmission,
  candidateClaims,
  claimDetail,
  deskPacketDetail,
  deskPackets,
  type PacketDetail,
  type PacketGroup,
  packetCandidates,
  packetCounts,
  packetDetail,
  packetSummary,
  packetsBuilt,
  reviewDetail,
} from '@marketsafe/contract';
import { procedureChangeRow } from '@marketsafe/contract/procedures';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawn, handIn, masking, picture, type Wanted } from './report-claims.ts';
import {
  addInvestigator,
  addOrganisation,
  addPerson,
  addRight,
  type Person,
  send,
  sha256,
  startTestServer,
  type TestServer,
} from './support.ts';

/** A value of a procedure as the marketplace's own page says it. */
const ONE_REQUEST = {
  grade: 'D',
  source: { title: 'The form', address: 'https://ipp.example/', date: '2026-11' },
  seenOn: '2026-11-29',
  verified: null,
};

let test: TestServer;
let holder: Person & { rightId: string };
let ana: Person;
let ben: Person;
let liaison: Person;
let elsewhere: Person;
beforeAll(async () => {
  test = await startTestServer();
  holder = await addInvestigator(test);
  const program = await addOrganisation(test, 'Program');
  ana = await addPerson(test, program, ['analyst']);
  ben = await addPerson(test, program, ['program_lead']);
  liaison = await addPerson(test, await addOrganisation(test, 'Desk'), ['liaison']);
  elsewhere = await addPerson(test, await addOrganisation(test, 'Other desk'), ['liaison']);
  const desks = 'insert into app.desks values ($1, $2)';
  await test.owner.query(desks, [liaison.organisationId, 'aliexpress']);
  await test.owner.query(desks, [elsewhere.organisationId, 'lazada']);
});
afterAll(() => test.close());

function write(person: Person, path: string, body: unknown) {
  return send(test, path, {
    method: 'POST',
    person,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

/** A claim with a picture that may go. */
async function claim(
  person: Person & { rightId: string } = holder,
  change: (claim: ClaimSubmission) => object = () => ({}),
) {
  const original = picture('shot.png', await drawn('#550055'));
  const wanted: Wanted = {
    originals: [original],
    masked: [masking(original, await drawn('#000000'), 'masked.png')],
  };
  return handIn(test, person, [wanted], change);
}

async function approved(...given: Parameters<typeof claim>) {
  const made = await claim(...given);
  const { claimId } = made.claim;
  const { standing } = reviewDetail.parse(
    (await send(test, `/v1/review/claims/${claimId}`, { person: ana })).json,
  );
  const decision = { claimId, seen: standing.sequence, decision: { kind: 'approve' } };
  const answer = await write(ana, '/v1/review/decisions', { decisions: [decision] });
  expect(answer.json, made.number).toMatchObject({ outcomes: [{ outcome: 'done', state: 'approved' }] });
  return made;
}

async function groupOf(person: Person & { rightId: string }): Promise<PacketGroup> {
  const { groups } = packetCandidates.parse(
    (await send(test, '/v1/packets/candidates', { person: ana })).json,
  );
  const found = groups.find(({ group }) => group.rightId === person.rightId);
  if (!found) throw new Error('no group');
  return found.group;
}

async function build(person: Person & { rightId: string } = holder, claimIds?: string[]) {
  const group = await groupOf(person);
  const answer = await write(ana, '/v1/packets', { group, expedited: null, ...(claimIds && { claimIds }) });
  expect([answer.status, answer.json]).toEqual([200, expect.anything()]);
  return packetsBuilt.parse(answer.json);
}

async function look(packetId: string, person: Person = ben): Promise<PacketDetail> {
  const answer = await send(test, `/v1/packets/${packetId}`, { person });
  expect(answer.status).toBe(200);
  return packetDetail.parse(answer.json);
}

const release = async (packetId: string, person: Person = ben, channel = 'desk') =>
  write(person, `/v1/packets/${packetId}/release`, {
    seen: (await look(packetId, person)).contentSha256,
    channel,
  });

const stateOf = async (claimId: string, person: Person = holder) =>
  claimDetail.parse((await send(test, `/v1/claims/${claimId}`, { person })).json).state;

async function someone() {
  return addInvestigator(test);
}

describe('building', () => {
  it('puts approved claims of one group together, one listing once, and says what goes and what stays', async () => {
    const them = await someone();
    const first = await approved(them);
    const second = await approved(them);
    // Another claim on the first one's listing, by the same people: it shares the link.
    const twin = await claim(them);
    await test.owner.query("update app.claims set item_id = $2, state = 'approved' where claim_id = $1", [
      twin.claim.claimId,
      first.claim.target.itemId,
    ]);
    const { packets, leftOut, waiting } = await build(them);
    expect([packets.length, leftOut, waiting]).toEqual([1, [], 0]);
    expect(packets[0]).toMatchObject({ state: 'built', links: 2, claims: 3 });
    const { disclosed, claims, faults, own } = await look(packets[0]?.packetId ?? '', ana);
    expect(disclosed.links.map(({ claim: number }) => number)).toEqual([first.number, second.number]);
    expect(claims.map(({ position }) => position)).toEqual([0, 0, 1]);
    expect([faults, own]).toEqual([[], true]);
    for (const { claim: made } of [first, second, twin]) {
      expect(await stateOf(made.claimId, them)).toBe('packeted');
    }
  });

  it('leaves out a claim whose file is not as it was handed in, and takes the others along', async () => {
    const them = await someone();
    const good = await approved(them);
    const bad = await approved(them);
    const [copy] = bad.claim.evidence[0]?.masked ?? [];
    const hash = copy?.sha256 ?? '';
    await writeFile(
      join(test.dataFolder, 'blobs', them.organisationId, hash.slice(0, 2), hash),
      'other bytes',
    );
    const { packets, leftOut } = await build(them);
    expect(packets[0]).toMatchObject({ links: 1 });
    expect(leftOut).toEqual([{ claimId: bad.claim.claimId, number: bad.number, cause: 'file-damaged' }]);
    expect(await stateOf(bad.claim.claimId, them)).toBe('approved');
    expect(await stateOf(good.claim.claimId, them)).toBe('packeted');
  });

  it('takes as many links as the marketplace says that it takes, and warns of a packet that holds more than it says since', async () => {
    const them = await someone();
    for (const _ of [1, 2, 3]) await approved(them);
    let seen = 0;
    const take = async (most: number | null) => {
      const leaf = most === null ? null : { ...ONE_REQUEST, value: most };
      const { status, json } = await write(ana, '/v1/procedures/changes', {
        ...{ scope: 'aliexpress', part: 'channels', item: 'account', field: 'maxLinks' },
        ...{ leaf, seen, why: 'The form says so.' },
      });
      expect([status, json]).toEqual([200, expect.anything()]);
      seen = procedureChangeRow.parse(json).sequence;
    };
    await take(2);
    const group = await groupOf(them);
    const query = new URLSearchParams(group);
    const offered = await send(test, `/v1/packets/candidates/claims?${query}`, { person: ana });
    expect(candidateClaims.parse(offered.json).claims).toHaveLength(2);
    const { packets } = await build(them);
    expect(packets.map(({ links }) => links)).toEqual([2, 1]);
    const [two, one] = packets.map(({ packetId }) => packetId);
    const warned = async (packetId = '') => (await look(packetId)).warnings.map(({ code }) => code);
    expect(await warned(two)).not.toContain('more-links-than-taken');
    await take(1);
    expect(await warned(two)).toContain('more-links-than-taken');
    expect(await warned(one)).not.toContain('more-links-than-taken');
    await take(null);
    expect(await warned(two)).not.toContain('more-links-than-taken');
  });

  it('is not for somebody who belongs to who complains, nor on a right that does not stand', async () => {
    const them = await someone();
    await approved(them);
    const group = await groupOf(them);
    await test.owner.query(
      "insert into app.memberships (organisation_id, user_id, name, roles, created_at) values ($1, $2, 'Ana', '{investigator}', now())",
      [them.organisationId, ana.userId],
    );
    const own = await write(ana, '/v1/packets', { group, expedited: null });
    expect(own.json).toMatchObject({ code: 'packet-of-own-organisation' });
    await test.owner.query("update app.rights set status = 'rejected' where right_id = $1", [them.rightId]);
    const fallen = await write(ben, '/v1/packets', { group, expedited: null });
    expect(fallen.json).toMatchObject({ code: 'packet-right-does-not-stand' });
    await test.owner.query('delete from app.memberships where organisation_id = $1 and user_id = $2', [
      them.organisationId,
      ana.userId,
    ]);
  });
});

describe('the release', () => {
  it('is a second person’s, of exactly what they saw, and hands over byte for byte', async () => {
    const them = await someone();
    const made = await approved(them);
    const { packets } = await build(them);
    const packetId = packets[0]?.packetId ?? '';
    expect((await release(packetId, ana)).json).toMatchObject({ code: 'packet-second-person' });
    const other = await write(ben, `/v1/packets/${packetId}/release`, {
      seen: sha256('other'),
      channel: 'desk',
    });
    expect(other.json).toMatchObject({ code: 'packet-changed' });
    expect(await stateOf(made.claim.claimId, them)).toBe('packeted');

    const before = await look(packetId);
    const answer = await release(packetId);
    expect(packetSummary.parse(answer.json)).toMatchObject({ state: 'sent', channel: 'desk' });
    expect(await stateOf(made.claim.claimId, them)).toBe('sent');

    const list = deskPackets.parse((await send(test, '/v1/desk/packets', { person: liaison })).json);
    expect(list.packets.map((one) => one.packetId)).toContain(packetId);
    const desk = deskPacketDetail.parse(
      (await send(test, `/v1/desk/packets/${packetId}`, { person: liaison })).json,
    );
    expect(desk.disclosed).toEqual(before.disclosed);
    expect(desk.files.map(({ name }) => name).sort()).toEqual([
      'cover.pdf',
      'evidence.zip',
      'links.csv',
      'links.txt',
      'links.xlsx',
      'statement.txt',
    ]);
    for (const { name, sha256: hash } of desk.files) {
      const file = await send(test, `/v1/desk/packets/${packetId}/files/${name}`, { person: liaison });
      expect([name, file.status, sha256(file.bytes)]).toEqual([name, 200, hash]);
    }
    const paste = await send(test, `/v1/desk/packets/${packetId}/files/links.txt`, { person: liaison });
    expect(paste.bytes.toString()).toBe(`${made.claim.target.canonicalUrl}\n`);
    const [shown] = desk.disclosed.links[0]?.pictures ?? [];
    const image = await send(test, `/v1/desk/packets/${packetId}/files/001/${shown?.name}`, {
      person: liaison,
    });
    expect(sha256(image.bytes)).toBe(made.claim.evidence[0]?.masked[0]?.sha256);
  });

  it('leaves out what a participant took back meanwhile, which the second person has to see', async () => {
    const them = await someone();
    const one = await approved(them);
    const two = await approved(them);
    const { packets } = await build(them);
    const packetId = packets[0]?.packetId ?? '';
    const seen = (await look(packetId)).contentSha256;
    const back = await send(test, `/v1/claims/${one.claim.claimId}/withdrawal`, {
      ...{ method: 'POST', person: them, body: JSON.stringify({ cause: 'mistake', text: '' }) },
      headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    });
    expect(back.status).toBe(200);
    const late = await write(ben, `/v1/packets/${packetId}/release`, { seen, channel: 'desk' });
    expect(late.json).toMatchObject({ code: 'packet-changed' });
    const now = await look(packetId);
    expect(now.disclosed.links.map(({ claim: number }) => number)).toEqual([two.number]);
    expect((await release(packetId)).status).toBe(200);
    expect(await stateOf(one.claim.claimId, them)).toBe('withdrawn');
    expect(await stateOf(two.claim.claimId, them)).toBe('sent');
  });

  it('by a form is sent when a person says so, and is not seen by the marketplace’s people before', async () => {
    const them = await someone();
    const made = await approved(them);
    const { packets } = await build(them);
    const packetId = packets[0]?.packetId ?? '';
    expect((await release(packetId, ben, 'form')).json).toMatchObject({ state: 'released' });
    expect((await send(test, `/v1/desk/packets/${packetId}`, { person: liaison })).status).toBe(404);
    expect(await stateOf(made.claim.claimId, them)).toBe('packeted');
    const sent = await write(ben, `/v1/packets/${packetId}/sent`, { reference: 'IPP-2026-7' });
    expect(sent.json).toMatchObject({ state: 'sent', reference: 'IPP-2026-7', channel: 'form' });
    expect((await send(test, `/v1/desk/packets/${packetId}`, { person: liaison })).status).toBe(200);
    expect(await stateOf(made.claim.claimId, them)).toBe('sent');
  });

  it('can be taken back before it has gone: its claims wait for another packet', async () => {
    const them = await someone();
    const made = await approved(them);
    const { packets } = await build(them);
    const packetId = packets[0]?.packetId ?? '';
    expect((await write(ana, `/v1/packets/${packetId}/cancel`, { text: 'wrong reason' })).json).toMatchObject(
      {
        state: 'cancelled',
      },
    );
    expect(await stateOf(made.claim.claimId, them)).toBe('approved');
    expect((await release(packetId)).json).toMatchObject({ code: 'packet-elsewhere' });
    const again = await build(them);
    expect((await release(again.packets[0]?.packetId ?? '')).status).toBe(200);
    const late = await write(ana, `/v1/packets/${again.packets[0]?.packetId}/cancel`, { text: '' });
    expect(late.json).toMatchObject({ code: 'packet-elsewhere' });
  });
});

const withdrawClaim = (person: Person, claimId: string) =>
  send(test, `/v1/claims/${claimId}/withdrawal`, {
    ...{ method: 'POST', person, body: JSON.stringify({ cause: 'mistake', text: '' }) },
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
  });

const deskLook = async (packetId: string) =>
  deskPacketDetail.parse((await send(test, `/v1/desk/packets/${packetId}`, { person: liaison })).json);

/** A packet of so many links that the marketplace has. */
async function sentPacket(links: number) {
  const them = await someone();
  const made = [];
  for (let index = 0; index < links; index += 1) made.push(await approved(them));
  const packetId = (await build(them)).packets[0]?.packetId ?? '';
  expect((await release(packetId)).status).toBe(200);
  return { them, made, packetId };
}

describe('a packet that was built', () => {
  it('is split: the chosen links go into one of their own, which somebody else releases', async () => {
    const them = await someone();
    const [one, two, three] = [await approved(them), await approved(them), await approved(them)];
    const packetId = (await build(them)).packets[0]?.packetId ?? '';
    const before = await look(packetId);
    const split = (positions: number[], seen = before.contentSha256) =>
      write(ben, `/v1/packets/${packetId}/split`, { seen, positions });
    expect((await split([0, 1, 2])).json).toMatchObject({ code: 'packet-split-all' });
    expect((await split([7])).json).toMatchObject({ code: 'packet-links' });
    expect((await split([1], sha256('other'))).json).toMatchObject({ code: 'packet-changed' });
    const made = packetSummary.parse((await split([1])).json);
    expect(made).toMatchObject({ state: 'built', links: 1, builtBy: { userId: ben.userId } });
    const numbers = async (id: string) =>
      (await look(id, ana)).disclosed.links.map(({ claim: number }) => number);
    expect(await numbers(packetId)).toEqual([one.number, three.number]);
    expect(await numbers(made.packetId)).toEqual([two.number]);
    expect((await look(made.packetId)).faults).toEqual([]);
    expect((await release(made.packetId, ben)).json).toMatchObject({ code: 'packet-second-person' });
    expect((await release(made.packetId, ana)).status).toBe(200);
    expect((await release(packetId, ben)).status).toBe(200);
    const desk = await deskLook(made.packetId);
    const shown = desk.disclosed.links[0]?.pictures[0]?.name;
    const image = await send(test, `/v1/desk/packets/${made.packetId}/files/001/${shown}`, {
      person: liaison,
    });
    expect(sha256(image.bytes)).toBe(two.claim.evidence[0]?.masked[0]?.sha256);
    expect((await split([0])).json).toMatchObject({ code: 'packet-elsewhere' });
  });
});

describe('a packet that the marketplace has', () => {
  it('says which links are to be taken back, and the marketplace sees what was', async () => {
    const { them, made, packetId } = await sentPacket(2);
    const [one, two] = made;
    expect((await withdrawClaim(them, one?.claim.claimId ?? '')).status).toBe(200);
    const { toWithdraw, packet } = await look(packetId);
    expect([toWithdraw, packet.toWithdraw]).toEqual([[0], 1]);
    expect((await deskLook(packetId)).withdrawn).toEqual([]);
    const back = (body: object) => write(ana, `/v1/packets/${packetId}/withdrawal`, body);
    expect((await back({ positions: [5], text: 'x' })).json).toMatchObject({ code: 'packet-links' });
    expect((await back({ positions: [0], text: '' })).status).toBe(422);
    const first = packetSummary.parse(
      (await back({ positions: [0], text: 'Its holder took it back.' })).json,
    );
    expect(first).toMatchObject({ state: 'sent', toWithdraw: 0, links: 2 });
    const seen = await deskLook(packetId);
    expect([seen.withdrawn, seen.packet.state]).toEqual([[0], 'sent']);
    // What went stays as it went.
    expect(seen.disclosed.links).toHaveLength(2);
    expect((await back({ positions: [0], text: 'Again.' })).json).toMatchObject({ code: 'packet-links' });
    const whole = packetSummary.parse((await back({ text: 'Sent under the wrong reason.' })).json);
    expect(whole).toMatchObject({ state: 'withdrawn' });
    expect((await deskLook(packetId)).packet.state).toBe('withdrawn');
    expect(await stateOf(one?.claim.claimId ?? '', them)).toBe('withdrawn');
    // What the program took back waits for another packet.
    expect(await stateOf(two?.claim.claimId ?? '', them)).toBe('approved');
    expect((await back({ text: 'Once more.' })).json).toMatchObject({ code: 'packet-elsewhere' });
  });

  it('is sent once more as far as it was refused, in a packet that names nothing of it', async () => {
    const { them, made, packetId } = await sentPacket(2);
    const again = (body: object) => write(ana, `/v1/packets/${packetId}/again`, body);
    expect((await again({ text: 'None was refused.' })).json).toMatchObject({ code: 'packet-links' });
    const claimId = made[0]?.claim.claimId ?? '';
    await test.owner.query("update app.claims set state = 'platform_rejected' where claim_id = $1", [
      claimId,
    ]);
    expect((await again({ positions: [1], text: 'x' })).json).toMatchObject({ code: 'packet-links' });
    expect((await again({ text: 'The certificate was there all along.' })).status).toBe(200);
    expect(await stateOf(claimId, them)).toBe('approved');
    const anew = (await build(them)).packets[0]?.packetId ?? '';
    const { number } = (await look(packetId)).packet;
    const { disclosed } = await look(anew);
    expect(disclosed.links.map(({ claim: named }) => named)).toEqual([made[0]?.number]);
    expect(JSON.stringify(disclosed)).not.toContain(number);
    expect((await release(anew)).status).toBe(200);
    expect(await stateOf(claimId, them)).toBe('sent');
  });
});

it('says how much waits, and which claims of a group', async () => {
  const them = await someone();
  const made = await approved(them);
  const counts = packetCounts.parse((await send(test, '/v1/packets/counts', { person: ana })).json);
  const group = await groupOf(them);
  const query = new URLSearchParams(group);
  const { claims } = candidateClaims.parse(
    (await send(test, `/v1/packets/candidates/claims?${query}`, { person: ana })).json,
  );
  expect(claims.map(({ number }) => number)).toEqual([made.number]);
  const { packets } = await build(them);
  const after = packetCounts.parse((await send(test, '/v1/packets/counts', { person: ana })).json);
  expect([after.groups, after.built]).toEqual([counts.groups - 1, counts.built + 1]);
  expect((await write(ana, `/v1/packets/${packets[0]?.packetId}/cancel`, { text: '' })).status).toBe(200);
});

describe('the marketplace’s people', () => {
  it('see nothing that was sent to another marketplace, and nothing of the program’s own routes', async () => {
    const them = await someone();
    await approved(them);
    const { packets } = await build(them);
    const packetId = packets[0]?.packetId ?? '';
    expect((await release(packetId)).status).toBe(200);
    expect((await send(test, `/v1/desk/packets/${packetId}`, { person: elsewhere })).status).toBe(404);
    expect(
      (await send(test, `/v1/desk/packets/${packetId}/files/links.txt`, { person: elsewhere })).status,
    ).toBe(404);
    const list = deskPackets.parse((await send(test, '/v1/desk/packets', { person: elsewhere })).json);
    expect(list.packets).toEqual([]);
    expect((await send(test, `/v1/packets/${packetId}`, { person: liaison })).status).toBe(403);
    expect((await send(test, `/v1/desk/packets/${randomUUID()}`, { person: liaison })).status).toBe(404);
  });

  it('read by a role that can read nothing else', async () => {
    const client = await test.owner.connect();
    try {
      const { rows } = await client.query<{ name: string }>(
        `select table_schema || '.' || table_name as name from information_schema.tables
         where table_schema not in ('pg_catalog', 'information_schema')
           and has_table_privilege('marketsafe_liaison', format('%I.%I', table_schema, table_name), 'select')`,
      );
      expect(rows.map(({ name }) => name).sort()).toEqual([
        'disclosed.answers',
        'disclosed.answers_undone',
        'disclosed.counter_files',
        'disclosed.counter_notices',
        'disclosed.files',
        'disclosed.links',
        'disclosed.packets',
        'disclosed.raid_answers',
        'disclosed.raids',
        'disclosed.withdrawn_links',
      ]);
    } finally {
      client.release();
    }
  });
});

it('keeps who belongs to nobody’s right away from what is on its way', async () => {
  const stranger = { ...(await addPerson(test, await addOrganisation(test, 'Stranger'))), rightId: '' };
  stranger.rightId = await addRight(test, stranger.organisationId);
  expect((await send(test, '/v1/packets', { person: stranger })).status).toBe(403);
});

describe('organisations', () => {
  it('speak for the marketplaces that whoever leads the program says', async () => {
    const address = `/v1/organisations/${elsewhere.organisationId}/marketplaces`;
    const put = (person: Person, path: string, body: object) =>
      send(test, path, {
        ...{ method: 'PUT', person, body: JSON.stringify(body) },
        headers: { 'content-type': 'application/json' },
      });
    await test.owner.query("update app.organisations set kind = 'marketplace' where organisation_id = $1", [
      elsewhere.organisationId,
    ]);
    const { packetId } = await sentPacket(1);
    const asked = () => send(test, `/v1/desk/packets/${packetId}`, { person: elsewhere });
    expect((await asked()).status).toBe(404);
    expect((await put(ana, address, { marketplaces: ['aliexpress'] })).status).toBe(403);
    expect((await put(ben, address, { marketplaces: ['aliexpress', 'nowhere'] })).status).toBe(422);
    expect((await put(ben, address, { marketplaces: ['aliexpress'] })).status).toBe(204);
    expect((await asked()).status).toBe(200);
    expect((await put(ben, address, { marketplaces: ['lazada'] })).status).toBe(204);
    expect((await asked()).status).toBe(404);
    const holders = `/v1/organisations/${holder.organisationId}/marketplaces`;
    expect((await put(ben, holders, { marketplaces: ['lazada'] })).json).toMatchObject({
      code: 'organisation-no-marketplace',
    });
    const contact = `/v1/organisations/${holder.organisationId}/contact`;
    const manager = await addPerson(test, holder.organisationId, ['manager']);
    expect((await put(manager, contact, { email: 'no address' })).status).toBe(422);
    expect((await put(manager, contact, { email: 'IP@holder.example' })).status).toBe(204);
    await approved(holder);
    const { packets } = await build(holder);
    const { disclosed } = await look(packets[0]?.packetId ?? '');
    expect(disclosed.complainant.contact).toBe('ip@holder.example');
  });
});
