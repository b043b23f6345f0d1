import { randomUUID } from 'node:crypto';
import { COUNTED_THINGS, publication } from '@marketsafe/contract';
import { openZip } from '@marketsafe/evidence';
import { afterAll, expect, it } from 'vitest';
import { ask, fileUnder, give, participant } from './mandated.ts';
import {
  addInvestigator,
  addOrganisation,
  addPerson,
  addRight,
  type Person,
  postClaim,
  preparedClaim,
  send,
  startTestServer,
  type TestServer,
} from './support.ts';

const open: TestServer[] = [];
afterAll(async () => {
  for (const test of open) await test.close();
});

/** A world as it is confidential: its word stands in every name and text, and its people work at another second of the day. */
interface Secrets {
  word: string;
  second: number;
  /** Something is prepared that was not released. */
  waits: boolean;
}
const QUIET: Secrets = { word: 'QZXaaaaaaaaa0000', second: 61, waits: false };
const LOUD: Secrets = { word: 'QZXbbbbbbbbb1111', second: 80_123, waits: true };
const YEAR = new Date().getUTCFullYear() - 1;
const PERIOD = { from: `${YEAR}-01-01`, to: `${YEAR}-12-31` };

interface World {
  test: TestServer;
  liaison: Person;
  /** A participant that has nothing to do with any of it. */
  watcher: Person;
  archive: Buffer;
}

/** Participants with claims of last year, whose report and export are published. */
async function worldOf({ word, second, waits }: Secrets): Promise<World> {
  const test = await startTestServer();
  open.push(test);
  const program = await addOrganisation(test, `${word} program`);
  const [ana, ben] = [
    await addPerson(test, program, ['analyst']),
    await addPerson(test, program, ['analyst']),
  ];
  for (let nth = 0; nth < 4; nth += 1) {
    const holder = await addInvestigator(test);
    await test.owner.query('update app.organisations set name = $2 where organisation_id = $1', [
      holder.organisationId,
      `${word} ${nth}`,
    ]);
    await test.owner.query('update app.rights set brand = $2, note = $2 where organisation_id = $1', [
      holder.organisationId,
      word,
    ]);
    for (let count = 0; count < 2; count += 1) {
      const draft = await preparedClaim(test, holder);
      const claim = {
        ...draft,
        explanation: { en: word, zh: word },
        target: { ...draft.target, title: word, seller: { id: word, name: `${word} store` } },
      };
      expect((await postClaim(test, holder, claim)).status).toBe(201);
    }
  }
  // The same days in both worlds, at another second; half of the claims became something else.
  await test.owner.query(
    `update app.claims claim set received_at = ($1::date + 70 + place.nth::int * 40)::timestamp at time zone 'UTC' + $2 * interval '1 second',
       state = case when place.nth % 2 = 0 then 'declined' else claim.state end
     from (select claim_id, row_number() over (partition by organisation_id order by number) as nth from app.claims) place
     where place.claim_id = claim.claim_id`,
    [PERIOD.from, second],
  );
  const kinds = [
    { kind: 'public-report', year: YEAR },
    { kind: 'research-export', ...PERIOD },
  ];
  const made = [];
  for (const one of kinds) {
    const answer = await ask(test, '/v1/publications', ana, 'POST', { publicationId: randomUUID(), ...one });
    const { publicationId } = publication.parse(answer.json);
    made.push(publicationId);
    expect(
      (await ask(test, `/v1/publications/${publicationId}/decision`, ben, 'POST', { decision: 'release' }))
        .status,
    ).toBe(200);
  }
  if (waits) {
    const early = { publicationId: randomUUID(), kind: 'public-report', year: YEAR - 1 };
    expect((await ask(test, '/v1/publications', ana, 'POST', early)).status).toBe(200);
  }
  const { bytes } = await ask(test, `/v1/publications/${made[1]}/file`, ben);
  const liaison = await addPerson(test, await addOrganisation(test, 'Desk'), ['liaison']);
  await test.owner.query("insert into app.desks values ($1, 'aliexpress')", [liaison.organisationId]);
  const watcher = await addPerson(test, await addOrganisation(test, 'Watcher'), ['investigator', 'manager']);
  return { test, liaison, watcher, archive: bytes };
}

/** Every address of reports, with what can be asked. */
const ADDRESSES = [
  `/v1/figures?${new URLSearchParams(PERIOD)}`,
  ...COUNTED_THINGS.map((what) => `/v1/figures/lines?${new URLSearchParams({ ...PERIOD, what })}`),
  `/v1/figures/document?${new URLSearchParams({ ...PERIOD, format: 'csv' })}`,
  '/v1/publications',
  '/v1/standing',
];
const PUBLIC = [
  ...['en', 'zh-CN'].flatMap((language) => [
    `/program/reports?lang=${language}`,
    `/program/reports/${YEAR}?lang=${language}`,
    `/program/reports/${YEAR - 1}?lang=${language}`,
  ]),
];

/** All that the public, the marketplace and a participant who has nothing to do with it get of reports. */
async function everythingOf({ test, liaison, watcher }: World): Promise<Map<string, string>> {
  const all = new Map<string, string>();
  const readers: [string, Person | undefined, readonly string[]][] = [
    ['public', undefined, PUBLIC],
    ['marketplace', liaison, [...PUBLIC, ...ADDRESSES]],
    ['participant', watcher, ADDRESSES],
  ];
  for (const [who, person, addresses] of readers) {
    for (const address of addresses) {
      const { status, bytes } = await send(test, address, { person });
      // Its own id, the number of the request, and the moment of the answer.
      const text = bytes
        .toString()
        .replaceAll(watcher.organisationId, '')
        .replace(/"(?:instance|asOf)":"[^"]*"/g, '')
        .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '');
      all.set(`${who} ${address}`, `${status} ${text}`);
    }
  }
  return all;
}

/** An export without what chance made: its pseudonyms, and the order that they give. */
async function withoutChance(archive: Buffer): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const [name, source] of await openZip(new Blob([Uint8Array.from(archive)]))) {
    files[name] = await new Response(source.stream()).text();
  }
  const [head = '', ...rows] = (files['claims.csv'] ?? '').trimEnd().split('\r\n');
  const cells = rows.map((row) => row.split(','));
  for (const row of cells) {
    for (const place of [0, 5, 6]) expect(row[place]).toMatch(/^(?:[0-9a-f]{16})?$/);
  }
  const kept = cells.map((row) => [...row.slice(1, 5), ...row.slice(7)].join()).sort();
  return { ...files, 'claims.csv': [head, ...kept].join('\n') };
}

it('reports and exports are the same byte for byte in two worlds that differ in what is confidential alone, for the public, the marketplace and others', async () => {
  const [quiet, loud] = [await worldOf(QUIET), await worldOf(LOUD)];
  const [before, after] = [await everythingOf(quiet), await everythingOf(loud)];
  for (const [what, text] of after) {
    expect([what, text]).toEqual([what, before.get(what)]);
    expect([what, text.includes(LOUD.word)]).toEqual([what, false]);
  }
  // What is compared is there: the public has a report with counts, the marketplace and others none of ours.
  expect(after.get(`public /program/reports/${YEAR}?lang=en`)).toMatch(/^200 [\s\S]*>8</);
  expect(after.get(`public /program/reports/${YEAR - 1}?lang=en`)).toMatch(/^404/);
  for (const address of ADDRESSES)
    expect([address, after.get(`marketplace ${address}`)]).toEqual([address, expect.stringMatching(/^403/)]);
  expect(after.get(`participant ${ADDRESSES[0]}`)).toMatch(/^200 [\s\S]*"received":0/);
  expect(after.get('participant /v1/publications')).toMatch(/^403/);

  const files = [await withoutChance(quiet.archive), await withoutChance(loud.archive)];
  expect(files[0]?.['claims.csv']?.split('\n')).toHaveLength(9);
  expect(files[1]).toEqual(files[0]);
  expect(JSON.stringify(files[1])).not.toContain(LOUD.word);
});

it('a scorecard says the same of a representative to one holder, whatever it files for another', async () => {
  const test = await startTestServer();
  open.push(test);
  const agent = await participant(test, 'Meridian', 'representative');
  const holders = [];
  for (const name of ['Aurora', LOUD.word]) {
    const holder = await participant(test, name, 'rights_holder');
    const rightId = await addRight(test, holder.organisationId);
    await give(test, holder, agent);
    holders.push({ ...holder, rightId });
  }
  const [first, other] = holders;
  if (!first || !other) throw new Error('two holders were added');
  await fileUnder(test, agent.investigator, first.rightId);
  const today = new Date().toISOString().slice(0, 10);
  const card = async () => {
    const query = new URLSearchParams({ from: PERIOD.from, to: today, party: agent.organisationId });
    const read = await ask(test, `/v1/figures?${query}`, first.manager);
    const sheet = await ask(test, `/v1/figures/document?${query}&format=csv`, first.manager);
    expect([read.status, sheet.status]).toEqual([200, 200]);
    return [read.bytes.toString().replace(/"asOf":"[^"]*"/, ''), sheet.bytes.toString()];
  };
  const before = await card();
  expect(before[0]).toContain('"received":1');
  await fileUnder(test, agent.investigator, other.rightId);
  expect(await card()).toEqual(before);
});
