import { testBuyFills } from '@marketsafe/contract';
import { afterAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../server/src/db/database.ts';
import { openBuy } from '../../server/src/test-buys/save.ts';
import {
  addInvestigator,
  addOrganisation,
  addPerson,
  addProgram,
  addRight,
  type Person,
  send,
  startTestServer,
  type TestServer,
} from './support.ts';
import { completeBuy, doneToBuy, examine, readBuy, toBuy } from './test-buy-cases.ts';

/** What both worlds share: number and id of the test buy, its order, and everything that may go. */
const NUMBER = 'MT-ABCD-EFGH';
const TEST_BUY = '3f0a1c52-7d7e-4a51-9d6c-0d8b8f6f0a13';
const ORDER = 'TB-2026-0001';

const open: TestServer[] = [];
afterAll(async () => {
  for (const test of open) await test.close();
});

interface World {
  test: TestServer;
  ours: Person & { rightId: string };
  /** People of everybody else. */
  others: Record<string, Person>;
}

/** A world from planning to a report; every text of class C, and everybody's name, holds the word. */
async function worldOf(word: string): Promise<World> {
  const test = await startTestServer();
  open.push(test);
  const organisationId = await addOrganisation(test);
  const ours = {
    ...(await addPerson(test, organisationId)),
    rightId: await addRight(test, organisationId),
  };
  await test.owner.query('update app.memberships set name = $2 where user_id = $1', [ours.userId, word]);
  const db = openDatabase(test.databaseUrl);
  try {
    const caller = {
      ...{ userId: ours.userId, userName: word, email: '', organisationId, organisationName: 'Aurora' },
      ...{ organisationKind: 'rights_holder' as const, roles: ['investigator' as const], language: null },
    };
    await openBuy({ db, newNumber: () => NUMBER }, caller, { testBuyId: TEST_BUY, name: word });
  } finally {
    await db.close();
  }
  const whole = await completeBuy(test, ours, word);
  const content = { ...whole, order: { ...whole.order, number: ORDER } };
  await doneToBuy(test, ours, TEST_BUY, '', { version: 1, content }, 'PUT');
  await examine(test, ours, TEST_BUY, word);
  const vault = { persona: word, account: word, recipient: word, payment: word, note: word };
  expect((await toBuy(test, ours, TEST_BUY, '/vault', { version: 0, vault }, 'PUT')).status).toBe(200);
  const { analyst, lead } = await addProgram(test);
  const liaison = await addPerson(test, await addOrganisation(test, 'Desk'), ['liaison']);
  await test.owner.query("insert into app.desks values ($1, 'taobao')", [liaison.organisationId]);
  const holder = await addInvestigator(test);
  return { test, ours, others: { analyst, lead, liaison, holder } };
}

/** Addresses under which something of a test buy could show. */
const ADDRESSES = [
  '/v1/test-buys',
  `/v1/test-buys/${TEST_BUY}`,
  `/v1/test-buys/${TEST_BUY}/vault`,
  `/v1/test-buys/${TEST_BUY}/report`,
  `/v1/test-buys/${TEST_BUY}/captures`,
  '/v1/test-buys/for-claim?marketplace=taobao&itemId=710000000001',
  '/v1/changes?cursor=0',
  '/v1/claims',
  '/v1/known?cursor=0',
  '/v1/desk/packets',
  '/v1/raids',
  '/v1/search?q=QZX',
  '/v1/owned/claims',
];

describe('a test buy', () => {
  it('has a report that is the same byte for byte in two worlds that differ in what never goes, and others learn nothing', async () => {
    const reports: Buffer[] = [];
    const seen: string[] = [];
    for (const word of ['QZXaaaaaaaaa0000', 'QZXbbbbbbbbb1111']) {
      const { test, ours, others } = await worldOf(word);
      const { status, bytes } = await send(test, `/v1/test-buys/${TEST_BUY}/report`, { person: ours });
      expect(status).toBe(200);
      reports.push(bytes);
      for (const text of [bytes.toString('utf8'), bytes.toString('latin1'), bytes.toString('utf16le')])
        expect(text.toLowerCase().includes(word.toLowerCase())).toBe(false);
      const fills = await send(test, ADDRESSES[5] ?? '', { person: ours });
      const { testBuys } = testBuyFills.parse(fills.json);
      seen.push(JSON.stringify(testBuys.map(({ report, photos, ...facts }) => facts)));
      // The canaries are where their own people put them.
      expect(JSON.stringify(await readBuy(test, ours, TEST_BUY))).toContain(word);
      for (const [who, person] of Object.entries(others)) {
        for (const address of ADDRESSES) {
          const answer = await send(test, address, { person });
          expect([who, address, answer.bytes.toString('utf8').includes(word)]).toEqual([who, address, false]);
          expect([who, address, answer.bytes.toString('utf8').includes(ORDER)]).toEqual([
            who,
            address,
            false,
          ]);
        }
      }
    }
    const [one, other] = reports;
    expect(one?.equals(other ?? Buffer.of())).toBe(true);
    expect(seen[0]).toBe(seen[1]);
  });

  it('is out of the reach of the roles of everybody else, in the database too', async () => {
    const [world] = open;
    if (!world) throw new Error('there is no world');
    const client = await world.owner.connect();
    try {
      for (const role of [
        'marketsafe_staff',
        'marketsafe_liaison',
        'marketsafe_desk',
        'marketsafe_visitor',
        'marketsafe_agent',
        'marketsafe_search',
      ]) {
        for (const column of ['content', 'sealed', 'said', 'files']) {
          const table = {
            content: 'test_buy_versions',
            sealed: 'test_buy_vault',
            said: 'test_buy_statements',
            files: 'test_buy_consents',
          }[column];
          await client.query('begin');
          await client.query("select set_config('role', $1, true)", [role]);
          await expect(client.query(`select ${column} from app.${table}`)).rejects.toThrow(
            'permission denied',
          );
          await client.query('rollback');
        }
      }
    } finally {
      client.release();
    }
  });
});
