import {
  type ClaimTarget,
  type EvidenceFile,
  type LinkKind,
  listingKey,
  RELIST_DAYS,
  recogniseAddress,
} from '@marketsafe/contract';
import { sql } from 'kysely';
import type pg from 'pg';
import { openLedger, recordAudit, writeLedger } from '../audit/service.ts';
import type { Database, Scope } from '../db/database.ts';
import { planAlike, planEach } from '../db/together.ts';

/** How long claims wait for others that come right behind, and how long at most, in milliseconds: many take little more work than one. */
const GATHER = 300;
const LONGEST_GATHER = 2_000;
/** Most claims of one transaction. */
const TOGETHER = 100;
/** How often claims are looked for whose traces were not made, because their server ended before, in milliseconds. */
const SWEEP_EVERY = 60_000;
/** How many of the newest claims are looked through for those. */
const NEWEST = 5_000;
/** Most traces of one kind that a claim leaves. */
const MOST_TRACES = 40;
/** Most claims that one is linked with. */
const MOST_LINKS = 20;
/** Difference hashes of pictures that show next to nothing. */
const BLANK = /^(0{12,}.*|f{12,}.*|.*0{12,}|.*f{12,})$/;

/** A claim of an organisation's. */
interface Named {
  organisationId: string;
  claimId: string;
}

/** Finds, after claims have been taken in, which of them have to do with each other. */
export interface Tracing {
  /** Looks at a claim soon. Never throws, and nobody has to wait for it: what is not heard here is found by the sweep. */
  request(claim: Named): void;
  start(): void;
  close(): Promise<void>;
}

/** Makes what finds them. It is no part of taking claims in: that stays as fast as it is. */
export function createTracing(tools: {
  owner: pg.Pool;
  db: Database;
  onProblem: (error: unknown, message: string) => void;
}): Tracing {
  const { owner, db, onProblem } = tools;
  let working: Promise<void> = Promise.resolve();
  let waiting: Named[] = [];
  let firstAt = 0;
  let timer: NodeJS.Timeout | undefined;
  let sweeper: NodeJS.Timeout | undefined;
  let stopping = false;

  function soon(work: () => Promise<void>): void {
    working = working
      .then(() => (stopping ? undefined : work()))
      .catch((error: unknown) => onProblem(error, 'claims that have to do with each other'));
  }

  async function traceAll(claims: readonly Named[]): Promise<void> {
    const byOrganisation = Map.groupBy(claims, ({ organisationId }) => organisationId);
    for (const [organisationId, own] of byOrganisation) {
      const ids = own.map(({ claimId }) => claimId);
      for (let from = 0; from < ids.length && !stopping; from += TOGETHER) {
        await trace(db, organisationId, ids.slice(from, from + TOGETHER));
      }
    }
  }

  function begin(): void {
    const gathered = waiting;
    waiting = [];
    soon(() => traceAll(gathered));
  }

  return {
    request(claim) {
      if (waiting.length === 0) firstAt = Date.now();
      waiting.push(claim);
      clearTimeout(timer);
      const left = firstAt + LONGEST_GATHER - Date.now();
      timer = setTimeout(begin, Math.max(0, Math.min(GATHER, left)));
      timer.unref();
    },
    start() {
      const sweep = async () => traceAll(await untraced(owner));
      soon(sweep);
      sweeper = setInterval(() => soon(sweep), SWEEP_EVERY);
      sweeper.unref();
    },
    async close() {
      stopping = true;
      clearTimeout(timer);
      clearInterval(sweeper);
      await working;
    },
  };
}

async function untraced(owner: pg.Pool): Promise<Named[]> {
  const { rows } = await owner.query<{ organisation_id: string; claim_id: string }>(
    `select organisation_id, claim_id from (
       select organisation_id, claim_id, received_at from app.claims order by received_at desc limit ${NEWEST}
     ) newest
     where not exists (select from app.claim_traces trace
       where trace.organisation_id = newest.organisation_id and trace.claim_id = newest.claim_id)
     order by received_at`,
  );
  return rows.map((row) => ({ organisationId: row.organisation_id, claimId: row.claim_id }));
}

/** By what a claim's listing, seller and pictures are found again. */
function tracesOf(
  target: ClaimTarget,
  files: readonly EvidenceFile[],
): { kind: 'listing' | 'seller' | 'picture'; value: string }[] {
  const { marketplace, itemId, seller, canonicalUrl } = target;
  const { scope } = recogniseAddress(canonicalUrl) ?? {};
  const listing = listingKey({ marketplace, itemId, ...(scope !== undefined && { scope }) });
  const sellerName = seller?.id ?? seller?.name?.normalize('NFKC').toLowerCase();
  const pictures = files.flatMap(({ method, sha256, perceptualHash }) =>
    method !== 'fetched'
      ? []
      : [sha256, ...(perceptualHash !== undefined && !BLANK.test(perceptualHash) ? [perceptualHash] : [])],
  );
  return [
    { kind: 'listing', value: listing },
    ...(sellerName === undefined
      ? []
      : [{ kind: 'seller' as const, value: `${marketplace}/${sellerName}`.slice(0, 400) }]),
    ...[...new Set(pictures)].slice(0, MOST_TRACES).map((value) => ({ kind: 'picture' as const, value })),
  ];
}

/** Leaves the traces of claims, and links each with claims of its organisation that were there before. */
async function trace(db: Database, organisationId: string, claimIds: readonly string[]): Promise<void> {
  await db.inOrganisation({ organisationId, userId: null }, async (scope) => {
    const claims = await scope
      .selectFrom('app.claims')
      .select(['claim_id', 'number', 'target'])
      .where('organisation_id', '=', organisationId)
      .where(sql<boolean>`claim_id = any(${[...claimIds]}::uuid[])`)
      .execute();
    const evidence = await scope
      .selectFrom('app.claim_evidence')
      .select(['claim_id', 'files'])
      .where('organisation_id', '=', organisationId)
      .where(sql<boolean>`claim_id = any(${[...claimIds]}::uuid[])`)
      .execute();
    const files = Map.groupBy(evidence, ({ claim_id }) => claim_id);
    const traces = claims.flatMap(({ claim_id, target }) =>
      tracesOf(
        target,
        (files.get(claim_id) ?? []).flatMap((row) => row.files),
      ).map((found) => ({
        organisation_id: organisationId,
        claim_id,
        ...found,
      })),
    );
    if (traces.length === 0) return;
    // Each trace looks its claim up: planned anew, that is most of the work.
    await planAlike(scope);
    await sql`insert into app.claim_traces (organisation_id, claim_id, kind, value)
      select ${organisationId}::uuid, found.* from unnest(${traces.map((each) => each.claim_id)}::uuid[],
        ${traces.map((each) => each.kind)}::text[], ${traces.map((each) => each.value)}::text[]) as found
      on conflict do nothing`.execute(scope);
    await planEach(scope);
    const found = await findLinks(scope, organisationId, claimIds);
    if (found.length === 0) return;
    const ledger = await openLedger(scope, organisationId);
    const at = new Date();
    const made = await scope
      .insertInto('app.claim_links')
      .values(
        found.map((row) => ({
          organisation_id: organisationId,
          claim_id: row.own_id,
          earlier: row.claim_id,
          kind: kindOf(row),
          found_at: at,
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .returning(['claim_id', 'earlier', 'kind'])
      .execute();
    const numbers = new Map(claims.map(({ claim_id, number }) => [claim_id, number]));
    for (const { claim_id, earlier, kind } of made) {
      recordAudit(ledger, {
        action: 'claim.linked',
        at,
        actorUserId: null,
        entity: claim_id,
        detail: { number: numbers.get(claim_id) ?? null, kind, earlier },
      });
    }
    if (made.length > 0) await writeLedger(scope, ledger);
  });
}

interface Before {
  own_id: string;
  claim_id: string;
  kinds: string[];
  same_right: boolean;
  removed_in_time: boolean;
  is_twin: boolean;
}

/** What of claims was there before on the same listing, or by the same seller with the same picture; of each the newest. */
async function findLinks(
  scope: Scope,
  organisationId: string,
  claimIds: readonly string[],
): Promise<Before[]> {
  const { rows } = await sql<Before>`
    select own.claim_id as own_id, linked.* from app.claims own
    cross join lateral (
      select other.claim_id, found.kinds, other.right_id = own.right_id as same_right,
        exists (select from app.claim_events event
          where event.organisation_id = other.organisation_id and event.claim_id = other.claim_id and event.to_state = 'removed'
            and event.at between own.received_at - ${RELIST_DAYS} * interval '1 day' and own.received_at) as removed_in_time,
        exists (select from app.claim_events event
          where event.organisation_id = own.organisation_id and event.claim_id = own.claim_id
            and event.reason_code = 'same-as-open-claim' and event.reason_params ->> 'number' = other.number) as is_twin
      from (
        select there.claim_id, array_agg(distinct there.kind) as kinds
        from app.claim_traces here
        join app.claim_traces there on there.organisation_id = here.organisation_id and there.kind = here.kind
          and there.value = here.value and there.claim_id <> here.claim_id
        where here.organisation_id = own.organisation_id and here.claim_id = own.claim_id and here.kind <> 'seller'
        group by there.claim_id
      ) near
      join lateral (
        select array_agg(distinct there.kind) as kinds
        from app.claim_traces here
        join app.claim_traces there on there.organisation_id = here.organisation_id and there.kind = here.kind
          and there.value = here.value and there.claim_id = near.claim_id
        where here.organisation_id = own.organisation_id and here.claim_id = own.claim_id
      ) found on 'listing' = any(found.kinds) or found.kinds @> array['picture', 'seller']
      join app.claims other on other.organisation_id = own.organisation_id and other.claim_id = near.claim_id
      where other.received_at < own.received_at
      order by other.received_at desc limit ${MOST_LINKS}
    ) linked
    where own.organisation_id = ${organisationId} and own.claim_id = any(${[...claimIds]}::uuid[])`.execute(
    scope,
  );
  return rows;
}

function kindOf({ is_twin, same_right, removed_in_time, kinds }: Before): LinkKind {
  if (is_twin) return 'duplicate-of';
  if (same_right && removed_in_time) return 'relist-of';
  return kinds.includes('listing') ? 'same-listing' : 'same-picture';
}
