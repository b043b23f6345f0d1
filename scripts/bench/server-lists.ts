import { claimList } from '@marketsafe/contract';
import { type Answer, sendAll } from './server-load.ts';
import { type BenchPerson, type BenchProgram, makeOrganisation } from './server-program.ts';

/** Rows of one page, as the console asks for them. */
const PAGE = 50;

/** Times of pages of a list, in milliseconds. */
export interface ListTimes {
  participants: number[];
  staff: number[];
}

/**
 * Fills an organisation with claims as they lie in the tables, and asks for pages of its list: the first, and others all the way down.
 * @param claims how many the organisation has
 * @param pages how many pages each kind of person asks for
 */
export async function timeLists(program: BenchProgram, claims: number, pages: number): Promise<ListTimes> {
  const { organisationId, rightId, people } = await makeOrganisation(program, [
    ...Array.from({ length: 10 }, (): ['investigator'] => ['investigator']),
    ...Array.from({ length: 10 }, (): ['analyst'] => ['analyst']),
  ]);
  await fill(program, organisationId, rightId, claims);
  const cursors = await cursorsOf(program, organisationId, pages);
  const ask = async (askers: readonly BenchPerson[]) => {
    const requests = cursors.map((cursor, index) => ({
      method: 'GET' as const,
      url: new URL(`/v1/claims?limit=${PAGE}${cursor}`, program.url),
      headers: { authorization: `Bearer ${askers[index % askers.length]?.token}` },
    }));
    const { answers } = await sendAll(requests, 2);
    return answers.map(({ answer }) => timeOf(answer));
  };
  await checkPage(program, people[0]);
  return { participants: await ask(people.slice(0, 10)), staff: await ask(people.slice(10)) };
}

function timeOf({ status, ms }: Answer): number {
  if (status !== 200) throw new Error(`a list was answered with ${status}`);
  return ms;
}

async function checkPage(program: BenchProgram, person: BenchPerson | undefined): Promise<void> {
  const response = await fetch(new URL(`/v1/claims?limit=${PAGE}`, program.url), {
    headers: { authorization: `Bearer ${person?.token}` },
  });
  const { claims, next } = claimList.parse(await response.json());
  if (claims.length !== PAGE || next === null)
    throw new Error('the bench’s list is not what it was made to be');
}

/** Writes claims with one capture each straight into the tables: handed in one by one they would take an hour. */
async function fill(
  { owner }: BenchProgram,
  organisationId: string,
  rightId: string,
  claims: number,
): Promise<void> {
  const client = await owner.connect();
  try {
    await client.query('begin');
    // Foreign keys hold by the way in which the rows are made here.
    await client.query('set local session_replication_role = replica');
    const { rows } = await client.query<{ user_id: string }>(
      'select user_id from app.memberships where organisation_id = $1 limit 1',
      [organisationId],
    );
    await client.query(
      `insert into app.claims (organisation_id, claim_id, number, state, received_at, submitted_by, right_id, holder_id, reason, marketplace,
         item_id, target, explanation, declarations, tool_version, body, body_sha256)
       select $1, gen_random_uuid(), 'MS-' || substr(code, 1, 4) || '-' || substr(code, 5, 4), 'in_review',
         timestamptz '2026-01-01' + n * interval '20 seconds', $2, $3, $1, 'unfair-trademark-use', 'aliexpress', n::text,
         json_build_object('kind', 'listing', 'marketplace', 'aliexpress', 'itemId', n::text,
           'canonicalUrl', 'https://www.aliexpress.com/item/' || n || '.html', 'title', 'A jacket', 'capturedAt',
           '2026-01-01T00:00:00.000Z'),
         '{}', '{}', '"0.1.0"', '{}', encode(sha256('{}'), 'hex')
       from (select n, lpad(upper(to_hex(n)), 8, '0') as code from generate_series(1, $4::int) n) numbered`,
      [organisationId, rows[0]?.user_id, rightId, claims],
    );
    await client.query(
      `insert into app.claim_evidence (organisation_id, claim_id, position, capture_id, manifest_sha256, captured_at, files, facts,
         source_url)
       select organisation_id, claim_id, 0, gen_random_uuid(), repeat('0', 64), received_at,
         json_build_array(json_build_object('path', 'viewport.png', 'sha256', repeat('0', 64), 'bytes', 1, 'type', 'image/png',
           'role', 'evidentiary', 'method', 'pixels')), '{}', '""'
       from app.claims where organisation_id = $1`,
      [organisationId],
    );
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
  await owner.query('vacuum analyze app.claims, app.claim_evidence');
}

/** Where pages begin that lie evenly over the whole list; the first is its beginning. */
async function cursorsOf({ owner }: BenchProgram, organisationId: string, pages: number): Promise<string[]> {
  const { rows } = await owner.query<{ at: Date; claim_id: string }>(
    `select received_at as at, claim_id from (
       select received_at, claim_id, row_number() over (order by received_at desc, claim_id desc) as number, count(*) over () as total
       from app.claims where organisation_id = $1) numbered
     where number % greatest(total / $2::int, 1) = 0 order by number limit $2::int - 1`,
    [organisationId, pages],
  );
  const cursors = rows.map(({ at, claim_id }) =>
    Buffer.from(JSON.stringify([at.getTime(), claim_id])).toString('base64url'),
  );
  return ['', ...cursors.map((cursor) => `&cursor=${cursor}`)];
}
