import { randomUUID } from 'node:crypto';
import {
  figures,
  LEAST_COUNT,
  LEAST_OUTCOMES,
  LEAST_PARTICIPANTS,
  type Publication,
  publication,
  publicationList,
} from '@marketsafe/contract';
import { BlobReader, TextWriter, ZipReader } from '@zip.js/zip.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foldSmall } from '../../server/src/figures/publish-report.ts';
import type { FigureRows } from '../../server/src/figures/read.ts';
import { type KnownCount, levelsOf, sayableDays } from '../../server/src/figures/research.ts';
import { ask, dayAhead } from './mandated.ts';
import {
  addInvestigator,
  addOrganisation,
  addPerson,
  type Person,
  postClaim,
  preparedClaim,
  send,
  startTestServer,
  type TestServer,
} from './support.ts';

let test: TestServer;
let ana: Person;
let ben: Person;
let holders: (Person & { rightId: string })[];
const CANARY = 'CANARY-NAME';
beforeAll(async () => {
  test = await startTestServer();
  const program = await addOrganisation(test, 'Program');
  ana = await addPerson(test, program, ['analyst']);
  ben = await addPerson(test, program, ['analyst']);
  holders = [];
  // Three participants with two claims each, and one with a single claim of a reason that nobody else has.
  for (let nth = 0; nth < 4; nth += 1) {
    const holder = await addInvestigator(test);
    await test.owner.query('update app.organisations set name = $2 where organisation_id = $1', [
      holder.organisationId,
      `${CANARY} ${nth}`,
    ]);
    holders.push(holder);
    for (let count = nth === 3 ? 1 : 0; count < 2; count += 1) {
      const draft = await preparedClaim(test, holder);
      const seller = { id: '4242', name: `${CANARY} store` };
      const claim = { ...draft, target: { ...draft.target, seller, title: CANARY } };
      expect((await postClaim(test, holder, claim)).status).toBe(201);
    }
  }
  // Yesterday's: only what is over is exported.
  await test.owner.query("update app.claims set received_at = received_at - interval '1 day'");
  // One of the six became something else than the others.
  await test.owner.query(
    "update app.claims set state = 'declined' where claim_id = (select claim_id from app.claims where organisation_id = $1 limit 1)",
    [holders[0]?.organisationId],
  );
  await test.owner.query("update app.claims set reason = 'design' where organisation_id = $1", [
    holders[3]?.organisationId,
  ]);
});
afterAll(() => test.close());

const PERIOD = { from: dayAhead(-20), to: dayAhead(-1) };

async function prepare(person: Person, body: object): Promise<Publication> {
  const { status, json } = await ask(test, '/v1/publications', person, 'POST', {
    ...{ publicationId: randomUUID(), ...body },
  });
  expect([status, json]).toEqual([200, json]);
  return publication.parse(json);
}
const decide = (person: Person, { publicationId }: Publication, decision: string) =>
  ask(test, `/v1/publications/${publicationId}/decision`, person, 'POST', { decision });

async function exported(): Promise<{
  made: Publication;
  names: string[];
  files: string[];
  rows: string[][];
}> {
  const made = await prepare(ana, { kind: 'research-export', ...PERIOD });
  expect((await decide(ben, made, 'release')).status).toBe(200);
  const { bytes } = await ask(test, `/v1/publications/${made.publicationId}/file`, ben);
  const entries = await new ZipReader(new BlobReader(new Blob([Uint8Array.from(bytes)]))).getEntries();
  const files = await Promise.all(
    entries.map(async (entry) =>
      'getData' in entry ? ((await entry.getData?.(new TextWriter())) ?? '') : '',
    ),
  );
  const rows = (files[0] ?? '')
    .replace('\uFEFF', '')
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(','));
  return { made, names: entries.map(({ filename }) => filename), files, rows: rows.slice(1) };
}

describe('an export for research', () => {
  it('is released by a second person alone, cannot be tied to anybody, and says what it left out', async () => {
    const made = await prepare(ana, { kind: 'research-export', ...PERIOD });
    expect(made).toMatchObject({ state: 'prepared', may: { decide: false }, check: { claims: 7 } });
    const path = `/v1/publications/${made.publicationId}/file`;
    expect((await ask(test, path, ben)).status).toBe(404);
    expect((await decide(ana, made, 'release')).json).toMatchObject({ code: 'publication-second-person' });
    expect((await decide(ben, made, 'decline')).status).toBe(200);
    expect((await decide(ben, made, 'release')).json).toMatchObject({ code: 'publication-decided' });

    const first = await exported();
    const second = await exported();
    expect(first.names).toEqual(['claims.csv', 'README.txt', 'check.json']);
    const { check } = first.made;
    expect(check).toEqual({
      ...{ rows: LEAST_COUNT, participants: LEAST_PARTICIPANTS, outcomes: LEAST_OUTCOMES },
      claims: 7,
      ...{ whole: 6, generalised: 0, leftOut: 1, smallest: 6 },
    });
    expect(first.rows).toHaveLength(6);
    // The claim that only one participant has is not in it, under whatever it could be told by.
    expect(first.files.join()).not.toContain('design,');
    const raw = await test.owner.query<Record<string, string>>(
      `select claim.claim_id, claim.number, claim.item_id, claim.organisation_id, claim.right_id, found.seller_id, claim.submitted_by
       from app.claims claim join app.claim_search found on found.entity_id = claim.claim_id`,
    );
    for (const named of [CANARY, '4242', ...raw.rows.flatMap((row) => Object.values(row))]) {
      expect(first.files.join()).not.toContain(named);
    }
    // Every combination of what might be known is shared; counted anew from the file.
    const combinations = Map.groupBy(first.rows, (row) => row.slice(1, 5).join());
    for (const rows of combinations.values()) {
      expect(rows.length).toBeGreaterThanOrEqual(LEAST_COUNT);
      expect(new Set(rows.map((row) => row[5])).size).toBeGreaterThanOrEqual(LEAST_PARTICIPANTS);
      expect(new Set(rows.map((row) => row[7])).size).toBeGreaterThanOrEqual(LEAST_OUTCOMES);
    }
    // Two exports of the same claims share no pseudonym, so that nothing can be laid beside the other.
    const names = ({ rows }: typeof first) => new Set(rows.flatMap((row) => [row[0], row[5], row[6]]));
    expect([...names(first)].filter((one) => names(second).has(one))).toEqual([]);
    // Nor does the order tell when claims came: it is that of pseudonyms.
    const order = first.rows.map((row) => row[0] ?? '');
    expect(order).toEqual([...order].sort());
    const stranger = await addInvestigator(test);
    expect((await ask(test, `/v1/publications/${first.made.publicationId}/file`, stranger)).status).toBe(403);
  });

  it('is of a period that is over, and of none that lies across an earlier one: what one has more would be told from the other', async () => {
    await exported();
    const order = (given: object) =>
      ask(test, '/v1/publications', ana, 'POST', {
        ...{ publicationId: randomUUID(), kind: 'research-export', ...PERIOD, ...given },
      });
    expect((await order({ to: dayAhead(0) })).json).toMatchObject({ code: 'publication-year-open' });
    for (const given of [{ from: dayAhead(-19) }, { to: dayAhead(-2) }, { from: dayAhead(-30) }]) {
      expect((await order(given)).json).toMatchObject({ code: 'publication-overlaps' });
    }
    expect((await order({ to: '2026-02-30' })).status).toBe(422);
    expect((await order({ from: dayAhead(-1), to: dayAhead(-20) })).status).toBe(422);
    expect((await order({})).status).toBe(200);
    expect((await order({ from: dayAhead(-60), to: dayAhead(-21) })).status).toBe(200);
  });

  it('says of claims only what enough others share, and counts again without those that others took', () => {
    const known = (organisationId: string, claims: number, given: object = {}): KnownCount => ({
      ...{ organisationId, claims, quarter: '2026-Q1', marketplace: 'aliexpress' },
      outcome: organisationId === 'a' ? 'removed' : 'refused',
      ...{ reason: 'design', type: 'design', ...given },
    });
    const levelOf = (counts: readonly KnownCount[]) => [...levelsOf(counts).values()];
    const removed = { outcome: 'removed' };
    expect(levelOf([known('a', 2), known('b', 2), known('c', 1)])).toEqual([0]);
    // Enough rows, of too few participants; and too few rows of enough.
    expect(levelOf([known('a', 90), known('b', 90)])).toEqual([]);
    expect(levelOf([known('a', 1), known('b', 1), known('c', 2)])).toEqual([]);
    // A second quarter makes it enough, once it is only said which year it was.
    const spring = { quarter: '2026-Q2' };
    expect(levelOf([known('a', 2), known('b', 1), known('c', 2, spring)])).toEqual([1, 1]);
    // Enough rows of enough participants that all became the same would tell what became of each.
    const alike = [known('a', 2, removed), known('b', 2, removed), known('c', 2, removed)];
    expect(levelOf(alike)).toEqual([]);
    expect(levelOf([...alike, known('c', 1, spring)])).toEqual([1, 1]);
    expect(levelOf([...alike, known('c', 1)])).toEqual([0]);
    // What is left cannot lean on what stands by itself already.
    const shared = [known('a', 2), known('b', 2), known('c', 2)];
    expect(levelsOf([...shared, known('d', 1, spring)]).size).toBe(1);
  });

  it('says no span of days that every removal of a combination has', () => {
    expect(sayableDays(['', '<=7', '<=7', ''])).toEqual(['', '*', '*', '']);
    expect(sayableDays(['', '<=7', '<=14'])).toEqual(['', '<=7', '<=14']);
    expect(sayableDays(['<=3'])).toEqual(['*']);
  });
});

describe('the public report', () => {
  it('is of a year that is over, released by two, and read by everybody without a name or a small count', async () => {
    const thisYear = Number(dayAhead(0).slice(0, 4));
    const year = thisYear - 1;
    expect(
      (
        await ask(test, '/v1/publications', ana, 'POST', {
          ...{ publicationId: randomUUID(), kind: 'public-report', year: thisYear },
        })
      ).json,
    ).toMatchObject({ code: 'publication-year-open' });
    await test.owner.query("update app.claims set received_at = received_at - interval '1 year'");
    const made = await prepare(ana, { kind: 'public-report', year });
    // Seven claims of four participants; the reason of one of them is folded into the others, because it would stand out.
    expect(made.report).toMatchObject({
      ...{ overall: { claims: 7, removed: null, refused: null, days: null }, participants: 4 },
      ...{ storesClosed: null, pending: null },
    });
    expect(made.report?.reasons).toEqual([
      { reason: 'other-reasons', group: { claims: 7, removed: null, refused: null, days: null } },
    ]);
    expect((await send(test, `/program/reports/${year}`)).status).toBe(404);
    expect((await decide(ana, made, 'release')).json).toMatchObject({ code: 'publication-second-person' });
    expect((await decide(ben, made, 'release')).status).toBe(200);
    const twice = await ask(test, '/v1/publications', ana, 'POST', {
      ...{ publicationId: randomUUID(), kind: 'public-report', year },
    });
    expect(twice.json).toMatchObject({ code: 'publication-there' });
    for (const [language, title] of [
      ['en', `Report for ${year}`],
      ['zh-CN', `${year}年度报告`],
    ]) {
      const page = await send(test, `/program/reports/${year}?lang=${language}`);
      const html = page.bytes.toString();
      expect([page.status, html.includes(`<h1>${title}</h1>`), html.includes('<script')]).toEqual([
        ...[200, true, false],
      ]);
      expect(html).not.toContain(CANARY);
      expect((await send(test, `/program/reports?lang=${language}`)).bytes.toString()).toContain(title);
    }
    expect((await send(test, '/program/reports/1e3')).status).toBe(404);
    expect((await send(test, `/program/reports/${encodeURIComponent('<b>')}`)).status).toBe(404);
    expect((await decide(ana, made, 'withdraw')).status).toBe(200);
    expect((await send(test, `/program/reports/${year}`)).status).toBe(404);
    const actions = await test.owner.query<{ action: string }>(
      "select entry->>'action' as action from app.audit where entry->>'entity' = $1 order by sequence",
      [made.publicationId],
    );
    expect(actions.rows.map(({ action }) => action)).toEqual(
      ['prepared', 'released', 'withdrawn'].map((one) => `publication.${one}`),
    );
    const { publications } = publicationList.parse((await ask(test, '/v1/publications', ana)).json);
    expect(publications.map(({ state }) => state)).toContain('withdrawn');
  });

  it('folds what is small into the others until what is left out cannot be told from the sum', () => {
    const claims = (organisationId: string, received: number) => ({
      ...{ organisationId, holderId: organisationId, month: '2026-01', marketplace: 'aliexpress' as const },
      ...{ reason: 'design' as const, brand: '', received, duplicate: 0, declined: 0, withdrawn: 0 },
    });
    const cell = (key: string, ...counts: number[]) => ({
      key,
      rows: { claims: counts.map((count, nth) => claims(`org ${nth}`, count)), days: [], pending: [] },
    });
    const count = (rows: FigureRows) => {
      const received = rows.claims.reduce((sum, one) => sum + one.received, 0);
      const none = { removed: 0, refused: 0, gone: 0, lost: 0 };
      return figures.shape.overall.parse({
        claims: { received, duplicate: 0, declined: 0, withdrawn: 0 },
        decided: { links: none, complaints: none },
        ...{ pending: { links: 0, counters: 0 }, removal: { days: null, of: 0 } },
      });
    };
    const many = cell('many', 50, 40, 30);
    const some = cell('some', 5, 4, 3);
    const few = cell('few', 1, 1);
    const folded = foldSmall([few, many, some], count);
    // Two alone would be the sum less the others: the next in size goes with it.
    expect(folded.said.map(({ key }) => key)).toEqual(['many']);
    expect(folded.other && count(folded.other).claims.received).toBe(14);
    expect(foldSmall([many, some], count).other).toBeNull();
    // Of what only waits, not even its name is said.
    const waits = {
      claims: [],
      days: [],
      pending: [{ packetId: 'one', links: 1, counters: 0, sentOn: null }],
    };
    const pending = { key: 'waits', rows: waits as unknown as FigureRows };
    expect(foldSmall([many, pending], count)).toMatchObject({ said: [{ key: 'many' }], other: null });
    // One participant's ninety stand out as much as few.
    expect(foldSmall([many, cell('one', 90)], count).said).toEqual([]);
  });
});
