import { randomUUID } from 'node:crypto';
import {
  boughtCaptures,
  CLAIM_SCHEMA,
  claimTestBuy,
  emptyTestBuy,
  type Problem,
  type TestBuyContent,
  testBuyFills,
  testBuyList,
} from '@marketsafe/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../server/src/verification/verify.ts';
import {
  addInvestigator,
  addPerson,
  addProgram,
  type Person,
  postClaim,
  preparedClaim,
  putBlob,
  send,
  sendJson,
  sha256,
  startTestServer,
  type TestServer,
} from './support.ts';
import {
  buyFileOf,
  completeBuy,
  doneToBuy,
  examine,
  keepBuy,
  readBuy,
  receive,
  statement,
  step,
  toBuy,
} from './test-buy-cases.ts';

let test: TestServer;
let ours: Person & { rightId: string };
let colleague: Person;
let manager: Person;
let theirs: Person & { rightId: string };
let analyst: Person;
beforeAll(async () => {
  test = await startTestServer();
  ours = await addInvestigator(test);
  colleague = await addPerson(test, ours.organisationId, ['investigator']);
  manager = await addPerson(test, ours.organisationId, ['manager']);
  theirs = await addInvestigator(test);
  ({ analyst } = await addProgram(test));
});
afterAll(() => test.close());

const WORD = 'QZXcanary';
const codeOf = ({ json }: { json: unknown }) => (json as Problem).code;
const errorsOf = ({ json }: { json: unknown }) =>
  (json as Problem).errors?.map(({ path, code }) => [path, code]);
const content = () => completeBuy(test, ours, WORD);
const put = (testBuyId: string, version: number, given: unknown, person: Person = ours) =>
  toBuy(test, person, testBuyId, '', { version, content: given }, 'PUT');

describe('a test buy', () => {
  it('is saved by versions, and of two who save at once nobody loses anything', async () => {
    const { testBuyId, version, content: saved } = await keepBuy(test, ours, await content());
    const [one, other] = await Promise.all([
      put(testBuyId, version, { ...saved, notes: 'mine' }),
      put(testBuyId, version, { ...saved, notes: 'theirs' }, colleague),
    ]);
    expect([one.status, other.status].sort()).toEqual([200, 409]);
    expect((one.status === 409 ? one : other).json).toMatchObject({
      ...{ code: 'test-buy-changed-meanwhile', params: { name: 'Test Person' } },
    });
    const after = await readBuy(test, ours, testBuyId);
    // Who saved, and what of it was another than before.
    expect(after.history.map(({ changed }) => changed)).toEqual([
      ['notes'],
      expect.arrayContaining(['files', 'listing', 'order']),
      expect.arrayContaining(['name']),
    ]);
    // The very same once more changes nothing.
    expect((await put(testBuyId, version, after.content)).status).toBe(200);
    expect((await readBuy(test, ours, testBuyId)).version).toBe(after.version);
  });

  it('that is of wrong types, too long, or names what is not there is not saved, and says where', async () => {
    const { testBuyId, version, content: good } = await keepBuy(test, ours, await content());
    const [file] = good.files;
    const wrong: [object, string][] = [
      [{ name: ' ' }, '/content/name'],
      [{ name: 7 }, '/content/name'],
      [{ name: undefined }, '/content/name'],
      [{ notes: 'x'.repeat(10_001) }, '/content/notes'],
      [{ rightId: theirs.rightId }, '/content/rightId'],
      [{ captureId: randomUUID() }, '/content/captureId'],
      [{ order: { ...good.order, number: 'a b; drop' } }, '/content/order/number'],
      [{ order: { ...good.order, quantity: 0 } }, '/content/order/quantity'],
      [{ order: { ...good.order, price: { amount: -1, currency: 'CNY' } } }, '/content/order/price/amount'],
      [{ order: { ...good.order, price: { amount: 1, currency: 'yuan' } } }, '/content/order/price/currency'],
      [{ listing: { ...good.listing, marketplace: 'ebay' } }, '/content/listing/marketplace'],
      [{ files: [file, file] }, '/content/files/1/sha256'],
      [{ files: Array.from({ length: 121 }, () => file) }, '/content/files'],
      [{ somethingElse: 1 }, '/content/somethingElse'],
    ];
    for (const [changed, path] of wrong) {
      const { status, json } = await put(testBuyId, version, { ...good, ...changed });
      expect([path, status, (json as Problem).errors?.map((error) => error.path)]).toEqual([
        ...[path, expect.toSatisfy((code) => code === 400 || code === 422), expect.arrayContaining([path])],
      ]);
    }
    const unknown = { ...file, sha256: '0'.repeat(64) };
    expect(codeOf(await put(testBuyId, version, { ...good, files: [unknown] }))).toBe('claim-files-missing');
    const disguised = await buyFileOf(test, ours, Buffer.from('MZ no picture'), {
      ...{ role: 'goods', type: 'image/png', name: 'goods.png' },
    });
    expect((await put(testBuyId, version, { ...good, files: [disguised] })).status).toBe(415);
    expect((await readBuy(test, ours, testBuyId)).version).toBe(version);
  });

  it('has an order of its own: one that stands in another test buy is refused in its field', async () => {
    const first = await keepBuy(test, ours, await content());
    const second = await keepBuy(test, ours, emptyTestBuy('Second'));
    const order = { ...second.content.order, number: first.content.order.number.toLowerCase() };
    const refused = await put(second.testBuyId, second.version, { ...second.content, order });
    expect(refused.json).toMatchObject({
      errors: [{ path: '/content/order/number', code: 'order-bought', params: { number: first.number } }],
    });
    // Another organisation's order says nothing about ours.
    const { testBuyId, version, content: own } = await keepBuy(test, theirs, emptyTestBuy('Theirs'));
    expect((await put(testBuyId, version, { ...own, order }, theirs)).status).toBe(200);
  });

  it('is there for its own organisation alone: for no other holder, and not for the program’s staff', async () => {
    const { testBuyId } = await keepBuy(test, ours, await content());
    for (const path of ['', '/captures', '/report', '/vault', `/files/${'0'.repeat(64)}`]) {
      const url = `/v1/test-buys/${testBuyId}${path}`;
      expect([path, (await send(test, url, { person: theirs })).status]).toEqual([path, 404]);
      expect([path, (await send(test, url, { person: analyst })).status]).toEqual([path, 403]);
    }
    expect((await put(testBuyId, 2, emptyTestBuy('Mine'), theirs)).status).toBe(404);
    const again = { testBuyId, name: 'Mine' };
    expect((await sendJson(test, '/v1/test-buys', { person: theirs, body: again })).status).toBe(404);
    const listed = async (person: Person) =>
      testBuyList.parse((await send(test, '/v1/test-buys', { person })).json).testBuys;
    expect((await listed(theirs)).map((one) => one.testBuyId)).not.toContain(testBuyId);
    expect((await listed(colleague)).map((one) => one.testBuyId)).toContain(testBuyId);
  });

  it('names a capture that its organisation has, of the listing where that is known', async () => {
    const claim = await preparedClaim(test, ours);
    expect((await postClaim(test, ours, claim)).status).toBe(201);
    const captureId = claim.evidence[0]?.captureId ?? '';
    const { testBuyId, version, content: empty } = await keepBuy(test, ours, emptyTestBuy('Captured'));
    const listing = { ...empty.listing, marketplace: claim.target.marketplace, itemId: claim.target.itemId };
    const saved = await doneToBuy(
      ...([
        test,
        ours,
        testBuyId,
        '',
        { version, content: { ...empty, captureId, listing } },
        'PUT',
      ] as const),
    );
    expect(saved.capture).toMatchObject({ captureId, claimId: claim.claimId, itemId: claim.target.itemId });
    const offered = await send(test, `/v1/test-buys/${testBuyId}/captures`, { person: ours });
    expect(boughtCaptures.parse(offered.json).captures.map((one) => one.captureId)).toEqual([captureId]);
    const stranger = await keepBuy(test, theirs, emptyTestBuy('Stranger'));
    const foreign = await put(stranger.testBuyId, 2, { ...stranger.content, captureId }, theirs);
    expect(errorsOf(foreign) ?? codeOf(foreign)).toEqual([['/content/captureId', 'no-record']]);
  });
});

describe('a stage', () => {
  it('follows the one that stands, on no day before it, and of two who note at once the second is told', async () => {
    const { testBuyId } = await keepBuy(test, ours, emptyTestBuy('Stages'));
    const note = (body: object, person: Person = ours) => toBuy(test, person, testBuyId, '/steps', body);
    expect(codeOf(await note(step('planned', 'received', '2026-11-02')))).toBe('test-buy-stage');
    expect(codeOf(await note(step('planned', 'planned', '2026-11-02')))).toBe('test-buy-stage');
    expect(errorsOf(await note(step('planned', 'ordered', '2999-01-01')))).toEqual([['/on', 'day-ahead']]);
    expect(errorsOf(await note(step('planned', 'cancelled', '2026-11-02')))).toEqual([
      ['/reason', 'wrong-form'],
    ]);
    for (const body of [
      {},
      { ...step('planned', 'ordered', 'soon') },
      { ...step('planned', 'ordered', '2026-02-31') },
      [],
    ])
      expect((await note(body)).status).toBe(422);
    const [one, other] = await Promise.all([
      note(step('planned', 'ordered', '2026-11-02')),
      note(step('planned', 'cancelled', '2026-11-02', 'Sold out'), colleague),
    ]);
    expect([one.status, other.status].sort()).toEqual([200, 409]);
    expect((one.status === 409 ? one : other).json).toMatchObject({
      ...{ code: 'test-buy-changed-meanwhile', params: { name: 'Test Person' } },
    });
  });

  it('that comes again is the same, and lies on no day before the one before it', async () => {
    const { testBuyId } = await keepBuy(test, ours, emptyTestBuy('Days'));
    const note = (body: object) => toBuy(test, ours, testBuyId, '/steps', body);
    expect((await note(step('planned', 'ordered', '2026-11-02'))).status).toBe(200);
    expect(errorsOf(await note(step('ordered', 'shipped', '2026-11-01')))).toEqual([
      ['/on', 'days-contradict'],
    ]);
    const shipped = step('ordered', 'shipped', '2026-11-03');
    expect((await note(shipped)).status).toBe(200);
    // The same once more is the same.
    expect((await note(shipped)).status).toBe(200);
    expect((await readBuy(test, ours, testBuyId)).steps).toHaveLength(2);
  });

  it('that was set wrongly is taken back, and both stay in the history', async () => {
    const { testBuyId } = await keepBuy(test, ours, emptyTestBuy('Undone'));
    const { steps } = await receive(test, ours, testBuyId);
    const [ordered, , received] = steps;
    const undo = (stepId: string, body: object = { reason: 'The parcel was another one.' }) =>
      toBuy(test, colleague, testBuyId, `/steps/${stepId}/undo`, body);
    expect(codeOf(await undo(ordered?.stepId ?? ''))).toBe('test-buy-step-not-last');
    expect(codeOf(await undo(randomUUID()))).toBe('test-buy-step-unknown');
    expect((await undo(received?.stepId ?? '', { reason: ' ' })).status).toBe(422);
    expect((await undo(received?.stepId ?? '')).status).toBe(200);
    expect((await undo(received?.stepId ?? '')).status).toBe(200);
    const after = await doneToBuy(
      ...([test, ours, testBuyId, '/steps', step('shipped', 'not-delivered', '2026-11-20', 'Lost')] as const),
    );
    expect(after).toMatchObject({ stage: 'not-delivered', lacks: 0 });
    expect(after.steps.map(({ stage, undone }) => [stage, undone?.reason ?? null])).toEqual([
      ['ordered', null],
      ['shipped', null],
      ['received', 'The parcel was another one.'],
      ['not-delivered', null],
    ]);
    expect(
      codeOf(await toBuy(test, ours, testBuyId, '/steps', step('not-delivered', 'received', '2026-11-21'))),
    ).toBe('test-buy-stage');
  });
});

describe('what was found', () => {
  it('is a person’s own words about goods that are there, and only then they are examined', async () => {
    const { testBuyId } = await keepBuy(test, ours, await content());
    const say = (body: object) => toBuy(test, ours, testBuyId, '/statements', body);
    expect(codeOf(await say(statement(WORD)))).toBe('test-buy-not-received');
    await receive(test, ours, testBuyId);
    const examined = () => toBuy(test, ours, testBuyId, '/steps', step('received', 'examined', '2026-11-09'));
    expect(codeOf(await examined())).toBe('test-buy-not-ready');
    expect((await say({ ...statement(WORD), findings: ' ' })).status).toBe(422);
    expect((await say({ ...statement(WORD), conclusion: 'probably' })).status).toBe(422);
    expect((await say({ ...statement(WORD), process: 'x'.repeat(3_001) })).status).toBe(422);
    const first = statement(WORD);
    for (const body of [first, first, { ...statement(WORD), findings: 'Looked at it again.' }])
      expect((await say(body)).status).toBe(200);
    const { statements } = await readBuy(test, ours, testBuyId);
    expect(statements.map(({ findings }) => findings)).toEqual(['Looked at it again.', first.findings]);
    expect((await examined()).status).toBe(200);
  });
});

describe('consent', () => {
  it('says who agreed to which files and when, goes with nothing that never goes, and is taken back', async () => {
    const { testBuyId, content: saved } = await keepBuy(test, ours, await content());
    const agree = (body: object, person: Person = ours) =>
      toBuy(test, person, testBuyId, '/consents', { consentId: randomUUID(), ...body });
    const hash = (role: string) => saved.files.find((file) => file.role === role)?.sha256 ?? '';
    expect(errorsOf(await agree({ order: true, files: [hash('goods'), hash('order')] }))).toEqual([
      ['/files/1', 'never-goes'],
    ]);
    expect(errorsOf(await agree({ order: true, files: ['0'.repeat(64)] }))).toEqual([
      ['/files/0', 'no-record'],
    ]);
    expect((await agree({ order: 'yes', files: [] })).status).toBe(422);
    expect((await agree({ order: true, files: [hash('goods')] }, colleague)).status).toBe(200);
    expect((await agree({ order: false, files: [] }, manager)).status).toBe(200);
    const { consents } = await readBuy(test, ours, testBuyId);
    expect(consents).toMatchObject([
      { order: false, files: [], by: 'Test Person' },
      { order: true, files: [hash('goods')], by: 'Test Person' },
    ]);
    const { rows } = await test.owner.query<{ actor: string }>(
      "select entry ->> 'actorUserId' as actor from app.audit where entry ->> 'action' = 'test-buy.consented' and entity = $1 order by sequence",
      [testBuyId],
    );
    expect(rows.map((row) => row.actor)).toEqual([colleague.userId, manager.userId]);
  });
});

describe('the vault', () => {
  const vault = {
    ...{ persona: 'Li Mei', account: 'limei88', recipient: 'Locker 7', payment: 'Prepaid 2', note: WORD },
  };

  it('is sealed, opened by who planned it and by managers alone, and each opening is in the audit', async () => {
    const { testBuyId } = await keepBuy(test, ours, emptyTestBuy('Vault'));
    const open = (person: Person) => send(test, `/v1/test-buys/${testBuyId}/vault`, { person });
    const write = (body: object, person: Person = ours) =>
      toBuy(test, person, testBuyId, '/vault', body, 'PUT');
    expect((await open(ours)).json).toMatchObject({ version: 0, vault: { persona: '' } });
    expect((await write({ version: 0, vault })).json).toEqual({ version: 1, vault });
    expect(codeOf(await write({ version: 0, vault }))).toBe('test-buy-changed-meanwhile');
    expect((await write({ version: 1, vault: { ...vault, card: '4111' } })).status).toBe(422);
    expect((await write({ version: 1, vault: { ...vault, persona: 'x'.repeat(301) } })).status).toBe(422);
    expect((await open(manager)).json).toEqual({ version: 1, vault });
    for (const refused of [await open(colleague), await write({ version: 1, vault }, colleague)])
      expect([refused.status, codeOf(refused)]).toEqual([403, 'test-buy-vault-closed']);
    expect((await readBuy(test, colleague, testBuyId)).may.vault).toBe(false);
    const stored = await test.owner.query<{ sealed: Buffer }>(
      'select sealed from app.test_buy_vault where test_buy_id = $1',
      [testBuyId],
    );
    for (const text of Object.values(vault)) {
      expect(stored.rows.some(({ sealed }) => sealed.includes(Buffer.from(text)))).toBe(false);
    }
    const { rows } = await test.owner.query<{ actor: string }>(
      "select entry ->> 'actorUserId' as actor from app.audit where entry ->> 'action' = 'test-buy.vault-read' and entity = $1 order by sequence",
      [testBuyId],
    );
    expect(rows.map((row) => row.actor)).toEqual([ours.userId, manager.userId]);
  });

  it('of one test buy does not open under another', async () => {
    const one = await keepBuy(test, ours, emptyTestBuy('One'));
    const other = await keepBuy(test, ours, emptyTestBuy('Other'));
    await toBuy(test, ours, one.testBuyId, '/vault', { version: 0, vault }, 'PUT');
    await test.owner.query(
      `insert into app.test_buy_vault select organisation_id, $2, version, sealed, saved_at, saved_by, saved_by_name
       from app.test_buy_vault where test_buy_id = $1`,
      [one.testBuyId, other.testBuyId],
    );
    const opened = await send(test, `/v1/test-buys/${other.testBuyId}/vault`, { person: ours });
    expect([opened.status, codeOf(opened)]).toEqual([422, 'test-buy-vault-unreadable']);
  });
});

describe('the report', () => {
  it('is made of what may go once nothing is missing, and says nothing that never goes', async () => {
    const { testBuyId } = await keepBuy(test, ours, await content());
    const report = () => send(test, `/v1/test-buys/${testBuyId}/report`, { person: ours });
    expect(codeOf(await report())).toBe('test-buy-not-ready');
    await examine(test, ours, testBuyId, WORD);
    const made = await report();
    expect([made.status, made.bytes.subarray(0, 5).toString()]).toEqual([200, '%PDF-']);
    expect((await report()).bytes.equals(made.bytes)).toBe(true);
    await doneToBuy(test, ours, testBuyId, '/consents', { consentId: randomUUID(), order: false, files: [] });
    expect(codeOf(await report())).toBe('test-buy-not-ready');
    const reported = step('examined', 'reported', '2026-11-10');
    expect(codeOf(await toBuy(test, ours, testBuyId, '/steps', reported))).toBe('test-buy-not-ready');
  });
});

describe('a claim', () => {
  const filled = async (given: TestBuyContent) => {
    const found = await send(
      test,
      `/v1/test-buys/for-claim?marketplace=${given.listing.marketplace}&itemId=${given.listing.itemId}`,
      { person: ours },
    );
    return testBuyFills.parse(found.json).testBuys;
  };

  /** Files a claim that rests on an order. */
  async function claimOn(testBuyOrder: string) {
    const claim = await preparedClaim(test, ours);
    const report = Buffer.from('%PDF-1.4 signed');
    expect((await putBlob(test, ours, report, 'application/pdf')).status).toBeLessThan(300);
    const file = {
      name: 'report.pdf',
      sha256: sha256(report),
      bytes: report.length,
      type: 'application/pdf',
    };
    const full = {
      ...{ ...claim, schema: CLAIM_SCHEMA, reason: 'test-buy' as const },
      particulars: { testBuyOrder, testBuyReport: [file as never] },
    };
    return { claim: full, ...(await postClaim(test, ours, full)) };
  }

  it('is filled from recorded facts that were consented to, and one order supports one claim', async () => {
    const given = await content();
    const listing = { ...given.listing, itemId: '710000000077' };
    const { testBuyId, number } = await keepBuy(test, ours, { ...given, listing });
    expect(await filled({ ...given, listing })).toEqual([]);
    const { content: saved } = await examine(test, ours, testBuyId, WORD);
    const fills = await filled({ ...given, listing });
    expect(fills).toMatchObject([
      {
        ...{ testBuyId, number, orderNumber: given.order.number, report: [] },
        days: { ordered: '2026-11-02', received: '2026-11-06', examined: '2026-11-09' },
      },
    ]);
    expect(fills[0]?.photos.map(({ sha256: hash }) => hash)).toEqual(
      saved.files.filter(({ role }) => role !== 'order').map((file) => file.sha256),
    );
    // Never what somebody said: a statement is a person's.
    expect(JSON.stringify(fills)).not.toMatch(/never made|daylight|stitch/);

    const first = await claimOn(given.order.number);
    expect(first.status).toBe(201);
    const second = await claimOn(given.order.number.toLowerCase());
    expect(second.json).toMatchObject({
      errors: [{ path: '/particulars/testBuyOrder', code: 'order-used' }],
    });
    expect(await filled({ ...given, listing })).toEqual([]);
    const { claim } = await readBuy(test, ours, testBuyId);
    expect(claim).toMatchObject({ claimId: first.claim.claimId });
    const back = await send(test, `/v1/claims/${first.claim.claimId}/test-buy`, { person: colleague });
    expect(claimTestBuy.parse(back.json).testBuy).toEqual({ testBuyId, number, stage: 'examined' });
    expect((await send(test, `/v1/claims/${first.claim.claimId}/test-buy`, { person: theirs })).status).toBe(
      404,
    );
    const other = await readBuy(test, ours, testBuyId);
    const renumbered = { ...other.content, order: { ...other.content.order, number: 'OTHER-1' } };
    expect(await put(testBuyId, other.version, renumbered)).toMatchObject({
      json: { code: 'test-buy-order-claimed', params: { number: claim?.number } },
    });
  });
});

it('leaves a chain that holds', async () => {
  expect((await verifyAudit(test.owner)).faults).toEqual([]);
});
