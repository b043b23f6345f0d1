import { randomUUID } from 'node:crypto';
import {
  type DisclosedHead,
  type DisclosedLink,
  isExpired,
  type PacketOrder,
  type PacketsBuilt,
  type PlannedLink,
  planPackets,
} from '@marketsafe/contract';
import { marketplaceReason, type Procedure, packetLinks } from '@marketsafe/contract/procedures';
import { appendAudit, openLedger } from '../audit/service.ts';
import type { BlobStore } from '../blobs/store.ts';
import { moveClaims } from '../claims/transitions.ts';
import type { Database, Scope } from '../db/database.ts';
import { planAlike } from '../db/together.ts';
import type { Drawing } from '../drawing/drawing.ts';
import { randomPacketNumber } from '../numbers.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';
import { rightOf } from '../rights/service.ts';
import { type CandidateClaim, candidatesOf, countWaiting } from './candidates.ts';
import { disclosedHeadOf, disclosedLinkOf } from './disclose.ts';
import { packetFolder } from './folder.ts';
import { type ReadClaim, readClaims, readyFiles } from './parts.ts';
import { belongsTo, staffActor } from './policy.ts';
import { packetProcedure } from './procedure.ts';
import { summariesOf } from './read.ts';
import { insertPacket } from './write.ts';

/** Packets that one order builds at most. */
const MOST_PACKETS = 5;

/** What packets are built with. Clock and chance are given, so that what goes out can be compared byte for byte. */
export interface PacketTools {
  db: Database;
  store: BlobStore;
  drawing: Drawing;
  now?: () => Date;
  newNumber?: () => string;
  newId?: () => string;
}

/** A link with the claims behind it, ready to go. */
interface BuiltLink {
  content: DisclosedLink;
  claims: readonly ReadClaim[];
}

type LeftOut = PacketsBuilt['leftOut'];

/**
 * Builds packets of a group's approved claims. Each packet is a transaction of its own; a claim whose files are not as they were handed in,
 * or that somebody moved meanwhile, is left out and named, and takes none of the others along.
 * @throws HttpProblem where the caller belongs to who complains, or the right does not stand
 */
export async function buildPackets(
  tools: PacketTools,
  caller: Caller,
  { group, claimIds, expedited }: PacketOrder,
): Promise<PacketsBuilt> {
  const { db, now = () => new Date(), newNumber = randomPacketNumber, newId = randomUUID } = tools;
  const { organisationId } = group;
  const found = await db.asStaff(caller.userId, async (scope) => {
    const complainant = await complainantOf(scope, group);
    const procedure = await packetProcedure(scope, group.marketplace);
    if (await belongsTo(scope, caller.userId, group)) throw new HttpProblem('packet-of-own-organisation');
    const most = packetLinks(procedure);
    const candidates = await candidatesOf(scope, group, claimIds, MOST_PACKETS * most);
    return { complainant, wording: wordingOf(procedure, group), candidates, most };
  });
  if (found.candidates.length === 0) throw new HttpProblem('packet-without-claims');
  const leftOut: LeftOut = [];
  const ids: string[] = [];
  for (const planned of planPackets(found.candidates, found.most).slice(0, MOST_PACKETS)) {
    const packetId = newId();
    const builtAt = now();
    const head = disclosedHeadOf({
      number: newNumber(),
      marketplace: group.marketplace,
      reason: group.reason,
      wording: found.wording,
      right: found.complainant.right,
      complainant: found.complainant.complainant,
      expedited: expedited !== null,
      builtAt,
    });
    const links = await readyLinks(tools, caller, { organisationId, packetId, planned, leftOut });
    if (links.length === 0) continue;
    const built = await db.inOrganisation(
      { organisationId, userId: caller.userId, as: 'staff' },
      async (scope) => write(scope, caller, { group, packetId, head, links, expedited, builtAt, leftOut }),
    );
    if (built) ids.push(packetId);
  }
  return db.asStaff(caller.userId, async (scope) => ({
    packets: await summariesOf(scope, ids),
    leftOut,
    waiting: await countWaiting(scope, group),
  }));
}

/** Who complains and on which right, as the marketplace gets to see them. */
async function complainantOf(
  scope: Scope,
  { organisationId, holderId, rightId }: PacketOrder['group'],
): Promise<{ complainant: DisclosedHead['complainant']; right: ReturnType<typeof rightOf> }> {
  const row = await scope
    .selectFrom('app.rights as right')
    .innerJoin('app.organisations as organisation', (join) =>
      join.on('organisation.organisation_id', '=', organisationId),
    )
    .selectAll('right')
    .select(['organisation.name as organisation_name', 'organisation.contact_email'])
    .where('right.organisation_id', '=', holderId)
    .where('right.right_id', '=', rightId)
    .executeTakeFirst();
  if (!row) throw new HttpProblem('right-not-here');
  const right = rightOf(row);
  if (right.status !== 'verified' || isExpired(right, new Date().toISOString().slice(0, 10))) {
    throw new HttpProblem('packet-right-does-not-stand', { params: { mark: right.mark } });
  }
  const acts = organisationId === holderId ? ('owner' as const) : ('agent' as const);
  return {
    right,
    complainant: {
      acts,
      name: acts === 'owner' ? right.owner : row.organisation_name,
      contact: row.contact_email,
    },
  };
}

/** What the marketplace itself calls the reason; undefined where its list, as far as it was found, names none. */
function wordingOf(procedure: Procedure, { reason }: PacketOrder['group']): DisclosedHead['wording'] {
  const named = marketplaceReason(procedure, reason);
  if (!named || (named.wording.en === null && named.wording.zh === null)) return undefined;
  return { en: named.wording.en, zh: named.wording.zh };
}

interface Readying {
  organisationId: string;
  packetId: string;
  planned: readonly PlannedLink<CandidateClaim>[];
  leftOut: LeftOut;
}

/** Reads the claims and puts their files where the packet has them. Of several about one listing, the first whose files can go speaks for it. */
async function readyLinks(
  tools: PacketTools,
  caller: Caller,
  { organisationId, packetId, planned, leftOut }: Readying,
): Promise<BuiltLink[]> {
  const ids = planned.flatMap(({ claims }) => claims.map(({ claimId }) => claimId));
  const read = await tools.db.asStaff(caller.userId, (scope) => readClaims(scope, organisationId, ids));
  const built = new Map<number, BuiltLink>();
  let open = planned.map(({ claims }, position) => ({
    position,
    claims: claims.flatMap(({ claimId }) => read.get(claimId) ?? []),
  }));
  while (open.length > 0) {
    const speakers = open.flatMap(({ claims: [first] }) => first ?? []);
    const ready = await readyFiles(
      tools,
      caller,
      { organisationId, folder: packetFolder(packetId) },
      speakers,
    );
    open = open.flatMap(({ position, claims }) => {
      const [first, ...others] = claims;
      if (!first) return [];
      const { claimId, number, claim, evidence } = first;
      const papers = ready.get(claimId);
      if (papers instanceof Map) {
        built.set(position, { content: disclosedLinkOf({ number, claim, evidence, papers }), claims });
        return [];
      }
      leftOut.push({ claimId, number, cause: papers ?? 'file-missing' });
      return [{ position, claims: others }];
    });
  }
  return planned.flatMap((_, position) => built.get(position) ?? []);
}

interface Writing {
  group: PacketOrder['group'];
  packetId: string;
  head: DisclosedHead;
  links: readonly BuiltLink[];
  expedited: PacketOrder['expedited'];
  builtAt: Date;
  leftOut: LeftOut;
}

/** @returns false where no claim of it could be moved any more: then nothing was written */
async function write(scope: Scope, caller: Caller, writing: Writing): Promise<boolean> {
  const { group, packetId, head, links, expedited, builtAt, leftOut } = writing;
  await planAlike(scope);
  const ledger = await openLedger(scope, group.organisationId);
  const actor = staffActor(caller);
  const reason = { code: 'packeted' as const, params: { packet: head.number } };
  const all = links.flatMap(({ claims }) => claims);
  const moved = await moveClaims(
    scope,
    ledger,
    actor,
    all.map(({ claimId }) => ({ claimId, to: 'packeted' as const, reason })),
    builtAt,
  );
  const done = new Set(moved.flatMap((one) => (one.outcome === 'moved' ? [one.claimId] : [])));
  for (const { claimId, number } of all) {
    if (!done.has(claimId)) leftOut.push({ claimId, number, cause: 'moved-on' });
  }
  // The claim that speaks for a link has to be in it.
  const kept = links.filter(({ claims: [first] }) => first && done.has(first.claimId));
  if (kept.length === 0) {
    if (done.size > 0) throw new HttpProblem('packet-changed', { params: { number: head.number } });
    return false;
  }
  await insertPacket(scope, caller, {
    ...{ group, packetId, head, expedited, builtAt },
    links: kept.map(({ content }) => content),
    claims: kept.flatMap(({ claims }, position) =>
      claims.flatMap(({ claimId }) => (done.has(claimId) ? [{ claimId, position }] : [])),
    ),
  });
  await appendAudit(scope, ledger, {
    action: 'packet.built',
    at: builtAt,
    actorUserId: caller.userId,
    entity: packetId,
    detail: { number: head.number, links: kept.length, claims: done.size, staff: caller.userName },
  });
  return true;
}
