import { searchResult } from '@marketsafe/contract';
import { type Answer, sendAll } from './server-load.ts';
import type { Population } from './server-population.ts';
import type { BenchPerson, BenchProgram } from './server-program.ts';
import { type Spread, spread } from './timing.ts';

/** Rows of one page, as the console asks for them. */
const PAGE = 50;

/** Times that each query is asked by each kind of person, in its variants in turn. */
const TIMES = 40;

/** Figures of one query, asked by one kind of person. */
export interface SearchTimes {
  query: string;
  people: string;
  /** How the database came to its answers, as its function says. */
  ways: string[];
  times: Spread;
  /** What of it the database needed to find the claims, asked alone afterwards; null for lists that it does not search. */
  database: Spread | null;
}

type Variants = readonly Record<string, string>[];

/** Queries in variants, so that no answer is known already. */
const QUERIES: readonly { name: string; variants: Variants }[] = [
  {
    name: 'one state',
    variants: ['in_review', 'removed', 'needs_info', 'countered'].map((state) => ({ state })),
  },
  {
    name: 'state and marketplace, rare',
    variants: ['daraz', 'trendyol', 'lazada'].map((marketplace) => ({ marketplace, state: 'countered' })),
  },
  { name: 'a common word', variants: ['nike', 'adidas', '耐克', '正品'].map((q) => ({ q })) },
  { name: 'two characters', variants: ['手表', '背包', '帐篷', '睡袋'].map((q) => ({ q })) },
  { name: 'one character', variants: ['鞋', '表', '帐', '杯'].map((q) => ({ q })) },
  { name: 'a rarer word', variants: ['sony', 'nikon', '哥伦比亚', '萨洛蒙'].map((q) => ({ q })) },
  {
    name: 'two words together',
    variants: ['sony backpack', '佳能 帐篷', 'canon suitcase', '索尼 睡袋'].map((q) => ({ q })),
  },
  {
    name: 'words that never meet',
    variants: ['耐克 索尼 帐篷 手表', 'nike sony zipper', 'qqzz'].map((q) => ({ q })),
  },
  {
    name: 'word, state, marketplace, reason',
    variants: ['omega', '佳能', 'vans', '帐篷'].map((q) => ({
      ...{ q, state: 'countered,withdrawn', marketplace: 'lazada,daraz', reason: 'image-theft' },
    })),
  },
  {
    name: 'word and a month long ago',
    variants: ['nike', '运动鞋', 'sony', '背包'].map((q) => ({
      q,
      since: daysAgo(560),
      until: daysAgo(530),
    })),
  },
  {
    name: 'a seller’s name',
    variants: ['专营店7', 'outlet 31', '2200000000123', '专营店4244'].map((q) => ({ q })),
  },
  { name: 'an item', variants: ['600000000777', '600000000001', '600000004242'].map((q) => ({ q })) },
  {
    name: 'a claim’s number',
    variants: ['MS-0000-0301', 'ms-0000-07d0', 'MS-0000-1A2B'].map((q) => ({ q })),
  },
];

function daysAgo(days: number): string {
  return new Date(Date.now() - days * 24 * 60 * 60 * 1_000).toISOString().slice(0, 10);
}

/** Asks every query as staff, as people of the organisation that has most claims, and as those of one that has few. */
export async function timeSearch(
  program: BenchProgram,
  population: Population,
  say: (text: string) => void,
): Promise<SearchTimes[]> {
  await checkPage(program, population.staff[0]);
  const kinds = [
    ['staff', population.staff],
    ['participant with many', population.large],
    ['participant with few', population.small],
  ] as const;
  const figures: SearchTimes[] = [];
  const ask = async (
    { people, name, path = '/v1/search' }: { people: string; name: string; path?: string },
    askers: readonly BenchPerson[],
    variants: Variants,
  ) => {
    say(`${people}: ${name}`);
    const asked = Array.from({ length: TIMES }, (_, at) => variants[at % variants.length] ?? {});
    const { answers } = await sendAll(
      asked.map((query, at) => requestOf(program, askers[at % askers.length], query, path)),
      2,
    );
    return { people, query: name, times: spread(answers.map(({ answer }) => timeOf(answer))) };
  };
  for (const [people, askers] of kinds) {
    const organisationId = people === 'staff' ? null : (askers[0]?.organisationId ?? '');
    for (const person of askers) await look(program, person);
    const list = {
      name: 'the list since one looked, all the way down',
      variants: await pagesOf(program, organisationId),
    };
    // What a server does for the first time takes longer.
    await sendAll(
      list.variants.map((query, at) => requestOf(program, askers[at % askers.length], query)),
      2,
    );
    for (const { name, variants } of [list, ...QUERIES]) {
      const asked = await ask({ people, name }, askers, variants);
      figures.push({ ...asked, ...(await waysOf(program, organisationId, variants)) });
    }
  }
  for (const { name, path, variants } of await queueQuestions(program, population)) {
    const asked = await ask({ people: 'staff', name, path }, population.staff, variants);
    figures.push({ ...asked, ways: [], database: null });
  }
  return figures;
}

/** What analysts look at all day: the queue, narrowed in each way, and its numbers. */
async function queueQuestions({ owner }: BenchProgram, { large, small }: Population) {
  const path = '/v1/review/queue';
  const ids = async (sql: string) => (await owner.query<{ id: string }>(sql)).rows.map(({ id }) => id);
  const rights = await ids('select right_id as id from app.rights order by right_id limit 4');
  const cursors = await ids(
    `select translate(encode(convert_to(json_build_array(priority, floor(extract(epoch from state_since) * 1000)::bigint, claim_id)::text, 'UTF8'), 'base64'), E'+/=\n', '-_') as id
     from (select *, row_number() over (order by priority desc, state_since, claim_id) as place, count(*) over () as total
       from app.claims where state = 'in_review') numbered
     where place % greatest(total / ${TIMES}, 1) = 0`,
  );
  const organisations = [large, small].flatMap(([person]) => (person ? [person.organisationId] : []));
  return [
    { name: 'the queue, all the way down', path, variants: [{}, ...cursors.map((cursor) => ({ cursor }))] },
    {
      name: 'the queue: nobody’s, mine',
      path,
      variants: ['nobody', 'mine'].map((assigned) => ({ assigned })),
    },
    {
      name: 'the queue: one organisation',
      path,
      variants: organisations.map((organisation) => ({ organisation })),
    },
    {
      name: 'the queue: a marketplace, and one of an organisation',
      path,
      variants: ['taobao', 'trendyol', 'daraz'].flatMap((marketplace) => [
        { marketplace },
        { marketplace, organisation: organisations[1] ?? '' },
      ]),
    },
    { name: 'the queue: a right', path, variants: rights.map((right) => ({ right })) },
    {
      name: 'the queue: waiting for answers',
      path,
      variants: [{ state: 'needs_info' }],
    },
    { name: 'how much lies in the queue', path: '/v1/review/counts', variants: [{}] },
  ];
}

function requestOf(
  program: BenchProgram,
  person: BenchPerson | undefined,
  query: Record<string, string>,
  path = '/v1/search',
) {
  const paged = path.endsWith('/counts') ? query : { ...query, limit: String(PAGE) };
  return {
    method: 'GET' as const,
    url: new URL(`${path}?${new URLSearchParams(paged)}`, program.url),
    headers: { authorization: `Bearer ${person?.token}` },
  };
}

/** Has a person say that they saw the list a month ago. */
async function look({ url }: BenchProgram, { token }: BenchPerson): Promise<void> {
  const { status } = await fetch(new URL('/v1/looks', url), {
    method: 'PUT',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ at: `${daysAgo(30)}T00:00:00.000Z` }),
  });
  if (status !== 204) throw new Error(`a look was answered with ${status}`);
}

function timeOf({ status, ms }: Answer): number {
  if (status !== 200) throw new Error(`a search was answered with ${status}`);
  return ms;
}

async function checkPage(program: BenchProgram, person: BenchPerson | undefined): Promise<void> {
  const { url, headers } = requestOf(program, person, { q: '耐克' });
  const { claims, next } = searchResult.parse(await (await fetch(url, { headers })).json());
  if (claims.length !== PAGE || next === null)
    throw new Error('what the bench searches is not what it was made to be');
}

/** Where pages begin that lie evenly over the whole list; the first is its beginning. */
async function pagesOf(
  { owner }: BenchProgram,
  organisationId: string | null,
): Promise<Record<string, string>[]> {
  const { rows } = await owner.query<{ at: string; id: string }>(
    `select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, id from (
       select at, entity_id as id, row_number() over (order by at desc, entity_id desc) as number, count(*) over () as total
       from app.claim_search where ($1::uuid is null or organisation_id = $1)) numbered
     where number % greatest(total / $2::int, 1) = 0 order by number limit $2::int - 1`,
    [organisationId, TIMES],
  );
  const cursors = rows.map(({ at, id }) => Buffer.from(JSON.stringify([at, id])).toString('base64url'));
  return [{}, ...cursors.map((cursor) => ({ cursor }))];
}

/** How the database comes to the first pages of these, and how long it takes for that alone. */
async function waysOf(
  { owner }: BenchProgram,
  organisationId: string | null,
  variants: Variants,
): Promise<Pick<SearchTimes, 'ways' | 'database'>> {
  const ways = new Set<string>();
  const times: number[] = [];
  const client = await owner.connect();
  const hear = ({ message }: { message?: string | undefined }) => {
    const way = /^search: (.*)$/.exec(message ?? '')?.[1];
    if (way !== undefined) ways.add(way);
  };
  client.on('notice', hear);
  try {
    await client.query('set client_min_messages = debug1');
    for (const { q, state, marketplace, reason, since, until, cursor } of variants) {
      const facets = { s: state?.split(','), m: marketplace?.split(','), r: reason?.split(',') };
      const [at, id] = cursor ? JSON.parse(Buffer.from(cursor, 'base64url').toString()) : [null, null];
      const began = performance.now();
      await client.query("select count(*) from app.search_page($1, 'claim', $2, $3, $4, $5, $6, $7, $8)", [
        ...[organisationId, q ?? null, JSON.stringify(facets), since ?? null, until ?? null],
        ...[at, id, PAGE + 1],
      ]);
      times.push(performance.now() - began);
    }
  } finally {
    await client.query('reset client_min_messages');
    client.off('notice', hear);
    client.release();
  }
  return { ways: [...ways], database: spread(times) };
}
