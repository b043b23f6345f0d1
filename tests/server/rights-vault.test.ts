import { randomUUID } from 'node:crypto';
import {
  importPreview,
  type NewRight,
  rightsList,
  type VaultRightDetail,
  vaultList,
  vaultRightDetail,
  vaultSummary,
} from '@marketsafe/contract';
import { xlsxOf } from '@marketsafe/evidence';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addOrganisation,
  addPerson,
  type Person,
  postClaim,
  preparedClaim,
  putBlob,
  send,
  sha256,
  startTestServer,
  type TestServer,
} from './support.ts';

let test: TestServer;
let manager: Person;
let investigator: Person;
let stranger: Person;
beforeAll(async () => {
  test = await startTestServer();
  const ours = await addOrganisation(test);
  manager = await addPerson(test, ours, ['manager']);
  investigator = await addPerson(test, ours, ['investigator']);
  stranger = await addPerson(test, await addOrganisation(test, 'Borealis'), ['manager']);
});
afterAll(() => test.close());

let next = 40_000_000;
function number(): string {
  next += 1;
  return String(next);
}

function mark(given: Partial<NewRight> = {}): NewRight {
  return {
    ...{ rightId: randomUUID(), type: 'trademark', brand: 'Aurora', mark: 'AURORA', markKind: 'word' },
    ...{ place: 'CN', number: number(), owner: 'Aurora Ltd.', niceClasses: [25, 18] },
    ...{
      filedOn: '2019-03-01',
      registeredOn: '2020-05-02',
      renewedOn: null,
      expiresOn: '2030-05-01',
      note: '',
    },
    ...given,
  };
}

async function ask(path: string, person: Person | undefined, method = 'GET', body?: unknown) {
  return send(test, path, {
    ...{ method, person },
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
}

async function register(given: Partial<NewRight> = {}, person = manager): Promise<VaultRightDetail> {
  const { status, json } = await ask('/v1/vault/rights', person, 'POST', mark(given));
  expect([status, json]).toEqual([200, json]);
  return vaultRightDetail.parse(json);
}

/** As if the program's staff had verified it. */
const verify = (rightId: string) =>
  test.owner.query("update app.rights set status = 'verified' where right_id = $1", [rightId]);

const at = (rightId: string, rest = '') => `/v1/vault/rights/${rightId}${rest}`;
const codes = (json: unknown) =>
  ((json as { errors?: { path: string; code: string }[] }).errors ?? []).map(
    ({ path, code }) => `${path} ${code}`,
  );

describe('a right', () => {
  it('is registered once, unverified, with its history, and devices may claim under it', async () => {
    const right = mark();
    for (const _ of ['first', 'once more']) {
      const { status, json } = await ask('/v1/vault/rights', manager, 'POST', right);
      expect([status, (json as VaultRightDetail).revision]).toEqual([200, 1]);
      expect(json).toMatchObject({
        status: 'unverified',
        niceClasses: [18, 25],
        may: { edit: true, verify: false },
      });
      expect((json as VaultRightDetail).events.map(({ kind, actor }) => [kind, actor])).toEqual([
        ['registered', { name: 'Test Person', role: 'manager', organisation: null }],
      ]);
    }
    const { rights } = rightsList.parse((await ask('/v1/rights', investigator)).json);
    expect(rights.filter(({ rightId }) => rightId === right.rightId)).toHaveLength(1);
  });

  it.each([
    ['5123456', 'US', 'Reg. No. 5,123,456'],
    ['ZL202330112233.4', 'CN', '2023 3011 2233 4'],
    ['国作登字-2023-F-00012345', 'CN', '国作登字２０２３Ｆ00012345号'],
    ['018123456', 'EM', 'EM18123456'],
  ])(
    '%s of %s is the same as %s, and the refusal names the one that is there',
    async (first, place, second) => {
      const type = place === 'CN' ? 'design' : 'trademark';
      const classes = type === 'trademark' ? [25] : [];
      await register({ type, place, number: first, niceClasses: classes, mark: 'THE FIRST' });
      const { status, json } = await ask(
        '/v1/vault/rights',
        manager,
        'POST',
        mark({ type, place, number: second, niceClasses: classes }),
      );
      expect(status).toBe(409);
      expect(json).toMatchObject({
        code: 'right-registered-already',
        errors: [{ path: '/number', code: 'right-there', params: { mark: 'THE FIRST', number: first } }],
      });
      // Another organisation may have it, and so may another kind of right.
      await register({ type, place, number: second, niceClasses: classes }, stranger);
      await register({ type: 'utility', place, number: second, niceClasses: [] });
    },
  );

  it('that contradicts itself is refused with every field', async () => {
    const wrong = mark({ place: 'XQ', niceClasses: [], filedOn: '2999-01-01', expiresOn: '2001-01-01' });
    const { status, json } = await ask('/v1/vault/rights', manager, 'POST', wrong);
    expect([status, codes(json).sort()]).toEqual([
      422,
      [
        '/expiresOn days-contradict',
        '/filedOn day-ahead',
        '/niceClasses too-few',
        '/place place-unknown',
        '/registeredOn days-contradict',
      ],
    ]);
  });

  it('is kept by managers and signatories, read by investigators, and nobody else’s', async () => {
    const { rightId } = await register();
    expect((await ask('/v1/vault/rights', investigator, 'POST', mark())).status).toBe(403);
    expect((await ask(at(rightId), investigator)).json).toMatchObject({ may: { edit: false } });
    const edit = { revision: 1, change: 'correction', fields: { brand: 'Other' } };
    expect((await ask(at(rightId), investigator, 'PATCH', edit)).status).toBe(403);
    for (const [path, method, body] of [
      [at(rightId), 'GET'],
      [at(rightId), 'PATCH', edit],
      [at(rightId, '/retirement'), 'POST', { reason: 'x' }],
      [at(rightId, `/files/${'0'.repeat(64)}`), 'GET'],
      [at(rightId, `/files/${'0'.repeat(64)}`), 'DELETE'],
    ] as const) {
      expect([path, method, (await ask(path, stranger, method, body)).status]).toEqual([path, method, 404]);
    }
    const liaison = await addPerson(test, manager.organisationId, ['liaison']);
    expect((await ask('/v1/vault/rights', liaison)).status).toBe(403);
    expect((await ask('/v1/vault/rights', undefined)).status).toBe(401);
  });

  it('goes back to unverified with what stands on its certificate, and stays verified with the brand', async () => {
    const { rightId } = await register();
    await verify(rightId);
    const own = await ask(at(rightId), manager, 'PATCH', {
      revision: 1,
      change: 'correction',
      fields: { brand: 'New name' },
    });
    expect(own.json).toMatchObject({ status: 'verified', revision: 2, brand: 'New name' });
    const renewed = await ask(at(rightId), manager, 'PATCH', {
      ...{ revision: 2, change: 'renewal', fields: { renewedOn: '2026-01-05', expiresOn: '2040-05-01' } },
    });
    expect(renewed.json).toMatchObject({ status: 'unverified', revision: 3, expiresOn: '2040-05-01' });
    expect((renewed.json as VaultRightDetail).events[0]).toMatchObject({
      kind: 'renewed',
      changes: [
        { field: 'renewedOn', from: '', to: '2026-01-05' },
        { field: 'expiresOn', from: '2030-05-01', to: '2040-05-01' },
      ],
    });
    // Two people on one right: the second has not seen what the first did.
    const late = await ask(at(rightId), manager, 'PATCH', {
      revision: 2,
      change: 'correction',
      fields: { mark: 'X' },
    });
    expect([late.status, late.json]).toMatchObject([409, { code: 'right-changed-meanwhile' }]);
  });

  it('is never verified by its holder, whatever the program’s code says', async () => {
    const { rightId } = await register();
    const client = await test.owner.connect();
    await client.query('begin');
    await client.query(
      "select set_config('role', 'marketsafe_app', true), set_config('app.organisation_id', $1, true)",
      [manager.organisationId],
    );
    await expect(
      client.query("update app.rights set status = 'verified' where right_id = $1", [rightId]),
    ).rejects.toThrow('staff alone');
    await client.query('rollback');
    client.release();
  });

  it('has certificate and class pages; one that goes sends it back, one that comes does not', async () => {
    const { rightId } = await register();
    const page = Buffer.from('%PDF-1.4 a certificate');
    const hash = sha256(page);
    const file = { kind: 'certificate', name: 'Certificate', niceClass: null };
    expect((await ask(at(rightId, `/files/${hash}`), manager, 'PUT', file)).status).toBe(404);
    await putBlob(test, manager, page, 'application/pdf');
    expect((await ask(at(rightId, `/files/${hash}`), manager, 'PUT', file)).status).toBe(204);
    await verify(rightId);
    const other = Buffer.from('%PDF-1.4 class 25');
    await putBlob(test, manager, other, 'application/pdf');
    const classPage = { kind: 'class-page', name: 'Class 25', niceClass: 25 };
    await ask(at(rightId, `/files/${sha256(other)}`), manager, 'PUT', classPage);
    const shown = vaultRightDetail.parse((await ask(at(rightId), manager)).json);
    expect([shown.status, shown.files.map(({ name, type }) => [name, type])]).toEqual([
      'verified',
      [
        ['Certificate', 'application/pdf'],
        ['Class 25', 'application/pdf'],
      ],
    ]);
    const got = await ask(at(rightId, `/files/${hash}`), investigator);
    expect([got.status, got.type, got.bytes]).toEqual([200, 'application/pdf', page]);
    await ask(at(rightId, `/files/${hash}`), manager, 'DELETE');
    expect((await ask(at(rightId), manager)).json).toMatchObject({
      status: 'unverified',
      files: [{ name: 'Class 25' }],
    });
    expect((await ask(at(rightId, `/files/${hash}`), manager)).status).toBe(404);
  });

  it('that is retired is offered to nobody, nothing new rests on it, and its number is free', async () => {
    const { rightId, number: same } = await register();
    await verify(rightId);
    const claim = await preparedClaim(test, { ...investigator, rightId });
    const { json } = await ask(at(rightId, '/retirement'), manager, 'POST', { reason: 'Sold' });
    expect(json).toMatchObject({ retiredReason: 'Sold', may: { edit: false } });
    const { rights } = rightsList.parse((await ask('/v1/rights', investigator)).json);
    expect(rights.some((right) => right.rightId === rightId)).toBe(false);
    expect(await postClaim(test, investigator, claim)).toMatchObject({
      status: 422,
      json: { code: 'right-retired' },
    });
    expect(
      (
        await ask(at(rightId), manager, 'PATCH', {
          revision: 2,
          change: 'correction',
          fields: { brand: 'x' },
        })
      ).status,
    ).toBe(409);
    await register({ number: same });
  });
});

describe('the list', () => {
  it('is searched and narrowed, and pages hold every right once', async () => {
    const person = await addPerson(test, await addOrganisation(test), ['manager']);
    const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    await register({ mark: '极光户外', place: 'CN', expiresOn: day(20) }, person);
    await register(
      { mark: 'NORTH', place: 'US', number: '7,654,321', expiresOn: day(-3), renewedOn: null },
      person,
    );
    await register(
      { mark: '100%', type: 'copyright', niceClasses: [], place: 'US', expiresOn: null },
      person,
    );
    const found = async (query: string) => {
      const { rights, total } = vaultList.parse((await ask(`/v1/vault/rights?${query}`, person)).json);
      expect(total).toBe(rights.length);
      return rights.map((right) => right.mark);
    };
    expect(await found('')).toEqual(['100%', 'NORTH', '极光户外']);
    expect(await found(`q=${encodeURIComponent('光户')}`)).toEqual(['极光户外']);
    expect(await found('q=7654321')).toEqual(['NORTH']);
    expect(await found(`q=${encodeURIComponent('%')}`)).toEqual(['100%']);
    expect(await found('expires=30')).toEqual(['极光户外']);
    expect(await found('expires=expired')).toEqual(['NORTH']);
    expect(await found('expires=never&type=copyright&place=US&status=unverified')).toEqual(['100%']);
    const summary = vaultSummary.parse((await ask('/v1/vault/summary', person)).json);
    expect(summary).toEqual({
      ...{
        all: 3,
        unverified: 3,
        verified: 0,
        rejected: 0,
        expired: 1,
        within7: 0,
        within30: 1,
        within90: 1,
      },
      places: ['CN', 'US'],
    });
  });
});

/** A table as CSV. */
const csv = (...lines: string[]) => Buffer.from(`\uFEFF${lines.join('\r\n')}\r\n`);
const HEAD = 'Brand,Mark,Type,Country,Registration number,Owner,Nice classes,Filed on,Expiry date,Colour';

async function table(path: string, bytes: Buffer, person = manager, type = 'text/csv') {
  return send(test, `/v1/vault/imports${path}`, {
    method: 'POST',
    person,
    headers: { 'content-type': type },
    body: bytes,
  });
}

describe('a table of rights', () => {
  let person: Person;
  const rights = async () =>
    (
      await test.owner.query('select mark from app.rights where organisation_id = $1 order by mark', [
        person.organisationId,
      ])
    ).rows.map((row) => row.mark);

  it('is looked at whole before anything of it is kept; then all that was announced is kept, or nothing', async () => {
    person = await addPerson(test, await addOrganisation(test), ['signatory']);
    await register({ number: '111', place: 'CN', mark: 'THERE' }, person);
    const bytes = csv(
      HEAD,
      'Aurora,ALPHA,商标,CN,30112233,Aurora Ltd.,"18, 25",2019/3/1,2030年5月1日,red',
      'Aurora,BETA,Trademark,cn,"30,112,233",Aurora Ltd.,25,,,',
      'Aurora,GAMMA,trademark,CN,No. 111,Aurora Ltd.,25,,,',
      'Aurora,"=HYPERLINK(""http://x"")",trademark,CN,5,Aurora Ltd.,25,,,',
      'Aurora,DELTA,trademark,ZZ,6,,99,03/04/2026,,',
      '',
      ',EPSILON,copyright,US,VA1,Aurora Ltd.,,,,',
    );
    const { status, json } = await table('/preview', bytes, person);
    const preview = importPreview.parse(json);
    expect(status).toBe(200);
    expect(preview).toMatchObject({
      rows: 6,
      good: 2,
      duplicates: 2,
      unknownColumns: ['Colour'],
      missingColumns: [],
    });
    expect(preview.faults.map(({ row, field, code, params }) => [row, field, code, params])).toEqual([
      [3, 'number', 'row-before', { row: 2 }],
      [4, 'number', 'right-there', { mark: 'THERE', number: '111' }],
      [5, 'mark', 'formula', {}],
      [6, 'filedOn', 'day-unclear', {}],
      [6, 'owner', 'too-short', { minimum: 1 }],
      [6, 'niceClasses', 'too-large', { maximum: 45 }],
    ]);
    expect(preview.sample).toMatchObject([
      { row: 2, type: 'trademark', niceClasses: [18, 25], filedOn: '2019-03-01', expiresOn: '2030-05-01' },
      { row: 8, brand: 'EPSILON', markKind: 'word', niceClasses: [] },
    ]);
    expect(await rights()).toEqual(['THERE']);

    expect(await table('?rows=all&expected=2', bytes, person)).toMatchObject({
      status: 422,
      json: { code: 'table-has-faults' },
    });
    expect(await table('?rows=good&expected=3', bytes, person)).toMatchObject({
      status: 409,
      json: { code: 'table-looked-at-before' },
    });
    expect(await rights()).toEqual(['THERE']);
    expect(await table('?rows=good&expected=2', bytes, person)).toMatchObject({
      status: 201,
      json: { registered: 2 },
    });
    expect(await rights()).toEqual(['ALPHA', 'EPSILON', 'THERE']);
    expect(await table('?rows=good&expected=2', bytes, person)).toMatchObject({ status: 409 });
    expect((await table('/preview', bytes, investigator)).status).toBe(403);
  });

  it('that is none is refused in words', async () => {
    const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    for (const [bytes, code] of [
      [Buffer.from([0x50, 0x4b, 3, 4, 0, 0]), 'table-unreadable'],
      [Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1]), 'table-unreadable'],
      [csv(HEAD, ...Array.from({ length: 20_001 }, () => 'a')), 'table-too-long'],
    ] as const) {
      expect(await table('/preview', bytes, manager, xlsx)).toMatchObject({ status: 422, json: { code } });
    }
    const without = importPreview.parse((await table('/preview', csv('Mark,Type', 'A,trademark'))).json);
    expect(without).toMatchObject({ missingColumns: ['place', 'number', 'owner'], good: 0 });
    expect(await table('?rows=all&expected=1', csv('Mark,Type', 'A,trademark'))).toMatchObject({
      json: { code: 'table-without-columns' },
    });
  });

  it('of ten thousand rows with duplicates and formulas is registered in one go, and comes back from the export as it went in', async () => {
    person = await addPerson(test, await addOrganisation(test), ['manager']);
    const head = [
      'Mark',
      '权利类型',
      'Place of registration',
      'Number',
      'Owner at the office',
      'Nice classes',
    ];
    const rows = Array.from({ length: 10_000 }, (_, index) => [
      index % 100 === 7 ? `=SUM(${index})` : `MARK ${index}`,
      ...['trademark', 'CN', index % 50 === 3 ? `9000${index - 1}` : `9000${index}`, 'Aurora Ltd.', '25'],
    ]);
    const bytes = Buffer.from(await (await xlsxOf({ head, rows }, 'Rights')).arrayBuffer());
    const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    const preview = importPreview.parse((await table('/preview', bytes, person, xlsx)).json);
    // In a workbook that text is text: only a list that was saved as text cannot tell.
    expect(preview).toMatchObject({ rows: 10_000, good: 9_800, duplicates: 200 });
    const asText = csv(head.join(','), ...rows.map((row) => row.map((cell) => `"${cell}"`).join(',')));
    const second = importPreview.parse((await table('/preview', asText, person)).json);
    expect(second).toMatchObject({ rows: 10_000, good: 9_700, duplicates: 200 });
    expect(await table('?rows=good&expected=9800', bytes, person, xlsx)).toMatchObject({
      status: 201,
      json: { registered: 9_800 },
    });
    const { rows: kept } = await test.owner.query(
      'select count(*)::int as n from app.right_events where organisation_id = $1',
      [person.organisationId],
    );
    expect(kept).toEqual([{ n: 9_800 }]);
    let cursor: string | null = '';
    const seen = new Set<string>();
    while (cursor !== null) {
      const page: { json: unknown } = await ask(`/v1/vault/rights${cursor && `?cursor=${cursor}`}`, person);
      const { rights: found, next: after, total } = vaultList.parse(page.json);
      expect(total).toBe(9_800);
      for (const { rightId } of found) seen.add(rightId);
      cursor = after;
    }
    expect(seen.size).toBe(9_800);
    for (const format of ['csv', 'xlsx'] as const) {
      const exported = await ask(`/v1/vault/export?format=${format}&language=zh-CN`, person);
      const again = importPreview.parse((await table('/preview', exported.bytes, person)).json);
      expect(again).toMatchObject({ rows: 9_800, good: 0, duplicates: 9_800 });
    }
  });
});
