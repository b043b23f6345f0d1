import { createHmac, randomBytes } from 'node:crypto';
import {
  type Figures,
  LEAST_COUNT,
  LEAST_OUTCOMES,
  LEAST_PARTICIPANTS,
  type MarketplaceId,
  type ReasonCode,
  type ResearchCheck,
} from '@marketsafe/contract';
import { csvOf, textZip } from '@marketsafe/evidence';
import { sql } from 'kysely';
import type { Scope } from '../db/database.ts';
import { HttpProblem } from '../problems.ts';
import { participants } from '../standing/read.ts';

/** Claims that are read at once. */
const PAGE = 5_000;
/** Most claims of one export: they are sorted in memory. */
const MOST_CLAIMS = 200_000;

/** What of a claim might be known to somebody who looks for it: by these it must not be told from others. */
interface Known {
  quarter: string;
  marketplace: MarketplaceId;
  reason: ReasonCode;
  type: string;
}

/** How much of it is said, the most first; the rest is `*`. A quarter becomes its year. */
const LEVELS: readonly (readonly (keyof Known)[])[] = [
  ['quarter', 'marketplace', 'reason', 'type'],
  ['marketplace', 'reason', 'type'],
  ['marketplace', 'reason'],
  ['marketplace'],
  [],
];

function shown(known: Known, level: number): string[] {
  const says = LEVELS[level] ?? [];
  const of = (name: keyof Known) => (says.includes(name) ? known[name] : '*');
  return [
    says.includes('quarter') ? known.quarter : known.quarter.slice(0, 4),
    ...[of('marketplace'), of('reason'), of('type')],
  ];
}

/** How many claims of one participant share what is known of them, and became the same. */
export interface KnownCount extends Known {
  organisationId: string;
  outcome: string;
  claims: number;
}

const keyOf = (known: Known) => JSON.stringify([known.quarter, known.marketplace, known.reason, known.type]);

/**
 * Says for what is known of claims how little of it has to be said so that each combination is shared by enough claims of enough participants
 * (k-anonymity) that did not all become the same: the level by what is known, which is not there where nothing suffices and the claims are left out.
 * Each combination is counted of what is still there, without what another level took.
 *
 * That a combination has several outcomes is the distinct ℓ-diversity of A. Machanavajjhala, D. Kifer, J. Gehrke and M. Venkitasubramaniam,
 * “ℓ-Diversity: Privacy Beyond k-Anonymity”, ACM Transactions on Knowledge Discovery from Data 1(1), 2007, section 4: without it whoever knows that a
 * claim is among the rows of a combination learns what became of it, however many rows there are.
 */
export function levelsOf(counts: readonly KnownCount[]): ReadonlyMap<string, number> {
  const levels = new Map<string, number>();
  for (const level of LEVELS.keys()) {
    const open = counts.filter((one) => !levels.has(keyOf(one)));
    for (const some of Map.groupBy(open, (one) => shown(one, level).join(' ')).values()) {
      const claims = some.reduce((sum, one) => sum + one.claims, 0);
      const behind = new Set(some.map(({ organisationId }) => organisationId)).size;
      const outcomes = new Set(some.map(({ outcome }) => outcome)).size;
      if (claims < LEAST_COUNT || behind < LEAST_PARTICIPANTS || outcomes < LEAST_OUTCOMES) continue;
      for (const one of some) levels.set(keyOf(one), level);
    }
  }
  return levels;
}

const KNOWN = sql`to_char(claim.received_at at time zone 'UTC', 'YYYY"-Q"Q') as quarter, claim.marketplace, claim.reason,
  coalesce(owned.type, '') as type`;

interface ClaimOfPage extends Known {
  organisationId: string;
  claimId: string;
  seller: string | null;
  outcome: string;
  days: number | null;
}

/** In the place of days that would be the same for every removal of a combination. */
const NOT_SAID = '*';

/**
 * Days to removal of the rows of one combination, as far as they may be said: where all removals took the same span, whoever knows of a removal among
 * them would learn its days, so none of them is said.
 */
export function sayableDays(spans: readonly string[]): string[] {
  const some = new Set(spans.filter((span) => span !== ''));
  return spans.map((span) => (span !== '' && some.size < LEAST_OUTCOMES ? NOT_SAID : span));
}

const HEAD = [
  ...['claim', 'received', 'marketplace', 'reason', 'right_type', 'participant', 'seller', 'outcome'],
  'days_to_removal',
];
const DAY_BOUNDS = [3, 7, 14, 30, 90];

/** Days as one of a few spans: a single number may be told from others. */
function spanOf(days: number | null): string {
  if (days === null) return '';
  const bound = DAY_BOUNDS.find((most) => days <= most);
  return bound === undefined ? `>${DAY_BOUNDS.at(-1)}` : `<=${bound}`;
}

/** States as what a stranger may know of them: what is still going on is one. */
const OUTCOME = sql`case
  when claim.state in ('removed', 'upheld', 'countered', 'contested') then 'removed'
  when claim.state in ('conceded', 'overturned', 'reinstated') then 'undone'
  when claim.state = 'platform_rejected' then 'refused'
  when claim.state in ('declined', 'duplicate', 'withdrawn') then 'not-pursued'
  else 'open' end`;

/**
 * Makes the export of claims that came within a period, in a transaction of the program's staff: a row a claim, nothing of which names anybody, and
 * none of which can be told from at least so many others by when, where, why and on which right it was filed. Pseudonyms are made with a key that is
 * thrown away, and hold within one combination only: rows of another one, or of another export, cannot be laid beside them.
 * @throws HttpProblem `table-too-long`
 */
export async function makeResearchExport(
  scope: Scope,
  period: Figures['period'],
  { readme, at }: { readme: string; at: Date },
): Promise<{ check: ResearchCheck; file: Buffer }> {
  const filers = (await participants(scope)).map(({ organisationId }) => organisationId);
  const within = sql`claim.organisation_id = any(${filers}::uuid[])
    and claim.received_at >= (${period.from}::date::timestamp at time zone 'UTC')
    and claim.received_at < ((${period.to}::date + 1)::timestamp at time zone 'UTC')`;
  const right = sql`left join app.rights owned on owned.organisation_id = claim.holder_id and owned.right_id = claim.right_id`;
  const { rows } = await sql<Omit<KnownCount, 'claims'> & { claims: string }>`
    select claim.organisation_id as "organisationId", ${KNOWN}, ${OUTCOME} as outcome, count(*) as claims
    from app.claims claim ${right} where ${within} group by 1, 2, 3, 4, 5, 6`.execute(scope);
  const counts = rows.map((row) => ({ ...row, claims: Number(row.claims) }));
  const claims = counts.reduce((sum, one) => sum + one.claims, 0);
  if (claims > MOST_CLAIMS) throw new HttpProblem('table-too-long', { params: { rows: MOST_CLAIMS } });
  const levels = levelsOf(counts);
  const key = randomBytes(32);
  const name = (kind: string, ...of: string[]) =>
    createHmac('sha256', key)
      .update(JSON.stringify([kind, ...of]))
      .digest('hex')
      .slice(0, 16);
  const lines: { row: string[]; combination: string; span: string; sort: string }[] = [];
  const sizes = new Map<string, number>();
  let whole = 0;
  for (let after: readonly [string, string] | null = null, ended = false; !ended; ) {
    const place: readonly [string, string] | null = after;
    const { rows: page } = await sql<ClaimOfPage>`
      select claim.organisation_id as "organisationId", claim.claim_id as "claimId", ${KNOWN}, ${OUTCOME} as outcome,
        found.seller_id as seller, ended.days
      from app.claims claim ${right}
      left join app.claim_search found on found.organisation_id = claim.organisation_id and found.entity_id = claim.claim_id
      left join lateral (
        select (min(event.at) filter (where event.to_state = 'removed'))::date - (min(event.at) filter (where event.to_state = 'sent'))::date as days
        from app.claim_events event
        where event.organisation_id = claim.organisation_id and event.claim_id = claim.claim_id and event.to_state in ('sent', 'removed')
      ) ended on true
      where ${within} and ${place === null ? sql`true` : sql`(claim.organisation_id, claim.claim_id) > (${place[0]}::uuid, ${place[1]}::uuid)`}
      order by claim.organisation_id, claim.claim_id limit ${sql.lit(PAGE)}`.execute(scope);
    for (const claim of page) {
      const level = levels.get(keyOf(claim));
      if (level === undefined) continue;
      if (level === 0) whole += 1;
      const group = shown(claim, level);
      const combination = group.join(' ');
      sizes.set(combination, (sizes.get(combination) ?? 0) + 1);
      const row = [
        ...[name('claim', claim.claimId), ...group, name('participant', combination, claim.organisationId)],
        ...[claim.seller === null ? '' : name('seller', combination, claim.seller), claim.outcome],
      ];
      const span = spanOf(claim.outcome === 'removed' || claim.outcome === 'undone' ? claim.days : null);
      // In the order of pseudonyms: that of the database would tell when each came, and whose it is.
      lines.push({ row, combination, span, sort: row[0] ?? '' });
    }
    const last = page.at(-1);
    ended = page.length < PAGE || !last;
    after = last ? [last.organisationId, last.claimId] : null;
  }
  lines.sort((one, other) => (one.sort < other.sort ? -1 : 1));
  for (const some of Map.groupBy(lines, ({ combination }) => combination).values()) {
    const days = sayableDays(some.map(({ span }) => span));
    for (const [index, { row }] of some.entries()) row.push(days[index] ?? '');
  }
  const check: ResearchCheck = {
    ...{ rows: LEAST_COUNT, participants: LEAST_PARTICIPANTS, outcomes: LEAST_OUTCOMES },
    ...{ claims, whole },
    smallest: sizes.size === 0 ? null : Math.min(...sizes.values()),
    ...{ generalised: lines.length - whole, leftOut: claims - lines.length },
  };
  const table = csvOf({ head: HEAD, rows: lines.map(({ row }) => row) });
  const file = await textZip(
    [
      ['claims.csv', await table.text()],
      ['README.txt', readme],
      ['check.json', `${JSON.stringify({ period, ...check }, null, 2)}\n`],
    ],
    at,
  );
  return { check, file: Buffer.from(await file.arrayBuffer()) };
}
