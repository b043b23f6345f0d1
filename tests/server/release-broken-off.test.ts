import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  deskPacketDetail,
  goingFiles,
  type PacketDetail,
  packetCandidates,
  packetDetail,
  packetsBuilt,
} from '@marketsafe/contract';
import { pasteBlock } from '@marketsafe/words';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../../server/src/db/connect.ts';
import { verifyAudit } from '../../server/src/verification/verify.ts';
import { freshDatabase } from '../support/fresh-database.ts';
import { SOON } from '../support/soon.ts';
import { gone, startProgram, stopPrograms } from './program.ts';
import { drawn, handIn, masking, picture } from './report-claims.ts';
import { post } from './sent-packets.ts';
import {
  addInvestigator,
  addOrganisation,
  addPerson,
  type Person,
  send,
  sha256,
  type TestServer,
} from './support.ts';

let dataFolder: string;
let databaseUrl: string;
let program: Awaited<ReturnType<typeof startProgram>>;
let test: TestServer;
let ana: Person;
let ben: Person;
let liaison: Person;

async function start(): Promise<void> {
  program = await startProgram(dataFolder, { DATABASE_URL: databaseUrl });
  expect(program.output()).toContain('listening at');
  test = { ...test, url: program.url };
}

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'marketsafe-release-'));
  databaseUrl = await freshDatabase();
  test = { owner: connect(databaseUrl, '-c timezone=UTC', 3) } as TestServer;
  await start();
  const staff = await addOrganisation(test, 'Program');
  ana = await addPerson(test, staff, ['analyst']);
  ben = await addPerson(test, staff, ['program_lead']);
  liaison = await addPerson(test, await addOrganisation(test, 'Desk'), ['liaison']);
  await test.owner.query('insert into app.desks values ($1, $2)', [liaison.organisationId, 'aliexpress']);
});
afterAll(async () => {
  await test.owner.end();
  await stopPrograms();
  await rm(dataFolder, { recursive: true, force: true });
});

/** A packet of two links with a picture each, built and not released. */
async function built(): Promise<PacketDetail> {
  const holder = await addInvestigator(test);
  for (const color of ['#550055', '#005555']) {
    const original = picture('shot.png', await drawn(color));
    const masked = [masking(original, await drawn('#000000'), 'masked.png')];
    await handIn(test, holder, [{ originals: [original], masked }]);
  }
  await test.owner.query("update app.claims set state = 'approved' where organisation_id = $1", [
    holder.organisationId,
  ]);
  const { groups } = packetCandidates.parse(
    (await send(test, '/v1/packets/candidates', { person: ana })).json,
  );
  const group = groups.find((one) => one.group.rightId === holder.rightId)?.group;
  const { packets } = packetsBuilt.parse(
    (await post(test, ana, '/v1/packets', { group, expedited: null })).json,
  );
  return look(packets[0]?.packetId ?? '');
}

const look = async (packetId: string) =>
  packetDetail.parse((await send(test, `/v1/packets/${packetId}`, { person: ben })).json);

const release = ({ packet: { packetId }, contentSha256: seen }: PacketDetail) =>
  post(test, ben, `/v1/packets/${packetId}/release`, { seen, channel: 'desk' });

/** How much of a packet is released: nothing or everything, by whatever it is looked at. Anything between is an error. */
async function released({ packet: { packetId, group } }: PacketDetail): Promise<'nothing' | 'everything'> {
  const { packet, claims, disclosed, history } = await look(packetId);
  const { rows } = await test.owner.query<Record<string, number>>(
    `select (select count(*)::int from disclosed.packets where packet_id = $1::uuid) as packets,
       (select count(*)::int from disclosed.links where packet_id = $1::uuid) as links,
       (select count(*)::int from disclosed.files where packet_id = $1::uuid) as files,
       (select count(*)::int from app.audit where entry ->> 'entity' = $1::text and entry ->> 'action' = 'packet.released') as noted,
       (select count(*)::int from app.claims where organisation_id = $2 and state = 'sent') as sent`,
    [packetId, group.organisationId],
  );
  const desk = await send(test, `/v1/desk/packets/${packetId}`, { person: liaison });
  const found = {
    ...rows[0],
    state: packet.state,
    states: [...new Set(claims.map(({ state }) => state))],
    history: history.map(({ to }) => to),
    desk: desk.status,
  };
  if (packet.state === 'built') {
    expect(found).toEqual({
      ...{ packets: 0, links: 0, files: 0, noted: 0, sent: 0 },
      ...{ state: 'built', states: ['packeted'], history: ['built'], desk: 404 },
    });
    return 'nothing';
  }
  const going = goingFiles(disclosed);
  expect(found).toEqual({
    ...{ packets: 1, links: 2, files: going.length + 6, noted: 1, sent: 2 },
    ...{ state: 'sent', states: ['sent'], history: ['built', 'released', 'sent'], desk: 200 },
  });
  const { files } = deskPacketDetail.parse(desk.json);
  for (const { name, sha256: hash } of [...files, ...going]) {
    const file = await send(test, `/v1/desk/packets/${packetId}/files/${name}`, { person: liaison });
    expect([name, file.status, sha256(file.bytes)]).toEqual([name, 200, hash]);
  }
  return 'everything';
}

/** Backends of the database that wait for a lock. */
async function waiting(): Promise<number[]> {
  const { rows } = await test.owner.query<{ pid: number }>(
    `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return rows.map(({ pid }) => pid);
}

/** Ends the server as a power cut would, and starts it again once nothing of it works any more. */
async function killAndStart(letGo: () => Promise<unknown> = async () => undefined): Promise<void> {
  program.child.kill('SIGKILL');
  await gone(program.child);
  await letGo();
  const others = `select count(*)::int as count from pg_stat_activity
    where datname = current_database() and backend_type = 'client backend' and usename <> current_user`;
  await expect.poll(async () => (await test.owner.query(others)).rows, SOON).toEqual([{ count: 0 }]);
  await start();
}

/** Where a release is when it is stopped: the lock that it waits for then. */
const PLACES = [
  ['before it has written a row', 'select from app.ledger_heads where organisation_id = $1 for update'],
  ['when half of what the marketplace reads is written', 'lock table disclosed.files in share mode'],
  ['when its claims are being moved', 'lock table app.claim_events in share mode'],
] as const;

describe('a server that is killed in mid-release', () => {
  it.each(PLACES)('%s, has released nothing; it can be released afterwards', async (_, lock) => {
    const packet = await built();
    const holding = await test.owner.connect();
    await holding.query('begin');
    await holding.query(lock, lock.includes('$1') ? [packet.packet.group.organisationId] : []);
    const answer = release(packet).catch((error: unknown) => error);
    await expect.poll(waiting, SOON).toHaveLength(1);
    await killAndStart(() => holding.query('rollback'));
    holding.release();
    expect(await answer).toBeInstanceOf(Error);
    expect(await released(packet)).toBe('nothing');
    expect((await release(packet)).status).toBe(200);
    expect(await released(packet)).toBe('everything');
    expect((await verifyAudit(test.owner)).faults).toEqual([]);
  });

  it('while its files are made, has released nothing or everything', async () => {
    const packet = await built();
    const first = pathOf(packet, sha256(pasteBlock(packet.disclosed)));
    const answer = release(packet).catch((error: unknown) => error);
    const isThere = () =>
      readdir(dirname(first)).then(
        (names) => names.length > 0,
        () => false,
      );
    await expect.poll(isThere, { ...SOON, interval: 1 }).toBe(true);
    await killAndStart();
    await answer;
    if ((await released(packet)) === 'nothing') expect((await release(packet)).status).toBe(200);
    expect(await released(packet)).toBe('everything');
  });

  it('after it has answered, has released everything', async () => {
    const packet = await built();
    expect((await release(packet)).status).toBe(200);
    await killAndStart();
    expect(await released(packet)).toBe('everything');
    expect((await verifyAudit(test.owner)).faults).toEqual([]);
  });
});

/** Where the store keeps a file of a packet. */
function pathOf({ packet: { packetId } }: PacketDetail, hash: string): string {
  return join(dataFolder, 'blobs', `packet-${packetId}`, hash.slice(0, 2), hash);
}

describe('a disk that is closed to the server', () => {
  it('in mid-release leaves nothing released, and the answer says so', async () => {
    const packet = await built();
    // A file stands where the folder of the first file is to be.
    const folder = dirname(pathOf(packet, sha256(pasteBlock(packet.disclosed))));
    const kept = await readdir(folder).catch(() => null);
    expect(kept).toBeNull();
    await mkdir(dirname(folder), { recursive: true });
    await writeFile(folder, '');
    // Servers that were killed have left theirs: they are swept once their time is over.
    const packing = async () => (await readdir(join(dataFolder, 'packing'), { recursive: true })).sort();
    const before = await packing();
    const refused = await release(packet);
    expect([refused.status, refused.json]).toMatchObject([
      503,
      { code: 'packet-files-unwritten', params: { number: packet.packet.number } },
    ]);
    expect(await released(packet)).toBe('nothing');
    expect(await packing()).toEqual(before);
    await rm(folder);
    expect((await release(packet)).status).toBe(200);
    expect(await released(packet)).toBe('everything');
  });
});
