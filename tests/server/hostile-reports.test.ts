import { randomUUID } from 'node:crypto';
import { COUNTED_THINGS, emptyTestBuy, publication, publicationList } from '@marketsafe/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, dayAhead } from './mandated.ts';
import {
  addInvestigator,
  addOrganisation,
  addPerson,
  type Person,
  send,
  startTestServer,
  type TestServer,
} from './support.ts';
import { completeBuy, keepBuy, readBuy, statement, toBuy } from './test-buy-cases.ts';

let test: TestServer;
let ours: Person & { rightId: string };
let colleague: Person;
let theirs: Person & { rightId: string };
let ana: Person;
let ben: Person;
beforeAll(async () => {
  test = await startTestServer();
  ours = await addInvestigator(test);
  colleague = await addPerson(test, ours.organisationId, ['investigator']);
  theirs = await addInvestigator(test);
  const program = await addOrganisation(test, 'Program');
  ana = await addPerson(test, program, ['analyst']);
  ben = await addPerson(test, program, ['analyst']);
});
afterAll(() => test.close());

const REFUSED = [400, 409, 413, 415, 422];
/** What is no value of any field: wrong types, and far too much. */
const WRONG: readonly unknown[] = [7, true, null, [], {}, [['x']], 'x'.repeat(70_000), 1e308, -1];
/** Text that no database or file holds as it is, or that would mean something elsewhere. */
const HOSTILE = [
  'a\0b',
  'a\ud800b',
  '\udc00',
  "'; drop table app.claims; --",
  '<script>x</script>',
  '\u202eexe',
];

/** Every version of a body with one of its values in the place of another, at any depth. */
function* changedBy(body: unknown, wrong: unknown): Generator<{ path: string; body: unknown }> {
  if (typeof body !== 'object' || body === null) return;
  for (const [name, value] of Object.entries(body)) {
    const put = (part: unknown) =>
      Array.isArray(body) ? Object.assign([...body], { [name]: part }) : { ...body, [name]: part };
    yield { path: `/${name}`, body: put(wrong) };
    for (const { path, body: part } of changedBy(value, wrong))
      yield { path: `/${name}${path}`, body: put(part) };
  }
}

describe('a test buy', () => {
  it('that is sent with anything in the place of anything is refused in words or kept readable, and never breaks what is there', async () => {
    const whole = await completeBuy(test, ours, 'QZXhostile');
    const { testBuyId } = await keepBuy(test, ours, { ...whole, files: whole.files.slice(0, 1) });
    const bodies: [method: 'POST' | 'PUT', path: string, body: () => Promise<object>][] = [
      [
        'PUT',
        '',
        async () => {
          const { version, content } = await readBuy(test, ours, testBuyId);
          return { version, content };
        },
      ],
      [
        'POST',
        '/steps',
        async () => ({
          stepId: randomUUID(),
          from: 'planned',
          stage: 'ordered',
          on: '2026-11-02',
          reason: '',
        }),
      ],
      ['POST', '/statements', async () => statement('word')],
      ['POST', '/consents', async () => ({ consentId: randomUUID(), order: true, files: [] })],
      [
        'PUT',
        '/vault',
        async () => ({
          version: 0,
          vault: { persona: 'a', account: 'b', recipient: 'c', payment: 'd', note: 'e' },
        }),
      ],
    ];
    for (const [method, path, bodyOf] of bodies) {
      for (const wrong of WRONG) {
        for (const changed of changedBy(await bodyOf(), wrong)) {
          const { status } = await toBuy(test, ours, testBuyId, path, changed.body, method);
          const what = [path, changed.path, String(wrong).slice(0, 20)];
          // A few of these are values: no quantity yet, no right yet, nothing at all.
          expect([...what, status]).toEqual([
            ...what,
            expect.toSatisfy((code: number) => code === 200 || REFUSED.includes(code)),
          ]);
        }
      }
    }
    // Text is kept as far as it can be stored; whatever became of it, everything reads on.
    for (const text of HOSTILE) {
      const { version, content } = await readBuy(test, ours, testBuyId);
      const saved = await toBuy(
        test,
        ours,
        testBuyId,
        '',
        {
          version,
          content: {
            ...content,
            name: `n${text}`,
            notes: text,
            listing: { ...content.listing, title: text },
          },
        },
        'PUT',
      );
      expect([text, saved.status]).toEqual([
        text,
        expect.toSatisfy((code: number) => code === 200 || REFUSED.includes(code)),
      ]);
      for (const path of ['', '/captures', '/report']) {
        const { status } = await send(test, `/v1/test-buys/${testBuyId}${path}`, { person: ours });
        expect([text, path, status < 500]).toEqual([text, path, true]);
      }
      const list = await send(test, '/v1/test-buys', { person: colleague });
      expect([text, list.status, list.bytes.includes('\0')]).toEqual([text, 200, false]);
    }
  }, 120_000);

  it('of another organisation is as if it were not there, whatever is done to it', async () => {
    const { testBuyId, version, content } = await keepBuy(test, ours, emptyTestBuy('Ours'));
    for (const [method, path, body] of [
      ['PUT', '', { version, content: { ...content, name: 'Theirs' } }],
      [
        'POST',
        '/steps',
        { stepId: randomUUID(), from: 'planned', stage: 'ordered', on: '2026-11-02', reason: '' },
      ],
      ['POST', '/statements', statement('word')],
      ['POST', '/consents', { consentId: randomUUID(), order: false, files: [] }],
      [
        'PUT',
        '/vault',
        { version: 0, vault: { persona: 'a', account: '', recipient: '', payment: '', note: '' } },
      ],
    ] as const) {
      expect([path, (await toBuy(test, theirs, testBuyId, path, body, method)).status]).toEqual([path, 404]);
    }
    const after = await readBuy(test, ours, testBuyId);
    expect([after.version, after.content]).toEqual([version, content]);
  });

  it('whose vault two people fill at once keeps what one of them wrote, and tells the other', async () => {
    const { testBuyId } = await keepBuy(test, ours, emptyTestBuy('Two'));
    const fill = (persona: string) =>
      toBuy(
        test,
        ours,
        testBuyId,
        '/vault',
        { version: 0, vault: { persona, account: '', recipient: '', payment: '', note: '' } },
        'PUT',
      );
    const both = await Promise.all([fill('one'), fill('other')]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});

describe('reports', () => {
  const PERIOD = { from: '2026-01-01', to: '2026-03-31' };
  const ASKED: [path: string, good: Record<string, string>][] = [
    ['/v1/figures', PERIOD],
    ['/v1/figures/lines', { ...PERIOD, what: 'removed' }],
    ['/v1/figures/document', { ...PERIOD, format: 'csv' }],
  ];

  it.each(ASKED)(
    '%s refuses whatever is no question, and answers the same question as before',
    async (path, good) => {
      const get = (query: Record<string, string>) => ask(test, `${path}?${new URLSearchParams(query)}`, ours);
      expect((await get(good)).status).toBe(200);
      const values = [
        ...HOSTILE,
        '',
        '*',
        '9'.repeat(5_000),
        '-1',
        '2026-13-01',
        '2026-02-30',
        '0000-01-01',
        'null',
        '[object Object]',
      ];
      for (const name of Object.keys(good)) {
        for (const value of values)
          expect([name, value, (await get({ ...good, [name]: value })).status]).toEqual([name, value, 400]);
      }
      for (const name of ['organisation', 'party', 'surprise']) {
        for (const value of values)
          expect([name, value, (await get({ ...good, [name]: value })).status]).toEqual([name, value, 400]);
      }
      // Twice the same name is no text.
      expect((await ask(test, `${path}?${new URLSearchParams(good)}&from=2026-01-01`, ours)).status).toBe(
        400,
      );
      // Somebody else's ids, and ids of nobody.
      for (const id of [theirs.organisationId, randomUUID()]) {
        for (const name of ['organisation', 'party']) {
          expect([name, (await get({ ...good, [name]: id })).status]).toEqual([name, 404]);
        }
      }
    },
  );

  it('list what is behind a figure only by what there is to ask for', async () => {
    const get = (query: Record<string, string>) =>
      ask(test, `/v1/figures/lines?${new URLSearchParams({ ...PERIOD, what: 'received', ...query })}`, ours);
    for (const what of COUNTED_THINGS) expect([what, (await get({ what })).status]).toEqual([what, 200]);
    for (const [name, value] of [
      ...[
        ['marketplace', 'ebay'],
        ['reason', "design' or '1'='1"],
        ['brand', 'x'.repeat(201)],
        ['brand', '\0'],
      ],
      ...[
        ['cursor', 'x'],
        ['cursor', `2026-01-01 ${randomUUID()} 9999999999`],
        ['cursor', '\0'],
      ],
    ] as const) {
      expect([name, value, (await get({ [name ?? '']: value ?? '' })).status]).toEqual([name, value, 400]);
    }
    // Of no brand, of one that would be a pattern elsewhere, and beyond the last page.
    for (const given of [{ brand: '' }, { brand: '%' }, { cursor: `0001-01-01 ${randomUUID()}` }] as const) {
      expect((await get(given)).json).toMatchObject({ total: 0, lines: [] });
    }
  });

  it('that are to be published are refused with anything in the place of anything', async () => {
    const good = [
      { publicationId: randomUUID(), kind: 'public-report', year: 2020 },
      { publicationId: randomUUID(), kind: 'research-export', from: '2020-01-01', to: '2020-02-01' },
    ];
    for (const body of good) {
      for (const wrong of [...WRONG, ...HOSTILE, '9999-99-99', 2100.5]) {
        for (const changed of changedBy(body, wrong)) {
          const { status } = await ask(test, '/v1/publications', ana, 'POST', changed.body);
          expect([changed.path, wrong, status]).toEqual([
            changed.path,
            wrong,
            expect.toSatisfy((code) => REFUSED.includes(code as number)),
          ]);
        }
      }
    }
    const { publications } = publicationList.parse((await ask(test, '/v1/publications', ana)).json);
    expect(publications).toEqual([]);
    for (const person of [ours, theirs]) {
      expect((await ask(test, '/v1/publications', person, 'POST', good[0])).status).toBe(403);
    }
    expect(
      (await ask(test, `/v1/publications/${randomUUID()}/decision`, ana, 'POST', { decision: 'release' }))
        .status,
    ).toBe(404);
    expect(
      (await ask(test, `/v1/publications/${randomUUID()}/decision`, ana, 'POST', { decision: 'publish' }))
        .status,
    ).toBe(422);
    for (const year of ['2020', '%00', '%ED%A0%80', '..%2f', '9'.repeat(3_000), '2020.0']) {
      const { status, bytes } = await send(test, `/program/reports/${year}`);
      expect([year, status, bytes.includes('at Object')]).toEqual([
        year,
        expect.toSatisfy((code) => [400, 404, 414].includes(code as number)),
        false,
      ]);
    }
  });

  it('that two people prepare, release or withdraw at once are published once', async () => {
    const day = dayAhead(-400);
    const wanted = () => ({
      publicationId: randomUUID(),
      kind: 'public-report',
      year: Number(day.slice(0, 4)),
    });
    const prepared = await Promise.all(
      [wanted(), wanted()].map((body) => ask(test, '/v1/publications', ana, 'POST', body)),
    );
    expect(prepared.map(({ status }) => status)).toEqual([200, 200]);
    const ids = prepared.map(({ json }) => publication.parse(json).publicationId);
    const decide = (id: string, decision: string) =>
      ask(test, `/v1/publications/${id}/decision`, ben, 'POST', { decision });
    const released = await Promise.all([...ids, ...ids].map((id) => decide(id, 'release')));
    expect(released.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    const [id = ''] = ids.filter(
      (_, nth) => released[nth]?.status === 200 || released[nth + 2]?.status === 200,
    );
    const withdrawn = await Promise.all([decide(id, 'withdraw'), decide(id, 'withdraw')]);
    expect(withdrawn.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});
