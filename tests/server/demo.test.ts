import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CLAIM_STATES,
  MANDATE_STATES,
  mandateList,
  raidDetail,
  raidList,
  raidProposals,
  retentionOverview,
  rightsList,
  testBuyList,
  watchList,
} from '@marketsafe/contract';
import { verifyPackage } from '@marketsafe/evidence';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../scripts/support/until.ts';
import { openBlobStore } from '../../server/src/blobs/open-store.ts';
import { removeDemo } from '../../server/src/demo/remove.ts';
import { startServer } from '../../server/src/index.ts';
import { verifyAudit } from '../../server/src/verification/verify.ts';
import {
  addInvestigator,
  addPerson,
  type Person,
  postClaim,
  preparedClaim,
  send,
  startTestServer,
  type TestServer,
} from './support.ts';

let test: TestServer;
let real: Person & { rightId: string };
beforeAll(async () => {
  test = await startTestServer({ seedDemo: true, demoClaims: 300 });
  real = await addInvestigator(test);
  await postClaim(test, real, await preparedClaim(test, real));
  await until('the demo program to be filled', () => filled(), 240_000);
}, 270_000);
afterAll(() => test.close());

async function filled(): Promise<boolean> {
  const text = await readFile(join(test.dataFolder, 'demo-claims.json'), 'utf8').catch(() => '{}');
  return (JSON.parse(text) as { done?: boolean }).done === true;
}

async function verified() {
  const blobsFolder = join(test.dataFolder, 'blobs');
  const store = await openBlobStore({ folder: blobsFolder });
  const rootsFile = join(test.dataFolder, 'audit-roots.jsonl');
  return (await verifyAudit(test.owner, { store, rootsFile, published: { roots: [], stamps: [] } })).faults;
}

/** A session of somebody of the demo program. */
async function withSession(userId: string): Promise<Person> {
  const person = await addPerson(test, null);
  await test.owner.query('update auth."session" set "userId" = $1 where "userId" = $2', [
    userId,
    person.userId,
  ]);
  return { ...person, userId };
}

const count = async (sql: string) =>
  (await test.owner.query<{ n: number }>(`select count(*)::int as n ${sql}`)).rows[0]?.n;

describe('the demo program', () => {
  it('has three hundred claims in every state there is, over weeks, and all of it can be verified', async () => {
    const { rows } = await test.owner.query<{ state: string; n: number }>(
      `select state, count(*)::int as n from app.claims join app.organisations using (organisation_id) where demo group by state`,
    );
    expect(rows.reduce((sum, { n }) => sum + n, 0)).toBe(300);
    const states = new Set(rows.map(({ state }) => state));
    // Received is left in the transaction that takes a claim in.
    expect(CLAIM_STATES.filter((state) => !states.has(state))).toEqual(['received']);
    expect(await count("from app.claims where received_at < now() - interval '40 days'")).toBeGreaterThan(20);
    expect(await count('from app.claim_events where at > now()')).toBe(0);
    expect(await verified()).toEqual([]);
  });

  it('has packets at every step, each released by another person than built it, of which the marketplace has some', async () => {
    const { rows } = await test.owner.query<{ state: string; two: boolean }>(
      'select state, released_by is null or released_by <> built_by as two from app.packets',
    );
    const states = new Set(rows.map(({ state }) => state));
    expect(
      ['built', 'released', 'sent', 'withdrawn', 'cancelled'].filter((state) => !states.has(state)),
    ).toEqual([]);
    expect(rows.every(({ two }) => two)).toBe(true);
    const waiting = await test.owner.query("select from app.claims where state = 'approved'");
    expect(waiting.rowCount).toBeGreaterThan(0);
  });

  it('has mandates in every state, of which the representative may use one', async () => {
    const manager = test.server.demo?.users.find((email) => email === 'manager@meridian.demo.example');
    const { rows } = await test.owner.query('select "id" from auth."user" where "email" = $1', [manager]);
    const agent = await withSession(rows[0].id);
    const { mandates } = mandateList.parse((await send(test, '/v1/mandates', { person: agent })).json);
    expect(new Set(mandates.map(({ state }) => state))).toEqual(new Set(MANDATE_STATES));
    const { rights } = rightsList.parse((await send(test, '/v1/rights', { person: agent })).json);
    expect(new Set(rights.flatMap(({ mandates }) => mandates?.map(({ holder }) => holder)))).toEqual(
      new Set(['Aurora Outdoor (demo)']),
    );
  });

  it('has claims of the representative under its mandate, in every state there is, which it reads', async () => {
    const { rows } = await test.owner.query<{ state: string }>(
      `select distinct claim.state from app.claims claim join app.organisations filer using (organisation_id)
       where filer.demo and filer.kind = 'representative' and claim.mandate_id is not null`,
    );
    const states = rows.map(({ state }) => state);
    expect(CLAIM_STATES.filter((state) => !states.includes(state))).toEqual(['received']);
    expect(await count('from app.claims where mandate_id is not null')).toBe(19);
  });

  it('has removed listings that somebody came by again, live and gone, and claims whose time is over: due, proposed and held', async () => {
    const lead = test.server.demo?.users.find((email) => email === 'lead@demo.example');
    const { rows } = await test.owner.query('select "id" from auth."user" where "email" = $1', [lead]);
    const staff = await withSession(rows[0].id);
    const { listings } = watchList.parse((await send(test, '/v1/watch-list', { person: staff })).json);
    const last = new Set(listings.map(({ sightings: [one] }) => one?.seen));
    expect(last).toEqual(new Set(['live', 'gone', undefined]));
    expect(listings[0]?.sightings[0]?.seen).toBe('live');
    const { due, proposals, holds } = retentionOverview.parse(
      (await send(test, '/v1/retention', { person: staff })).json,
    );
    expect(due.reduce((sum, { held }) => sum + held, 0)).toBeGreaterThan(0);
    expect(proposals.map(({ state }) => state)).toContain('proposed');
    expect(holds.length).toBeGreaterThan(0);
  });

  it('has raids from one just begun to one whose verifiable package went to the marketplace and was answered', async () => {
    const people = await test.owner.query<{ id: string; email: string }>(
      `select "id", "email" from auth."user" where "email" like '%demo.example'`,
    );
    const userId = (email: string) => people.rows.find((one) => one.email === email)?.id ?? '';
    const person = await withSession(userId('investigator@demo.example'));
    const staff = await withSession(userId('analyst@demo.example'));
    const { raids } = raidList.parse((await send(test, '/v1/raids', { person: staff })).json);
    const stages = raids.map(({ title, stage, lacks }) => [title, stage, lacks]);
    expect(stages).toEqual(
      expect.arrayContaining([
        ['Yiwu warehouse 3', 'released', 0],
        ['Guangzhou workshop', 'open', 2],
        ['Container at Ningbo', 'open', expect.any(Number)],
      ]),
    );
    const raidId = raids.find(({ stage }) => stage === 'released')?.raidId;
    const raid = raidDetail.parse((await send(test, `/v1/raids/${raidId}`, { person })).json);
    expect(new Set(raid.content.links.map(({ grade }) => grade))).toEqual(new Set(['A', 'B', 'C']));
    expect(raid.outcomes).toMatchObject([{ kind: 'stores-closed' }]);
    expect(raid.handovers).toHaveLength(3);
    const { bytes } = await send(test, `/v1/raids/${raidId}/package/package.zip`, { person });
    expect(await verifyPackage(new Blob([Uint8Array.from(bytes)]))).toMatchObject({ ok: true, kind: 'raid' });
    const { proposals } = raidProposals.parse(
      (await send(test, `/v1/raids/${raidId}/proposals`, { person })).json,
    );
    expect(proposals.length).toBeGreaterThan(0);
    expect(await count('from disclosed.raids')).toBe(1);
  });

  it('has two test buys in different stages, one of which only waits for a signed report', async () => {
    const email = test.server.demo?.users.find((one) => one === 'investigator@demo.example');
    const { rows } = await test.owner.query('select "id" from auth."user" where "email" = $1', [email]);
    const buyer = await withSession(rows[0].id);
    const { testBuys } = testBuyList.parse((await send(test, '/v1/test-buys', { person: buyer })).json);
    expect(testBuys.map(({ stage }) => stage).sort()).toEqual(['examined', 'shipped']);
    const examined = testBuys.find(({ stage }) => stage === 'examined')?.testBuyId;
    const report = await send(test, `/v1/test-buys/${examined}/report`, { person: buyer });
    expect([report.status, report.bytes.subarray(0, 5).toString()]).toEqual([200, '%PDF-']);
  });

  it('is not filled twice, and says who its people are', async () => {
    const { dataFolder, databaseUrl } = test;
    const options = { dataFolder, databaseUrl, port: 0, logLevel: 'silent', seedDemo: true, demoClaims: 300 };
    const again = await startServer(options);
    expect(again.demo?.people?.flatMap(({ roles }) => roles)).toEqual(
      expect.arrayContaining(['investigator', 'manager', 'signatory', 'analyst', 'program_lead', 'liaison']),
    );
    await again.close();
    expect(await count('from app.claims')).toBe(301);
  });

  it('is removed whole by one command, and leaves everybody else and the roots as they were', async () => {
    await test.server.close();
    const removed = await removeDemo(test);
    expect(removed).toMatchObject({ organisations: 5, claims: 300 });
    expect(await count('from app.organisations where demo')).toBe(0);
    expect(await count('from app.claims')).toBe(1);
    expect(await count('from disclosed.raids')).toBe(0);
    const folders = await readdir(join(test.dataFolder, 'blobs'), { recursive: true });
    expect(folders.filter((name) => /(?:raid|packet)-/.test(name))).toEqual([]);
    expect(await count(`from auth."user" where "email" like '%demo.example'`)).toBe(0);
    expect(await verified()).toEqual([]);
    await expect(test.owner.query('delete from app.audit')).rejects.toThrow('append-only');
    // A chain that goes in another way is a fault.
    await test.owner.query('alter table meta.removed_demos disable trigger user');
    await test.owner.query('update meta.removed_demos set audit_sequence = 1');
    expect(await verified()).not.toEqual([]);
  });
});
