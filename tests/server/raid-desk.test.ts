import { randomUUID } from 'node:crypto';
import { deskRaidDetail, deskRaids, type RaidDetail, raidDetail } from '@marketsafe/contract';
import { verifyPackage } from '@marketsafe/evidence';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../server/src/db/database.ts';
import { bringRaidAnswers } from '../../server/src/raids/desk.ts';
import { completeCustody, completeRaid, keepRaid, readRaid } from './raid-cases.ts';
import {
  addInvestigator,
  addOrganisation,
  addPerson,
  addProgram,
  type Person,
  send,
  sendJson,
  startTestServer,
  type TestServer,
} from './support.ts';

let test: TestServer;
let ours: Person & { rightId: string };
let analyst: Person;
let taobao: Person;
let elsewhere: Person;
let released: RaidDetail;
beforeAll(async () => {
  test = await startTestServer();
  ours = await addInvestigator(test);
  ({ analyst } = await addProgram(test));
  const deskOf = async (...marketplaces: string[]) => {
    const person = await addPerson(test, await addOrganisation(test, 'Desk'), ['liaison']);
    await test.owner.query("update app.organisations set kind = 'marketplace' where organisation_id = $1", [
      person.organisationId,
    ]);
    for (const marketplace of marketplaces)
      await test.owner.query('insert into app.desks values ($1, $2)', [person.organisationId, marketplace]);
    return person;
  };
  taobao = await deskOf('taobao');
  elsewhere = await deskOf('aliexpress', 'lazada');
  released = await release(['taobao']);
}, 60_000);
afterAll(() => test.close());

/** A raid whose package was released, with a link of grade A to a shop of each marketplace. */
async function release(marketplaces: readonly ('taobao' | 'lazada')[]): Promise<RaidDetail> {
  const secrets = { word: 'QZXcanary', time: '08:30:00', similar: 1 };
  const whole = await completeRaid(test, ours, secrets);
  const links = whole.links.flatMap((link) =>
    link.grade === 'C'
      ? [link]
      : marketplaces.map((marketplace) => ({ ...link, linkId: randomUUID(), marketplace })),
  );
  const { raidId } = await keepRaid(test, ours, { ...whole, links });
  await completeCustody(test, ours, raidId, secrets);
  const prepared = await sendJson(test, `/v1/raids/${raidId}/package`, {
    person: ours,
    body: { version: 2 },
  });
  const { package: made } = raidDetail.parse(prepared.json);
  // Nothing is there for a desk before.
  expect((await list(taobao)).map(({ packageId }) => packageId)).not.toContain(made?.packageId);
  const decided = await sendJson(test, `/v1/raids/${raidId}/package/decision`, {
    ...{ person: analyst, body: { decision: 'released', seen: made?.contentSha256 } },
  });
  return raidDetail.parse(decided.json);
}

const list = async (person: Person) =>
  deskRaids.parse((await send(test, '/v1/desk/raids', { person })).json).raids;
const pathOf = ({ package: made }: RaidDetail) => `/v1/desk/raids/${made?.packageId}`;
const tell = (person: Person, raid: RaidDetail, body: object) =>
  sendJson(test, `${pathOf(raid)}/answers`, { person, body });

/** Why the database refuses a statement after one that enters as somebody; null where it does not. Nothing of it stays. */
async function codeOf(enter: string, statement: string): Promise<string | null> {
  const client = await test.owner.connect();
  try {
    await client.query(`begin; ${enter}`);
    return await client.query(statement).then(
      () => null,
      (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : 'unknown'),
    );
  } finally {
    await client.query('rollback');
    client.release();
  }
}

describe('a released package of a raid', () => {
  it('is there for the marketplace’s people byte for byte, without what is similar or sealed', async () => {
    const [shown] = await list(taobao);
    expect(shown).toMatchObject({
      ...{ packageId: released.package?.packageId, number: released.number, request: 'closure', links: 1 },
      ...{ marketplaces: ['taobao'], answered: false },
    });
    const detail = await send(test, pathOf(released), { person: taobao });
    expect(deskRaidDetail.parse(detail.json).disclosed).toEqual(released.package?.content);
    expect(/qzx|1688|third stitch/i.test(detail.bytes.toString())).toBe(false);
    const file = (name: string, person = taobao) =>
      send(test, `${pathOf(released)}/files/${name}`, { person });
    const archive = await file('package.zip');
    expect(await verifyPackage(new Blob([Uint8Array.from(archive.bytes)]))).toMatchObject({ ok: true });
    expect((await file('index.pdf')).bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect((await file('file-001.pdf')).status).toBe(200);
    expect((await file('file-099.pdf')).status).toBe(404);
    expect((await file('package.zip', elsewhere)).status).toBe(404);
    expect((await send(test, `/v1/raids/${released.raidId}`, { person: taobao })).status).toBe(403);
  });

  it('is not there for who does not speak for all of its marketplaces', async () => {
    expect(await list(elsewhere)).toEqual([]);
    expect((await send(test, pathOf(released), { person: elsewhere })).status).toBe(404);
    const both = await release(['taobao', 'lazada']);
    for (const person of [taobao, elsewhere]) {
      expect((await send(test, pathOf(both), { person })).status).toBe(404);
      expect((await tell(person, both, { answerId: randomUUID(), kind: 'refused', text: '' })).status).toBe(
        404,
      );
    }
    await test.owner.query("insert into app.desks values ($1, 'lazada')", [taobao.organisationId]);
    expect((await send(test, pathOf(both), { person: taobao })).status).toBe(200);
    await test.owner.query("delete from app.desks where marketplace = 'lazada' and organisation_id = $1", [
      taobao.organisationId,
    ]);
  });

  it('is answered word for word, once, and the answer is the raid’s outcome without anybody’s name', async () => {
    const answer = { answerId: randomUUID(), kind: 'stores-closed', text: 'Two stores.' };
    const told = await tell(taobao, released, answer);
    expect(deskRaidDetail.parse(told.json).answers).toMatchObject([answer]);
    expect((await tell(taobao, released, answer)).status).toBe(200);
    expect((await list(taobao))[0]?.answered).toBe(true);
    expect((await readRaid(test, ours, released.raidId)).outcomes).toEqual([
      {
        ...{ outcomeId: answer.answerId, kind: 'stores-closed', text: answer.text, through: 'desk' },
        ...{ toldBy: '', notedBy: '', toldOn: expect.any(String), notedAt: expect.any(String) },
      },
    ]);
    expect((await tell(ours, released, answer)).status).toBe(403);
    expect((await tell(taobao, released, { ...answer, kind: 'maybe' })).status).toBe(422);
  });

  it('has its answer brought by what can do nothing else, after a server that ended in between too', async () => {
    const packageId = released.package?.packageId ?? '';
    const answerId = randomUUID();
    await test.owner.query(
      `insert into disclosed.raid_answers (answer_id, package_id, kind, words, by_user, by_name, on_day)
       values ($1, $2, 'penalty', '"Points"', $3, 'Liu', current_date)`,
      [answerId, packageId, taobao.userId],
    );
    const outcome = (id: string, kind: string, through: string) =>
      `insert into app.raid_outcomes (organisation_id, outcome_id, raid_id, kind, told_on, said, noted_at, noted_by, noted_by_name, through)
       select organisation_id, '${id}', raid_id, '${kind}', current_date, '{}', now(), package_id, '', '${through}' from app.raid_packages`;
    const asDesk = `select app.enter_as_raid_desk('${packageId}')`;
    for (const statement of [
      outcome(answerId, 'refused', 'desk'),
      outcome(randomUUID(), 'penalty', 'desk'),
      outcome(answerId, 'penalty', 'person'),
      'select content from app.raid_packages',
      'select from app.raid_versions',
      'select said from app.raid_outcomes',
    ])
      expect([statement, await codeOf(asDesk, statement)]).toEqual([statement, '42501']);
    const asHolder = `select set_config('role', 'marketsafe_app', true), set_config('app.organisation_id', '${ours.organisationId}', true)`;
    expect(await codeOf(asHolder, outcome(answerId, 'penalty', 'desk'))).toBe('42501');
    expect(await codeOf(asDesk, outcome(answerId, 'penalty', 'desk'))).toBeNull();
    const db = openDatabase(test.databaseUrl);
    try {
      await bringRaidAnswers(db, packageId);
      await expect(bringRaidAnswers(db, packageId)).rejects.toThrow('nothing of this package waits');
    } finally {
      await db.close();
    }
    expect((await readRaid(test, ours, released.raidId)).outcomes).toContainEqual(
      expect.objectContaining({ outcomeId: answerId, kind: 'penalty', text: 'Points' }),
    );
  });

  it('stays as it went', async () => {
    for (const table of ['raids', 'raid_answers'])
      await expect(test.owner.query(`delete from disclosed.${table}`)).rejects.toThrow('append-only');
  });
});
