import { randomUUID } from 'node:crypto';
import { inventoryTable, type Problem, raidDetail, raidList, raidProposals } from '@marketsafe/contract';
import { openZip, verifyPackage, xlsxOf } from '@marketsafe/evidence';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../server/src/verification/verify.ts';
import { completeCustody, completeRaid, keepRaid, raidFileOf, readRaid, saveRaid } from './raid-cases.ts';
import {
  addInvestigator,
  addPerson,
  addProgram,
  type Person,
  postClaim,
  preparedClaim,
  send,
  sendJson,
  startTestServer,
  type TestServer,
} from './support.ts';

let test: TestServer;
let ours: Person & { rightId: string };
let colleague: Person;
let theirs: Person & { rightId: string };
let analyst: Person;
beforeAll(async () => {
  test = await startTestServer();
  ours = await addInvestigator(test);
  colleague = await addPerson(test, ours.organisationId, ['manager']);
  theirs = await addInvestigator(test);
  ({ analyst } = await addProgram(test));
});
afterAll(() => test.close());

const SECRETS = { word: 'QZXcanary', time: '08:30:00', similar: 1 };
const codeOf = ({ json }: { json: unknown }) => (json as Problem).code;
const content = () => completeRaid(test, ours, SECRETS);

describe('a raid', () => {
  it('is saved by versions, and of two who save at once nobody loses anything', async () => {
    const first = await keepRaid(test, ours, await content());
    const { raidId, version } = first;
    const mine = { ...first.content, notes: 'mine' };
    const [one, other] = await Promise.all([
      saveRaid(test, ours, raidId, { version, content: mine }),
      saveRaid(test, colleague, raidId, { version, content: { ...first.content, notes: 'theirs' } }),
    ]);
    expect([one.status, other.status].sort()).toEqual([200, 409]);
    const refused = one.status === 409 ? one : other;
    expect(refused.json).toMatchObject({
      ...{ code: 'raid-changed-meanwhile', params: { name: 'Test Person' } },
    });
    const after = await readRaid(test, ours, raidId);
    expect(after.history).toHaveLength(3);
    // The very same once more changes nothing.
    const again = await saveRaid(test, ours, raidId, { version, content: after.content });
    expect(raidDetail.parse(again.json).version).toBe(after.version);
    const undone = await sendJson(test, `/v1/raids/${raidId}/undo`, {
      ...{ person: ours, body: { version: after.version, to: version } },
    });
    expect(raidDetail.parse(undone.json)).toMatchObject({
      ...{ version: after.version + 1, content: { notes: first.content.notes } },
    });
    expect((await readRaid(test, ours, raidId)).history[0]).toMatchObject({ restored: version });
  });

  it('that contradicts itself, names what is not there, or is no raid is not saved, and says where', async () => {
    const good = await keepRaid(test, ours, await content());
    const { raidId, version } = good;
    const [whole] = good.content.files;
    const save = (changed: object) =>
      saveRaid(test, ours, raidId, { version, content: { ...good.content, ...changed } });
    const wrong: [object, string][] = [
      [{ files: good.content.files.map((file) => ({ ...file, goes: true })) }, '/content/files/0/goes'],
      [
        { links: good.content.links.map((link) => ({ ...link, partyId: randomUUID() })) },
        '/content/links/0/partyId',
      ],
      [{ parties: [...good.content.parties, ...good.content.parties] }, '/content/parties/1/partyId'],
      [{ rightIds: [randomUUID()] }, '/content/rightIds'],
      [
        { instrument: { ...good.content.instrument, appealUntil: '2020-01-01' } },
        '/content/instrument/appealUntil',
      ],
      [{ title: ' ' }, '/content/title'],
      [{ notes: 'x'.repeat(10_001) }, '/content/notes'],
      [{ inventory: [{ ...good.content.inventory[0], quantity: -1 }] }, '/content/inventory/0/quantity'],
      [{ somethingElse: 1 }, '/content/somethingElse'],
    ];
    for (const [changed, path] of wrong) {
      const { status, json } = await save(changed);
      expect([path, status, (json as Problem).errors?.map((error) => error.path)]).toEqual([
        ...[path, expect.toSatisfy((code) => code === 400 || code === 422), expect.arrayContaining([path])],
      ]);
    }
    const unknown = { ...whole, sha256: '0'.repeat(64), redactedFrom: null, goes: false };
    expect(codeOf(await save({ files: [...good.content.files, unknown] }))).toBe('claim-files-missing');
    const disguised = await raidFileOf(test, ours, Buffer.from('MZ no pdf'), {
      ...{ role: 'event', type: 'application/pdf' },
    });
    expect((await save({ files: [...good.content.files, disguised] })).status).toBe(415);
    expect((await readRaid(test, ours, raidId)).version).toBe(version);
  });

  it('is there for its own organisation and, without the sealed annex, for the program’s staff', async () => {
    const { raidId, content: own } = await keepRaid(test, ours, await content());
    expect((await send(test, `/v1/raids/${raidId}`, { person: theirs })).status).toBe(404);
    expect(
      (await sendJson(test, '/v1/raids', { person: theirs, body: { raidId, title: 'Mine' } })).status,
    ).toBe(404);
    const seen = await readRaid(test, analyst, raidId);
    expect(JSON.stringify(seen)).not.toContain('third stitch');
    const annex = own.files.find(({ role }) => role === 'annex')?.sha256;
    const paperOf = (person: Person, sha256: string | undefined) =>
      send(test, `/v1/raids/${raidId}/files/${sha256}`, { person });
    expect((await paperOf(ours, annex)).status).toBe(200);
    expect((await paperOf(analyst, annex)).status).toBe(404);
    expect((await paperOf(analyst, own.files[0]?.sha256)).status).toBe(200);
    expect((await saveRaid(test, analyst, raidId, { version: 2, content: own })).status).toBe(403);
    const listed = raidList.parse((await send(test, '/v1/raids', { person: analyst })).json).raids;
    expect(listed).toContainEqual(expect.objectContaining({ raidId, lacks: 1, stage: 'open' }));
    expect(raidList.parse((await send(test, '/v1/raids', { person: theirs })).json).raids).toEqual([]);
  });

  it('proposes shops of the organisation’s own claims, and fills in none', async () => {
    const claim = await preparedClaim(test, ours);
    const seller = { id: '9001', name: 'The Yiwu Trading store' };
    const named = { ...claim, target: { ...claim.target, seller } };
    expect((await postClaim(test, ours, named)).status).toBe(201);
    const { raidId } = await keepRaid(test, ours, await content());
    const { proposals } = raidProposals.parse(
      (await send(test, `/v1/raids/${raidId}/proposals`, { person: ours })).json,
    );
    expect(proposals).toEqual([
      {
        ...{ marketplace: claim.target.marketplace, sellerId: '9001', sellerName: seller.name, claims: 1 },
        because: ['name', 'right'],
      },
    ]);
    expect((await readRaid(test, ours, raidId)).content.links).toHaveLength(2);
    // Of another raid, what a paper ties to a party called the same; not what is only similar, and nobody else's.
    const whole = await content();
    const other = {
      ...whole,
      parties: whole.parties.map((party) => ({ ...party, name: ' YIWU trading' })),
      links: [],
    };
    const { raidId: another } = await keepRaid(test, ours, other);
    const more = raidProposals.parse(
      (await send(test, `/v1/raids/${another}/proposals`, { person: ours })).json,
    );
    expect(more.proposals.filter(({ because }) => because.includes('raid'))).toEqual([
      { marketplace: 'taobao', sellerId: '771', sellerName: 'Yiwu shoes', claims: 0, because: ['raid'] },
    ]);
    const seen = raidProposals.parse(
      (await send(test, `/v1/raids/${another}/proposals`, { person: analyst })).json,
    );
    expect(seen).toEqual(more);
    const theirCase = await completeRaid(test, theirs, SECRETS);
    const { raidId: foreign } = await keepRaid(test, theirs, { ...theirCase, links: [] });
    expect((await send(test, `/v1/raids/${foreign}/proposals`, { person: theirs })).json).toEqual({
      proposals: [],
    });
  });
});

describe('a table of seized goods', () => {
  const look = async (raidId: string, body: Buffer, type = 'text/csv') =>
    send(test, `/v1/raids/${raidId}/inventory`, {
      ...{ method: 'POST', person: ours, headers: { 'content-type': type }, body },
    });

  it('is read from CSV and XLSX, says what is wrong with which row, and knows the same rows again', async () => {
    const { raidId } = await keepRaid(test, ours, await content());
    const csv = [
      '封袋号,品名,品牌,数量,单位,备注',
      'B-1,Shoes,AURORA,"1,200",pairs,',
      'B-2,Bags,AURORA,50,pieces,x',
      'B-2,Bags,AURORA,50,pieces,again',
      'B-3,,AURORA,many,pieces,',
      'B-4,=1+1,AURORA,3,pieces,',
    ].join('\r\n');
    const table = inventoryTable.parse((await look(raidId, Buffer.from(csv))).json);
    expect(table).toMatchObject({
      ...{ rows: 5, duplicates: 2, unknownColumns: ['备注'], missingColumns: [] },
      lines: [{ bag: 'B-2', description: 'Bags', quantity: 50 }],
      faults: [
        { row: 5, field: 'quantity', code: 'wrong-type', value: 'many' },
        { row: 5, field: 'description', code: 'too-short' },
        { row: 6, field: 'description', code: 'formula' },
      ],
    });
    const xlsx = await xlsxOf(
      { head: ['Bag', 'Item', 'Qty'], rows: [['B-9', 'Labels', 7]] },
      'x',
      new Date(0),
    );
    const read = await look(raidId, Buffer.from(await xlsx.arrayBuffer()), xlsx.type);
    expect(inventoryTable.parse(read.json).lines).toMatchObject([
      { bag: 'B-9', description: 'Labels', quantity: 7 },
    ]);
    expect(inventoryTable.parse((await look(raidId, Buffer.from('what,ever\n1,2'))).json)).toMatchObject({
      ...{ missingColumns: ['description', 'quantity'], lines: [] },
    });
    expect((await readRaid(test, ours, raidId)).content.inventory).toHaveLength(1);
  });

  it('that was taken before is recognised, and nothing of it is doubled or comes back by itself', async () => {
    const saved = await keepRaid(test, ours, await content());
    const { raidId } = saved;
    const csv = Buffer.from('Bag,Item,Qty\nB-1,Caps,1\nB-2,Socks,2\nB-3,Belts,3\n');
    const first = inventoryTable.parse((await look(raidId, csv)).json);
    expect(first).toMatchObject({ before: null, removed: [], duplicates: 0, lines: [{}, {}, {}] });
    const [caps, socks, belts] = first.lines;
    const put = (version: number, inventory: readonly unknown[]) =>
      saveRaid(test, ours, raidId, { version, content: { ...saved.content, inventory } });
    expect((await put(2, first.lines)).status).toBe(200);
    // One is corrected, one removed.
    expect((await put(3, [caps, { ...socks, quantity: 200 }])).status).toBe(200);
    const again = inventoryTable.parse((await look(raidId, csv)).json);
    expect(again).toMatchObject({
      ...{ before: { by: 'Test Person', at: expect.any(String) }, duplicates: 2, lines: [] },
      removed: [belts],
    });
    const other = await keepRaid(test, ours, await content());
    const elsewhere = inventoryTable.parse((await look(other.raidId, csv)).json);
    expect(elsewhere).toMatchObject({ before: null, lines: [{}, {}, {}] });
    const more = inventoryTable.parse(
      (await look(raidId, Buffer.concat([csv, Buffer.from('B-4,Hats,4\n')]))).json,
    );
    expect(more).toMatchObject({ before: null, duplicates: 1, lines: [{}, {}, {}] });
  });

  it('that is none, empty, or too long is refused', async () => {
    const { raidId } = await keepRaid(test, ours, await content());
    expect(codeOf(await look(raidId, Buffer.alloc(0)))).toBe('file-empty');
    expect(codeOf(await look(raidId, Buffer.from([0x50, 0x4b, 1, 2, 3])))).toBe('table-unreadable');
    const long = `Item,Qty\n${'Shoes,1\n'.repeat(2_001)}`;
    expect(codeOf(await look(raidId, Buffer.from(long)))).toBe('table-too-long');
  });
});

describe('the custody log', () => {
  it('stands when both sides stand behind it, and shows where it does not', async () => {
    const { raidId } = await keepRaid(test, ours, await content());
    const path = `/v1/raids/${raidId}/handovers`;
    const handoverId = randomUUID();
    const note = {
      ...{ handoverId, at: '2026-10-01T08:00:00.000Z', bags: ['B-1'], paper: null },
      from: { kind: 'person', userId: ours.userId },
      to: { kind: 'person', userId: colleague.userId },
    };
    const person = ours;
    const noted = raidDetail.parse((await sendJson(test, path, { person, body: note })).json);
    expect((await sendJson(test, path, { person, body: note })).status).toBe(200);
    expect(noted.handovers).toMatchObject([
      {
        from: { confirmedAt: expect.any(String) },
        to: { confirmedAt: null },
        may: { confirm: false, withdraw: true },
      },
    ]);
    const confirm = (by: Person) =>
      sendJson(test, `${path}/${handoverId}/confirmation`, { person: by, body: {} });
    expect((await confirm(analyst)).status).toBe(403);
    expect((await confirm(theirs)).status).toBe(404);
    const third = await addPerson(test, ours.organisationId);
    expect(codeOf(await confirm(third))).toBe('handover-of-others');
    expect((await confirm(colleague)).status).toBe(200);
    expect((await confirm(colleague)).status).toBe(200);
    const withdraw = (id: string) =>
      sendJson(test, `${path}/${id}/withdrawal`, { person, body: { reason: 'Wrong day' } });
    expect(codeOf(await withdraw(handoverId))).toBe('handover-settled');
    const other = { ...note, handoverId: randomUUID() };
    await sendJson(test, path, { person, body: other });
    expect(raidDetail.parse((await withdraw(other.handoverId)).json).handovers).toContainEqual(
      expect.objectContaining({ withdrawn: expect.objectContaining({ reason: 'Wrong day' }) }),
    );
    const ahead = { ...note, handoverId: randomUUID(), at: '2999-01-01T00:00:00.000Z' };
    expect((await sendJson(test, path, { person, body: ahead })).json).toMatchObject({
      errors: [{ path: '/at', code: 'day-ahead' }],
    });
    const stranger = { ...note, handoverId: randomUUID(), to: { kind: 'person', userId: theirs.userId } };
    expect((await sendJson(test, path, { person, body: stranger })).json).toMatchObject({
      errors: [{ path: '/to', code: 'nobody-called-so' }],
    });
  });
});

describe('a raid’s package', () => {
  const ready = async () => {
    const { raidId } = await keepRaid(test, ours, await content());
    const version = 2;
    const prepare = () => sendJson(test, `/v1/raids/${raidId}/package`, { person: ours, body: { version } });
    const decide = (person: Person, body: object) =>
      sendJson(test, `/v1/raids/${raidId}/package/decision`, { person, body });
    return { raidId, version, prepare, decide };
  };

  it('goes when nothing is missing and a second person has seen it, and can be verified', async () => {
    const { raidId, prepare, decide } = await ready();
    expect(codeOf(await prepare())).toBe('raid-not-ready');
    await completeCustody(test, ours, raidId, SECRETS);
    const prepared = await prepare();
    expect([prepared.status, prepared.json]).toEqual([200, prepared.json]);
    const detail = raidDetail.parse(prepared.json);
    const seen = detail.package?.contentSha256 ?? '';
    expect(detail.package?.content).toMatchObject({
      ...{ request: 'closure', parties: [{ party: 1, name: 'Yiwu Trading' }] },
      links: [{ grade: 'A', proof: 'file-001.pdf' }],
      files: [{ role: 'instrument', removed: 'Identity numbers' }, { role: 'inventory' }],
      custody: [
        { from: 'authority', to: 'requester' },
        { from: 'requester', to: 'laboratory' },
      ],
    });
    expect((await decide(ours, { decision: 'released', seen })).status).toBe(403);
    expect(codeOf(await decide(analyst, { decision: 'released', seen: '0'.repeat(64) }))).toBe(
      'raid-package-changed',
    );
    const archiveOf = () => send(test, `/v1/raids/${raidId}/package/package.zip`, { person: ours });
    expect((await archiveOf()).status).toBe(404);
    const outcome = {
      ...{
        outcomeId: randomUUID(),
        kind: 'stores-closed',
        toldOn: '2026-11-01',
        toldBy: 'The desk',
        text: '',
      },
    };
    const tell = () => sendJson(test, `/v1/raids/${raidId}/outcomes`, { person: analyst, body: outcome });
    expect(codeOf(await tell())).toBe('raid-not-released');
    const released = await decide(analyst, { decision: 'released', seen });
    expect([released.status, released.json]).toEqual([200, released.json]);
    expect(codeOf(await decide(analyst, { decision: 'released', seen }))).toBe('raid-package-changed');
    const { bytes } = await archiveOf();
    const verdict = await verifyPackage(new Blob([Uint8Array.from(bytes)]));
    expect(verdict.checks.filter(({ state }) => state === 'failed')).toEqual([]);
    expect(verdict).toMatchObject({ ok: true, kind: 'raid' });
    for (const [name, source] of await openZip(new Blob([Uint8Array.from(bytes)]))) {
      const text = Buffer.from(await new Response(source.stream()).arrayBuffer()).toString('latin1');
      expect([name, /qzx/i.test(name + text)]).toEqual([name, false]);
    }
    expect((await tell()).status).toBe(200);
    expect((await tell()).status).toBe(200);
    expect((await readRaid(test, ours, raidId)).outcomes).toMatchObject([{ kind: 'stores-closed' }]);
    expect(
      (await send(test, `/v1/raids/${raidId}/package/index.pdf`, { person: analyst })).bytes
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
  });

  it('is declined with a reason, is outdated by a change, and never made of a file that cannot be opened', async () => {
    const { raidId, version, prepare, decide } = await ready();
    await completeCustody(test, ours, raidId, SECRETS);
    const first = raidDetail.parse((await prepare()).json);
    const declined = await decide(analyst, { decision: 'declined', reason: 'A name is still legible.' });
    expect(raidDetail.parse(declined.json)).toMatchObject({
      ...{ stage: 'open', package: { state: 'declined', decided: { reason: 'A name is still legible.' } } },
    });
    const again = raidDetail.parse((await prepare()).json);
    const seen = again.package?.contentSha256 ?? '';
    const broken = await raidFileOf(test, ours, Buffer.from('%PDF-1.4 nothing'), {
      ...{ role: 'authentication', type: 'application/pdf', name: 'Broken.pdf', goes: true },
    });
    const changed = { ...first.content, files: [...first.content.files, broken] };
    expect((await saveRaid(test, ours, raidId, { version, content: changed })).status).toBe(200);
    expect(codeOf(await decide(analyst, { decision: 'released', seen }))).toBe('raid-package-changed');
    expect(codeOf(await prepare())).toBe('raid-changed-meanwhile');
    const unreadable = await sendJson(test, `/v1/raids/${raidId}/package`, {
      ...{ person: ours, body: { version: version + 1 } },
    });
    expect(unreadable.json).toMatchObject({ code: 'raid-file-unreadable', params: { name: 'Broken.pdf' } });
  });

  it('is not released by who belongs to the organisation, by the database’s own rule too', async () => {
    const { raidId, prepare, decide } = await ready();
    await completeCustody(test, ours, raidId, SECRETS);
    const seen = raidDetail.parse((await prepare()).json).package?.contentSha256;
    const both = await addPerson(test, analyst.organisationId, ['analyst']);
    await test.owner.query(
      `insert into app.memberships (organisation_id, user_id, name, roles, created_at, ended_at) values ($1, $2, 'Both', '{investigator}', now(), now())`,
      [ours.organisationId, both.userId],
    );
    expect(codeOf(await decide(both, { decision: 'released', seen }))).toBe('raid-of-own-organisation');
    await expect(
      test.owner.query(
        `update app.raid_packages set state = 'released', archive_sha256 = 'x', decided_at = now(), decided_by = $2
         where raid_id = $1`,
        [raidId, both.userId],
      ),
    ).rejects.toThrow('does not release its package');
  });
});

it('leaves a chain that holds', async () => {
  expect((await verifyAudit(test.owner)).faults).toEqual([]);
});
