import { randomUUID } from 'node:crypto';
import { type ClaimSubmission, type SearchResult, savedViews, searchResult } from '@marketsafe/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCapture } from './captures.ts';
import {
  addInvestigator,
  addOrganisation,
  addPerson,
  addRight,
  freshItemId,
  makeClaim,
  type Person,
  postClaim,
  putCaptures,
  send,
  startTestServer,
  type TestServer,
} from './support.ts';

let test: TestServer;
let ours: Person & { rightId: string };
let theirs: Person & { rightId: string };
let analyst: Person;
beforeAll(async () => {
  test = await startTestServer();
  ours = await addInvestigator(test);
  theirs = await addInvestigator(test);
  analyst = await addPerson(test, await addOrganisation(test, 'Program'), ['analyst']);
});
afterAll(() => test.close());

/** Hands a claim in whose target, explanation and reason are these. */
async function handIn(
  person: Person & { rightId: string },
  given: Partial<Pick<ClaimSubmission, 'explanation' | 'reason' | 'rightId'>> & {
    title?: string;
    seller?: { id?: string; name?: string };
  } = {},
): Promise<ClaimSubmission> {
  const { title = 'A jacket', seller, ...fields } = given;
  const itemId = freshItemId();
  const captures = [makeCapture(itemId)];
  await putCaptures(test, person, captures);
  const claim = makeClaim(person.rightId, itemId, captures);
  const handed = {
    ...claim,
    ...fields,
    target: { ...claim.target, title, ...(seller && { seller }) },
  };
  const { status, json } = await postClaim(test, person, handed);
  expect([status, status === 201 ? null : json]).toEqual([201, null]);
  return handed;
}

async function find(person: Person, query: Record<string, string>): Promise<SearchResult> {
  const { status, json } = await send(test, `/v1/search?${new URLSearchParams(query)}`, { person });
  expect([status, status === 200 ? null : json]).toEqual([200, null]);
  return searchResult.parse(json);
}

const idsOf = (found: Pick<SearchResult, 'claims'>) => found.claims.map(({ claimId }) => claimId);

/** Runs SQL as one of the database's roles for an organisation, or for none, and undoes it. */
async function as(role: string, organisationId: string | null, sql: string, values: unknown[] = []) {
  const client = await test.owner.connect();
  try {
    await client.query('begin');
    await client.query("select set_config('role', $1, true), set_config('app.organisation_id', $2, true)", [
      role,
      organisationId ?? '',
    ]);
    return (await client.query(sql, values)).rows;
  } finally {
    await client.query('rollback');
    client.release();
  }
}

describe('a claim', () => {
  it('is found by its number, its words, its seller and its listing, in any case and width', async () => {
    const claim = await handIn(ours, {
      title: 'Größe 42 新款耐克运动鞋 NIKE Air-Max “正品”',
      seller: { id: '2200998877', name: '北辰户外专营店 Outlet' },
      explanation: { en: 'The heel shows an unregistered swoosh.', zh: '鞋舌上的標籤與權利人樣品不符。' },
    });
    const { rows } = await test.owner.query<{ number: string }>(
      'select number from app.claims where claim_id = $1',
      [claim.claimId],
    );
    const number = rows[0]?.number ?? '';
    for (const q of [
      ...[number, number.toLowerCase(), number.slice(0, 7), number.slice(3)],
      ...['运动鞋', '运动', '鞋', '耐克', 'nike 鞋', 'ＮＩＫＥ', 'nik', 'air max', 'GRÖßE', '正品'],
      ...['2200998877', '专营店', 'outlet', '北'],
      ...['swoosh', 'heel unreg', '標籤', '權利人'],
      ...[claim.target.itemId, claim.target.canonicalUrl, `${claim.target.canonicalUrl}?spm=2`],
    ]) {
      expect([q, idsOf(await find(ours, { q }))]).toEqual([q, [claim.claimId]]);
    }
    for (const q of [
      '运鞋',
      '鞋动',
      'swoosh handbag',
      'ike',
      '!!!',
      '0',
      "' | ''",
      'k:claim',
      's:in_review',
    ]) {
      expect([q, idsOf(await find(ours, { q }))]).toEqual([q, []]);
    }
  });

  it('is found by the beginning of a word, however it goes on', async () => {
    const begin = 'zuffix';
    const claims: string[] = [];
    for (const title of ['zuffix', 'Zuffixe', 'ZUFFIX2024', 'zuffixé', 'zuffix-pro', 'zuffix3b7c'])
      claims.push((await handIn(ours, { title })).claimId);
    await handIn(theirs, { title: 'zuffixother' });
    const idsFor = async (q: string) => new Set(idsOf(await find(ours, { q })));
    expect(await idsFor(begin)).toEqual(new Set(claims));
    expect(await idsFor('zuffix2')).toEqual(new Set([claims[2]]));
    expect(await idsFor('zuffix3b')).toEqual(new Set([claims[5]]));
    expect(await idsFor('zuffixé')).toEqual(new Set([claims[3]]));
    expect(await idsFor('zuffixo')).toEqual(new Set());
    // More words than are asked for one by one.
    const more = Array.from({ length: 12 }, (_, at) => `${begin}${String.fromCharCode(97 + at)}x`).join(' ');
    claims.push((await handIn(ours, { title: more })).claimId);
    expect(await idsFor(begin)).toEqual(new Set(claims));
    expect(await idsFor(`${begin} zuffixcx`)).toEqual(new Set([claims.at(-1)]));
  });

  it('whose text only json can hold is found by the rest of it', async () => {
    const { rows } = await test.owner.query(`select app.search_json($1::json) ->> 'en' as en`, [
      String.raw`{"en":"odd\u0000one \ud800 \\u0000 \"text\" \\"}`,
    ]);
    expect(rows[0].en.split(/ +/)).toEqual(['odd', 'one', 'u0000', '"text"', '']);
  });

  it('is found under the state that it is in, and no longer under the one before', async () => {
    const claim = await handIn(ours, { title: 'Wanderstock' });
    const under = async (state: string) => idsOf(await find(ours, { q: 'wanderstock', state }));
    expect(await under('in_review')).toEqual([claim.claimId]);
    await test.owner.query("update app.claims set state = 'declined' where claim_id = $1", [claim.claimId]);
    expect(await under('in_review')).toEqual([]);
    expect(await under('held,declined')).toEqual([claim.claimId]);
  });

  it('is found by who looks into it, by staff alone', async () => {
    const claim = await handIn(ours, { title: 'Zugeteilt' });
    const under = async (person: Person, assigned: string) =>
      idsOf(await find(person, { q: 'zugeteilt', assigned }));
    expect(await under(analyst, 'nobody')).toEqual([claim.claimId]);
    await test.owner.query('update app.claims set assignee = $1, assignee_name = $2 where claim_id = $3', [
      ...[analyst.userId, 'Ana', claim.claimId],
    ]);
    expect(await under(analyst, 'nobody')).toEqual([]);
    for (const who of ['me', analyst.userId]) expect(await under(analyst, who)).toEqual([claim.claimId]);
    expect(await under(ours, 'nobody')).toEqual([claim.claimId]);
  });

  it('is narrowed to by reason, right, marketplace and day', async () => {
    const rightId = await addRight(test, ours.organisationId);
    const claim = await handIn(ours, { title: 'Narrow', rightId });
    const today = new Date().toISOString().slice(0, 10);
    for (const [filter, held] of [
      [{ reason: 'unfair-trademark-use' }, true],
      [{ reason: 'image-theft' }, false],
      [{ right: rightId }, true],
      [{ right: ours.rightId }, false],
      [{ marketplace: 'taobao,aliexpress' }, true],
      [{ marketplace: 'taobao' }, false],
      [{ since: today, until: today }, true],
      [{ until: '2020-01-01' }, false],
      [{ since: '2099-01-01' }, false],
    ] as const) {
      const found = idsOf(await find(ours, { q: 'narrow', ...filter }));
      expect([filter, found]).toEqual([filter, held ? [claim.claimId] : []]);
    }
    expect((await find(ours, { right: rightId })).named.right?.mark).toBe('AURORA');
  });

  it.each([
    ['state', 'gone'],
    ['right', 'x'],
    ['since', '31.12.2026'],
    ['cursor', 'WyJ4Il0'],
  ])('is not looked for by %s=%s', async (name, value) => {
    const { status } = await send(test, `/v1/search?${name}=${value}`, { person: ours });
    expect(status).toBe(400);
  });
});

describe('rights and sellers', () => {
  it('are found by the same words, with how many claims name the seller', async () => {
    const seller = { name: 'Polarlicht Store' };
    const claims = [await handIn(ours, { seller }), await handIn(ours, { seller })];
    const found = await find(ours, { q: 'polarlicht' });
    expect(found.sellers).toMatchObject([{ name: 'Polarlicht Store', marketplace: 'aliexpress', claims: 2 }]);
    for (const q of ['pol', 'polarlicht st'])
      expect([q, (await find(ours, { q })).sellers.map(({ name }) => name)]).toEqual([q, ['Polarlicht Store']]);
    expect((await find(ours, { q: 'polarlichter' })).sellers).toEqual([]);
    const of = await find(ours, { seller: found.sellers[0]?.sellerId ?? '' });
    expect(new Set(idsOf(of))).toEqual(new Set(claims.map(({ claimId }) => claimId)));
    expect(of.named.seller?.name).toBe('Polarlicht Store');
    expect((await find(ours, { q: '30112233' })).rights.map(({ rightId }) => rightId)).toContain(
      ours.rightId,
    );
  });
});

describe('whose claims are found', () => {
  let mine: ClaimSubmission;
  let other: ClaimSubmission;
  beforeAll(async () => {
    mine = await handIn(ours, { title: 'Geheimnis', seller: { name: 'Geheim Shop' } });
    other = await handIn(theirs, { title: 'Geheimnis', seller: { name: 'Geheim Shop' } });
  });

  it('is for a participant their own only, whatever is asked', async () => {
    const seller = (await find(theirs, { q: 'geheim' })).sellers[0]?.sellerId ?? '';
    const cursor = (await find(analyst, { q: 'geheimnis', limit: '1' })).next ?? '';
    for (const query of [
      { q: 'geheimnis' },
      { organisation: theirs.organisationId },
      { right: theirs.rightId },
      { seller },
      { q: other.target.canonicalUrl },
      { q: other.target.itemId },
      { q: 'geheimnis', cursor },
      {},
    ]) {
      const found = await find(ours, query as Record<string, string>);
      expect(idsOf(found)).not.toContain(other.claimId);
      expect(JSON.stringify(found)).not.toMatch(new RegExp(`${theirs.organisationId}|${theirs.rightId}`));
    }
    expect((await find(ours, { seller })).sellers.every(({ claims }) => claims === 1)).toBe(true);
  });

  it('is for staff everybody’s, with whose each is, and one organisation’s where that is asked', async () => {
    const all = await find(analyst, { q: 'geheim' });
    expect(new Set(idsOf(all))).toEqual(new Set([mine.claimId, other.claimId]));
    expect(all.claims.map(({ organisation }) => organisation?.organisationId)).toContain(
      theirs.organisationId,
    );
    expect(all.sellers).toMatchObject([{ name: 'Geheim Shop', claims: 2 }]);
    const one = await find(analyst, { q: 'geheimnis', organisation: theirs.organisationId });
    expect(idsOf(one)).toEqual([other.claimId]);
    expect(one.named.organisation?.organisationId).toBe(theirs.organisationId);
  });

  it('is held by the database too', async () => {
    const call = (name: string) =>
      `select organisation_id from app.${name}('claim', 'geheimnis', $1::jsonb, null, null, null, null, 9)`;
    const asked = [JSON.stringify({ o: [theirs.organisationId] })];
    expect(await as('marketsafe_app', ours.organisationId, call('search_own'), asked)).toEqual([]);
    expect(await as('marketsafe_app', null, call('search_own'), ['{}'])).toEqual([]);
    expect(await as('marketsafe_app', ours.organisationId, call('search_own'), ['{}'])).toHaveLength(1);
    await expect(as('marketsafe_app', ours.organisationId, call('search_all'), ['{}'])).rejects.toThrow(
      'denied',
    );
    await expect(
      as(
        'marketsafe_app',
        ours.organisationId,
        "select from app.search_page(null, 'claim', 'geheimnis', '{}', null, null, null, null, 9)",
      ),
    ).rejects.toThrow('denied');
  });

  it('is nothing for who reads no claims', async () => {
    const liaison = await addPerson(test, await addOrganisation(test, 'Marketplace'), ['liaison']);
    expect((await send(test, '/v1/search', { person: liaison })).status).toBe(403);
    expect((await send(test, '/v1/search')).status).toBe(401);
  });
});

describe('pages', () => {
  let many: Person;
  beforeAll(async () => {
    const investigator = await addInvestigator(test);
    many = investigator;
    // Words that are everywhere, in the newest only, in the oldest only, and in few.
    await test.owner.query(
      `insert into app.claims (organisation_id, claim_id, number, state, received_at, submitted_by, right_id, holder_id, reason, marketplace,
         item_id, target, explanation, declarations, tool_version, body, body_sha256)
       select $1, gen_random_uuid(), 'MS-' || substr(code, 1, 4) || '-' || substr(code, 5, 4),
         case when n % 7 = 0 then 'removed' else 'in_review' end, timestamptz '2025-01-01' + (n / 2) * interval '3 hours', $2, $3, $1,
         'design', 'taobao', n::text,
         json_build_object('kind', 'listing', 'marketplace', 'taobao', 'itemId', n::text, 'canonicalUrl', 'https://x.example',
           'capturedAt', '2025-01-01T00:00:00.000Z',
           'title', concat_ws(' ', 'every', case when n <= 5000 then 'old旧款' end, case when n > 8700 then 'fresh' end,
             case when n % 97 = 0 then 'rare' end)),
         '{}', '{}', '"0"', '', encode(sha256(''), 'hex')
       from (select n, lpad(upper(to_hex(n)), 8, '0') as code from generate_series(1, 9000) n) numbered`,
      [investigator.organisationId, investigator.userId, investigator.rightId],
    );
  });

  it.each<[string, Record<string, string>, string]>([
    ['without anything', {}, 'true'],
    ['a word that is everywhere', { q: 'every' }, 'true'],
    ['a word of the newest', { q: 'fresh', state: 'removed' }, 'n > 8700 and n % 7 = 0'],
    ['a word of the oldest', { q: 'old' }, 'n <= 5000'],
    ['Chinese of the oldest', { q: '旧款', state: 'removed' }, 'n <= 5000 and n % 7 = 0'],
    ['a rare word', { q: 'rare' }, 'n % 97 = 0'],
    [
      'days',
      { since: '2025-03-01', until: '2025-04-30', q: 'every' },
      "at >= '2025-03-01' and at < '2025-05-01'",
    ],
  ])('go through all there is once, newest first: %s', async (_, query, condition) => {
    const wanted = await test.owner.query<{ claim_id: string }>(
      `select claim_id from (select claim_id, item_id::int as n, received_at as at from app.claims where organisation_id = $1) claim
       where ${condition} order by at desc, claim_id desc`,
      [many.organisationId],
    );
    const ids: string[] = [];
    // Of a long list its beginning, some pages far down, and its end.
    let cursor: string | null = null;
    for (let page = 0; page < 30; page += 1) {
      const found: SearchResult = await find(many, { ...query, limit: '100', ...(cursor && { cursor }) });
      ids.push(...idsOf(found));
      cursor = found.next;
      if (cursor === null) break;
    }
    const all = wanted.rows.map(({ claim_id }) => claim_id);
    expect(ids).toEqual(all.slice(0, ids.length));
    expect(ids.length).toBe(Math.min(all.length, 3_000));
  });
});

describe('a saved view', () => {
  const put = (person: Person, viewId: string, body: object) =>
    send(test, `/v1/views/${viewId}`, {
      method: 'PUT',
      person,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const viewsOf = async (person: Person) =>
    savedViews.parse((await send(test, '/v1/views', { person })).json).views;

  it('is its person’s alone, until they remove it', async () => {
    const colleague = await addPerson(test, ours.organisationId);
    const viewId = randomUUID();
    const view = { name: ' Shoes ', filters: { q: '鞋', state: ['in_review'] } };
    expect((await put(ours, viewId, view)).status).toBe(204);
    expect(await viewsOf(ours)).toEqual([{ viewId, name: 'Shoes', filters: view.filters }]);
    expect(await viewsOf(colleague)).toEqual([]);
    expect((await put(colleague, viewId, view)).status).toBe(404);
    await send(test, `/v1/views/${viewId}`, { method: 'DELETE', person: colleague });
    expect(await viewsOf(ours)).toHaveLength(1);
    expect((await send(test, `/v1/views/${viewId}`, { method: 'DELETE', person: ours })).status).toBe(204);
    expect(await viewsOf(ours)).toEqual([]);
    expect((await put(ours, randomUUID(), { name: 'x', filters: { state: ['gone'] } })).status).toBe(422);
  });
});

describe('what a person has seen', () => {
  it('is theirs, and never goes back nor ahead', async () => {
    const person = await addPerson(test, ours.organisationId);
    const look = (at: string) =>
      send(test, '/v1/looks', {
        method: 'PUT',
        person,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ at }),
      });
    expect((await find(person, {})).lookedAt).toBeNull();
    const { asOf } = await find(person, {});
    await look(asOf);
    expect((await find(person, {})).lookedAt).toBe(asOf);
    await look('2020-01-01T00:00:00.000Z');
    expect((await find(person, {})).lookedAt).toBe(asOf);
    await look('2999-01-01T00:00:00.000Z');
    expect(Date.parse((await find(person, {})).lookedAt ?? '')).toBeLessThanOrEqual(Date.now());
    expect((await find(ours, {})).lookedAt).toBeNull();
  });
});
