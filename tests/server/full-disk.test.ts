import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type PacketDetail,
  packetCandidates,
  packetDetail,
  packetsBuilt,
  problem,
} from '@marketsafe/contract';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { onlyWith } from '../support/only-with.ts';
import { SmallDisk } from '../support/small-disk.ts';
import { drawn, handIn, masking, picture } from './report-claims.ts';
import { post } from './sent-packets.ts';
import {
  addInvestigator,
  addOrganisation,
  addPerson,
  type Person,
  putBlob,
  send,
  startTestServer,
  type TestServer,
} from './support.ts';

const disk = await SmallDisk.mount(48);
let test: TestServer;
let ana: Person;
let ben: Person;
let holder: Person & { rightId: string };
let claimId: string;

beforeAll(async () => {
  if (!disk) return;
  // Nothing is refused ahead of time: what is written meets the end of the disk itself.
  test = await startTestServer({ dataFolder: disk.folder, diskReserve: 0 });
  const staff = await addOrganisation(test, 'Program');
  ana = await addPerson(test, staff, ['analyst']);
  ben = await addPerson(test, staff, ['program_lead']);
  const liaison = await addPerson(test, await addOrganisation(test, 'Desk'), ['liaison']);
  await test.owner.query('insert into app.desks values ($1, $2)', [liaison.organisationId, 'aliexpress']);
  holder = await addInvestigator(test);
  const original = picture('shot.png', await drawn('#550055'));
  const masked = [masking(original, await drawn('#000000'), 'masked.png')];
  ({
    claim: { claimId },
  } = await handIn(test, holder, [{ originals: [original], masked }]));
});
afterEach(() => disk?.free());
afterAll(async () => {
  await test?.owner.end();
  await test?.server.close();
  await disk?.unmount();
});

/** What an answer says: its kind of problem in words that a person gets, never a bare failure. */
function refusal({ status, json, bytes }: Awaited<ReturnType<typeof send>>): [number, string] {
  const read = problem.safeParse(json);
  return [status, read.data?.code ?? `no problem: ${bytes.toString().slice(0, 200)}`];
}

async function built(): Promise<PacketDetail> {
  await test.owner.query("update app.claims set state = 'approved' where organisation_id = $1", [
    holder.organisationId,
  ]);
  const { groups } = packetCandidates.parse(
    (await send(test, '/v1/packets/candidates', { person: ana })).json,
  );
  const made = await post(test, ana, '/v1/packets', { group: groups[0]?.group, expedited: null });
  const packetId = packetsBuilt.parse(made.json).packets[0]?.packetId ?? '';
  return packetDetail.parse((await send(test, `/v1/packets/${packetId}`, { person: ben })).json);
}

describe('on a disk without room', () => {
  beforeEach((context) =>
    onlyWith(context, disk !== null, 'a small disk, which takes the right to mount one'),
  );

  it('a file is refused in words, leaves nothing behind, and is taken once there is room', async () => {
    const bytes = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), randomBytes(300_000)]);
    await disk?.fill();
    expect(refusal(await putBlob(test, holder, bytes, 'image/png'))).toEqual([503, 'storage-unavailable']);
    expect(await readdir(join(test.dataFolder, 'blobs', 'incoming'))).toEqual([]);
    disk?.free();
    expect((await putBlob(test, holder, bytes, 'image/png')).status).toBe(201);
  });

  it('a document is refused in words, and drawn once there is room', async () => {
    const path = `/v1/claims/${claimId}/reports/evidence`;
    await disk?.fill();
    expect(refusal(await send(test, path, { person: holder }))).toEqual([503, 'storage-unavailable']);
    disk?.free();
    expect((await send(test, path, { person: holder })).status).toBe(200);
  });

  it('tables go out all the same: they are written while they are read', async () => {
    await disk?.fill();
    const { status, bytes } = await send(test, '/v1/owned/claims?format=csv&language=en', { person: holder });
    expect([status, bytes.length > 0]).toEqual([200, true]);
  });

  it('a release is refused in words and nothing of it is there; with room it goes whole', async () => {
    const { packet, contentSha256: seen } = await built();
    const release = () =>
      post(test, ben, `/v1/packets/${packet.packetId}/release`, { seen, channel: 'desk' });
    await disk?.fill();
    expect(refusal(await release())).toEqual([503, 'packet-files-unwritten']);
    const { rows } = await test.owner.query(
      'select from disclosed.packets where packet_id = $1 union all select from disclosed.files where packet_id = $1',
      [packet.packetId],
    );
    expect(rows).toHaveLength(0);
    expect((await send(test, '/health')).status).toBeLessThan(504);
    disk?.free();
    expect((await release()).status).toBe(200);
  });
});
