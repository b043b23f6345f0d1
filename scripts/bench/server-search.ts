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
}

/** Queries in variants, so that no answer is known already. */
const QUERIES: readonly { name: string; variants: readonly Record<string, string>[] }[] = [
  { name: 'one state', variants: ['in_review', 'removed', 'held', 'countered'].map((state) => ({ state })) },
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
  for (const [people, askers] of kinds) {
    const organisationId = people === 'staff' ? null : (askers[0]?.organisationId ?? '');
    const list = { name: 'the list, all the way down', variants: await pagesOf(program, organisationId) };
    // What a server does for the first time takes longer.
    await sendAll(
      list.variants.map((query, at) => requestOf(program, askers[at % askers.length], query)),
      2,
    );
    for (const { name, variants } of [list, ...QUERIES]) {
      say(`${people}: ${name}`);
      const asked = Array.from({ length: TIMES }, (_, at) => variants[at % variants.length] ?? {});
      const { answers } = await sendAll(
        asked.map((query, at) => requestOf(program, askers[at % askers.length], query)),
        2,
      );
      figures.push({
        query: name,
        people,
        ways: await waysOf(program, organisationId, variants),
        times: spread(answers.map(({ answer }) => timeOf(answer))),
      });
    }
  }
  return figures;
}

function requestOf(program: BenchProgram, person: BenchPerson | undefined, query: Record<string, string>) {
  return {
    method: 'GET' as const,
    url: new URL(`/v1/search?${new URLSearchParams({ ...query, limit: String(PAGE) })}`, program.url),
    headers: { authorization: `Bearer ${person?.token}` },
  };
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
       from app.search where kind = 'claim' and ($1::uuid is null or organisation_id = $1)) numbered
     where number % greatest(total / $2::int, 1) = 0 order by number limit $2::int - 1`,
    [organisationId, TIMES],
  );
  const cursors = rows.map(({ at, id }) => Buffer.from(JSON.stringify([at, id])).toString('base64url'));
  return [{}, ...cursors.map((cursor) => ({ cursor }))];
}

/** How the database comes to the first pages of these. */
async function waysOf(
  { owner }: BenchProgram,
  organisationId: string | null,
  variants: readonly Record<string, string>[],
): Promise<string[]> {
  const ways = new Set<string>();
  const client = await owner.connect();
  const hear = ({ message }: { message?: string | undefined }) => {
    const way = /^search: (.*)$/.exec(message ?? '')?.[1];
    if (way !== undefined) ways.add(way);
  };
  client.on('notice', hear);
  try {
    await client.query('set client_min_messages = debug1');
    for (const { q, state, marketplace, reason, since, until } of variants) {
      const facets = { s: state?.split(','), m: marketplace?.split(','), r: reason?.split(',') };
      await client.query("select app.search_page($1, 'claim', $2, $3, $4, $5, null, null, $6)", [
        ...[organisationId, q ?? null, JSON.stringify(facets), since ?? null, until ?? null, PAGE + 1],
      ]);
    }
  } finally {
    await client.query('reset client_min_messages');
    client.off('notice', hear);
    client.release();
  }
  return [...ways];
}
