import {
  type ClaimState,
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
  let sweeper: NodeJS.Timeout | undefined;
  let stopping = false;

  function soon(work: () => Promise<void>): void {
    working = working
      .then(() => (stopping ? undefined : work()))
      .catch((error: unknown) => onProblem(error, 'claims that have to do with each other'));
  }

  async function sweep(): Promise<void> {
    for (const claim of await untraced(owner)) {
      if (stopping) return;
      await trace(db, claim);
    }
  }

  return {
    request: (claim) => soon(() => trace(db, claim)),
    start() {
      soon(sweep);
      sweeper = setInterval(() => soon(sweep), SWEEP_EVERY);
      sweeper.unref();
    },
    async close() {
      stopping = true;
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

/** Leaves a claim's traces, and links it with claims of its organisation that were there before. */
async function trace(db: Database, { organisationId, claimId }: Named): Promise<void> {
  await db.inOrganisation({ organisationId, userId: null }, async (scope) => {
    const claim = await scope
      .selectFrom('app.claims')
      .select(['number', 'target', 'right_id', 'received_at', 'state'])
      .where('organisation_id', '=', organisationId)
      .where('claim_id', '=', claimId)
      .executeTakeFirst();
    if (!claim) return;
    const evidence = await scope
      .selectFrom('app.claim_evidence')
      .select('files')
      .where('organisation_id', '=', organisationId)
      .where('claim_id', '=', claimId)
      .execute();
    await scope
      .insertInto('app.claim_traces')
      .values(
        tracesOf(
          claim.target,
          evidence.flatMap(({ files }) => files),
        ).map((found) => ({ organisation_id: organisationId, claim_id: claimId, ...found })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const links = await findLinks(scope, { organisationId, claimId });
    if (links.length === 0) return;
    const ledger = await openLedger(scope, organisationId);
    const at = new Date();
    const made = await scope
      .insertInto('app.claim_links')
      .values(
        links.map(({ earlier, kind }) => ({
          organisation_id: organisationId,
          claim_id: claimId,
          earlier,
          kind,
          found_at: at,
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .returning(['earlier', 'kind'])
      .execute();
    for (const { earlier, kind } of made) {
      recordAudit(ledger, {
        action: 'claim.linked',
        at,
        actorUserId: null,
        entity: claimId,
        detail: { number: claim.number, kind, earlier },
      });
    }
    if (made.length > 0) await writeLedger(scope, ledger);
  });
}

interface Before {
  claim_id: string;
  number: string;
  state: ClaimState;
  kinds: string[];
  same_right: boolean;
  removed_in_time: boolean;
  is_twin: boolean;
}

async function findLinks(
  scope: Scope,
  { organisationId, claimId }: Named,
): Promise<{ earlier: string; kind: LinkKind }[]> {
  const { rows } = await sql<Before>`
    select other.claim_id, other.number, other.state, found.kinds, other.right_id = own.right_id as same_right,
      exists (select from app.claim_events event
        where event.organisation_id = other.organisation_id and event.claim_id = other.claim_id and event.to_state = 'removed'
          and event.at between own.received_at - ${RELIST_DAYS} * interval '1 day' and own.received_at) as removed_in_time,
      exists (select from app.claim_events event
        where event.organisation_id = own.organisation_id and event.claim_id = own.claim_id
          and event.reason_code = 'same-as-open-claim' and event.reason_params ->> 'number' = other.number) as is_twin
    from app.claims own
    join lateral (
      select there.claim_id, array_agg(distinct there.kind) as kinds
      from app.claim_traces here
      join app.claim_traces there on there.organisation_id = here.organisation_id and there.kind = here.kind
        and there.value = here.value and there.claim_id <> here.claim_id
      where here.organisation_id = own.organisation_id and here.claim_id = own.claim_id
      group by there.claim_id
    ) found on true
    join app.claims other on other.organisation_id = own.organisation_id and other.claim_id = found.claim_id
    where own.organisation_id = ${organisationId} and own.claim_id = ${claimId} and other.received_at < own.received_at
      and ('listing' = any(found.kinds) or found.kinds @> array['picture', 'seller'])
    order by other.received_at desc limit ${MOST_LINKS}`.execute(scope);
  return rows.map((row) => ({ earlier: row.claim_id, kind: kindOf(row) }));
}

function kindOf({ is_twin, same_right, removed_in_time, kinds }: Before): LinkKind {
  if (is_twin) return 'duplicate-of';
  if (same_right && removed_in_time) return 'relist-of';
  return kinds.includes('listing') ? 'same-listing' : 'same-picture';
}
