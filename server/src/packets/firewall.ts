import { createHash } from 'node:crypto';
import {
  type ClaimSubmission,
  type DisclosedPacket,
  FIELD_NAMES,
  fieldByName,
  goingFiles,
  isExpired,
  isFilled,
  type PacketDetail,
  type PacketState,
  type PacketWarning,
  packetWarnings,
} from '@marketsafe/contract';
import { canonicalJson } from '@marketsafe/evidence';
import type { BlobStore } from '../blobs/store.ts';
import type { Scope } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { ownFiles, withdrawnLinks } from './desk.ts';
import { packetFolder } from './folder.ts';
import { goingPapers, type ReadClaim, readClaims } from './parts.ts';
import { belongsTo } from './policy.ts';
import { linksTaken } from './procedure.ts';
import { findPacket, type Member } from './read.ts';

/** What goes, as the bytes that are hashed, kept and disclosed. */
export function contentOf(packet: DisclosedPacket): { content: Buffer; sha256: string } {
  const content = Buffer.from(canonicalJson(packet));
  return { content, sha256: createHash('sha256').update(content).digest('hex') };
}

/**
 * All that whoever releases a packet has before them: what goes byte for byte, what stays, by whose word class B goes, what is to be known, and
 * what keeps it here. Every file that goes is compared with its hash.
 */
export async function lookThrough(
  scope: Scope,
  store: BlobStore,
  caller: Pick<Caller, 'userId'>,
  packetId: string,
): Promise<PacketDetail> {
  const { summary, disclosed, members } = await findPacket(scope, packetId);
  const { organisationId, holderId } = summary.group;
  const read = await readClaims(
    scope,
    organisationId,
    members.map(({ claimId }) => claimId),
  );
  const claims = members.flatMap((member) => {
    const found = read.get(member.claimId);
    return found ? [claimOf(member, found, disclosed)] : [];
  });
  const history = await scope
    .selectFrom('app.packet_events')
    .select(['at', 'by_user', 'by_name', 'to_state', 'channel', 'text'])
    .where('organisation_id', '=', organisationId)
    .where('packet_id', '=', packetId)
    .orderBy('sequence')
    .execute();
  const files = await scope
    .selectFrom('disclosed.files')
    .select(['name', 'sha256', 'bytes', 'type'])
    .where('packet_id', '=', packetId)
    .execute();
  const withdrawn = await withdrawnLinks(scope, packetId);
  const today = new Date().toISOString().slice(0, 10);
  const most = await linksTaken(scope, summary.group.marketplace);
  return {
    packet: summary,
    disclosed,
    contentSha256: contentOf(disclosed).sha256,
    claims,
    warnings: [...packetWarnings(disclosed, { today, most }), ...stayingFiles(claims, read, disclosed)],
    faults: await faultsOf(
      scope,
      store,
      { packetId, holderId, rightId: summary.group.rightId },
      disclosed,
      today,
    ),
    withdrawn,
    toWithdraw: linksToWithdraw(summary.state, members, withdrawn),
    files: ownFiles(files),
    history: history.map((event) => ({
      at: event.at.toISOString(),
      by: { userId: event.by_user, name: event.by_name },
      to: event.to_state,
      channel: event.channel,
      text: event.text,
    })),
    belongs: await belongsTo(scope, caller.userId, { organisationId, holderId }),
    own: summary.builtBy.userId === caller.userId,
  };
}

function claimOf(
  { claimId, number, state, position }: Member,
  { claim, evidence }: ReadClaim,
  disclosed: DisclosedPacket,
): PacketDetail['claims'][number] {
  const going = new Set(disclosed.links[position]?.particulars.map(({ name }) => name));
  const consents = Object.entries(claim.particulars?.consents ?? {});
  return {
    claimId,
    number,
    state,
    position,
    stays: staysOf(claim, going),
    filesThatStay: evidence.reduce(
      (sum, { files, masked }) => sum + files.length + 1 + htmlCopies(masked),
      0,
    ),
    consents: consents.flatMap(([field, consent]) =>
      consent && going.has(field) ? [{ field, at: consent.at, by: consent.by }] : [],
    ),
    released: evidence.flatMap(({ masked }) =>
      masked.flatMap(({ path, released }) =>
        released ? [{ name: path, userId: released.by.userId, at: released.at }] : [],
      ),
    ),
  };
}

/** Links of a packet that is with the marketplace of which every participant took the claim back since. */
function linksToWithdraw(
  state: PacketState,
  members: readonly Member[],
  withdrawn: readonly number[],
): number[] {
  if (state !== 'sent' && state !== 'acknowledged') return [];
  const held = new Set(members.flatMap((one) => (one.state === 'withdrawn' ? [] : [one.position])));
  const all = new Set(members.map(({ position }) => position));
  return [...all].filter((position) => !held.has(position) && !withdrawn.includes(position));
}

function htmlCopies(masked: readonly { type: string }[]): number {
  return masked.filter(({ type }) => !type.startsWith('image/')).length;
}

/** Fields that were filled in and do not go: of class C, and of class B without consent. */
function staysOf(
  claim: ClaimSubmission,
  going: ReadonlySet<string>,
): PacketDetail['claims'][number]['stays'] {
  return FIELD_NAMES.filter((name) => {
    const { class: klass, group } = fieldByName(name);
    if (!isFilled(claim as Parameters<typeof isFilled>[0], name)) return false;
    return klass === 'C' || (group === 'particulars' && !going.has(name));
  });
}

/** Added files that might go and of which there is no copy that may. */
function stayingFiles(
  claims: PacketDetail['claims'],
  read: ReadonlyMap<string, ReadClaim>,
  { links }: DisclosedPacket,
): PacketWarning[] {
  const positions = links.flatMap((link, position) => {
    const speaker = claims.find((claim) => claim.position === position && claim.number === link.claim);
    const claim = speaker && read.get(speaker.claimId)?.claim;
    const gone = link.particulars.reduce(
      (sum, field) => sum + (field.editor === 'files' ? field.files.length : 0),
      0,
    );
    return claim && goingPapers(claim).length > gone ? [position] : [];
  });
  return positions.length > 0 ? [{ code: 'file-stays', positions }] : [];
}

/** What keeps a packet from going. */
async function faultsOf(
  scope: Scope,
  store: BlobStore,
  { packetId, holderId, rightId }: { packetId: string; holderId: string; rightId: string },
  disclosed: DisclosedPacket,
  today: string,
): Promise<PacketDetail['faults']> {
  const faults: PacketDetail['faults'] = [];
  for (const { name, sha256, bytes } of goingFiles(disclosed)) {
    const condition = await store.condition(packetFolder(packetId), { sha256, bytes });
    if (condition !== 'whole') {
      faults.push({ code: condition === 'missing' ? 'file-missing' : 'file-damaged', file: name });
    }
  }
  const right = await scope
    .selectFrom('app.rights')
    .select(['status', 'expires_on', 'retired_at'])
    .where('organisation_id', '=', holderId)
    .where('right_id', '=', rightId)
    .executeTakeFirst();
  const stands =
    right?.status === 'verified' &&
    right.retired_at === null &&
    !isExpired({ expiresOn: right.expires_on }, today);
  if (!stands) faults.push({ code: 'right-does-not-stand', file: '' });
  if (disclosed.links.length === 0) faults.push({ code: 'no-links', file: '' });
  return faults;
}
