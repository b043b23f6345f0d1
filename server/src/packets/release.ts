import type { PacketDetail, PacketRelease, PacketSummary } from '@marketsafe/contract';
import { goingFiles } from '@marketsafe/contract';
import { appendAudit, type Ledger, openLedger } from '../audit/service.ts';
import { moveClaims } from '../claims/transitions.ts';
import type { Database, Scope } from '../db/database.ts';
import { planAlike } from '../db/together.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';
import { leave } from './back.ts';
import { type ChangeTools, changePacket } from './change.ts';
import { addEvent } from './events.ts';
import { GoingFileBroken } from './files/evidence-zip.ts';
import { type FileTools, type MadeFile, makeFiles } from './files/index.ts';
import { contentOf, lookThrough } from './firewall.ts';
import { packetFolder } from './folder.ts';
import { staffActor } from './policy.ts';
import { type FoundPacket, findPacket, summariesOf } from './read.ts';

/** Seconds after which a release that found no room may be tried again: a person has to make room first. */
const RETRY_AFTER = 60;

/** What a release works with. */
export interface ReleaseTools extends FileTools {
  db: Database;
  now?: () => Date;
}

/**
 * Releases a packet: its files are made of what goes, kept byte for byte, and what goes is written into the tables that the marketplace's people
 * read; by the channel `desk` it is sent with that. By somebody else than who built it, who had before them exactly what goes.
 * @throws HttpProblem where it may not go, or is another than what was seen; then nothing of it has gone
 */
export async function releasePacket(
  tools: ReleaseTools,
  caller: Caller,
  packetId: string,
  { seen, channel }: PacketRelease,
): Promise<PacketSummary> {
  const { db, store, now = () => new Date() } = tools;
  const detail = await db.asStaff(caller.userId, (scope) => lookThrough(scope, store, caller, packetId));
  const { number } = detail.packet;
  refuseRelease(detail, seen);
  const files = await makeFiles(tools, caller, packetFolder(packetId), detail.disclosed).catch(
    (error: unknown) => {
      if (error instanceof GoingFileBroken) throw new HttpProblem('packet-not-ready', { params: { number } });
      if (!isSystemError(error)) throw error;
      throw new HttpProblem('packet-files-unwritten', {
        ...{ params: { number }, internal: String(error) },
        retryAfter: RETRY_AFTER,
      });
    },
  );
  const { organisationId } = detail.packet.group;
  return db.inOrganisation({ organisationId, userId: caller.userId, as: 'staff' }, async (scope) => {
    await planAlike(scope);
    const ledger = await openLedger(scope, organisationId);
    // Nothing moves a claim of the organisation from here on.
    const found = await findPacket(scope, packetId);
    refuseOther(found, seen);
    const at = now();
    await letGo(scope, caller, packetId, { found, files, at });
    await appendAudit(scope, ledger, {
      action: 'packet.released',
      at,
      actorUserId: caller.userId,
      entity: packetId,
      detail: {
        number,
        content: seen,
        files: goingFiles(found.disclosed).length,
        channel,
        staff: caller.userName,
      },
    });
    await addEvent(scope, caller, { organisationId, packetId, at, to: 'released' });
    if (channel === 'desk')
      await send(scope, ledger, caller, { found, packetId, at, channel, reference: '' });
    else await setChannel(scope, packetId, channel);
    const [summary] = await summariesOf(scope, [packetId]);
    if (!summary) throw new Error('a packet is gone');
    return summary;
  });
}

function refuseRelease({ packet, belongs, own, faults, contentSha256 }: PacketDetail, seen: string): void {
  const { number } = packet;
  if (belongs) throw new HttpProblem('packet-of-own-organisation');
  if (packet.state !== 'built')
    throw new HttpProblem('packet-elsewhere', { params: { number, state: packet.state } });
  if (own) throw new HttpProblem('packet-second-person', { params: { number } });
  if (contentSha256 !== seen) throw new HttpProblem('packet-changed', { params: { number } });
  if (faults.length > 0) throw new HttpProblem('packet-not-ready', { params: { number } });
}

/** What somebody did to it since it was looked through. */
function refuseOther({ summary: { number, state }, disclosed }: FoundPacket, seen: string): void {
  if (state !== 'built') throw new HttpProblem('packet-elsewhere', { params: { number, state } });
  if (contentOf(disclosed).sha256 !== seen) throw new HttpProblem('packet-changed', { params: { number } });
}

/** Whether the operating system refused what was to be written. */
function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^E[A-Z]+$/.test(String(error.code));
}

/** Writes what goes into the tables of what was disclosed. */
async function letGo(
  scope: Scope,
  caller: Caller,
  packetId: string,
  { found, files, at }: { found: FoundPacket; files: readonly MadeFile[]; at: Date },
): Promise<void> {
  const { disclosed, gone, summary } = found;
  const { content, sha256 } = contentOf(disclosed);
  if (gone.length > 0) await leave(scope, packetId, gone, at);
  await scope
    .updateTable('app.packets')
    .set({
      state: 'released',
      released_at: at,
      released_by: caller.userId,
      released_by_name: caller.userName,
      content_sha256: sha256,
    })
    .where('packet_id', '=', packetId)
    .execute();
  await scope
    .insertInto('disclosed.packets')
    .values({
      packet_id: packetId,
      number: disclosed.number,
      marketplace: summary.group.marketplace,
      state: 'released',
      content,
      content_sha256: sha256,
      links: disclosed.links.length,
      sent_on: at.toISOString().slice(0, 10),
    })
    .execute();
  await scope
    .insertInto('disclosed.links')
    .values(
      disclosed.links.map((link, position) => ({
        packet_id: packetId,
        position,
        claim: link.claim,
        item_id: link.itemId,
        canonical_url: link.canonicalUrl,
      })),
    )
    .execute();
  const going = goingFiles(disclosed).map(({ name, sha256: hash, bytes, type }) => ({
    name,
    sha256: hash,
    bytes,
    type,
  }));
  await scope
    .insertInto('disclosed.files')
    .values([...files, ...going].map((file) => ({ packet_id: packetId, ...file })))
    .execute();
}

async function setChannel(scope: Scope, packetId: string, channel: PacketRelease['channel']): Promise<void> {
  await scope.updateTable('app.packets').set({ channel }).where('packet_id', '=', packetId).execute();
}

interface Sending {
  found: FoundPacket;
  packetId: string;
  at: Date;
  channel: PacketRelease['channel'];
  reference: string;
}

/** The marketplace has it from now on. */
async function send(scope: Scope, ledger: Ledger, caller: Caller, sending: Sending): Promise<void> {
  const { found, packetId, at, channel, reference } = sending;
  const { number, group } = found.summary;
  const { organisationId } = group;
  const reason = { code: 'sent' as const, params: { packet: number, channel } };
  await moveClaims(
    scope,
    ledger,
    staffActor(caller),
    // One that its participant took back meanwhile stays withdrawn.
    found.members.map(({ claimId }) => ({ claimId, to: 'sent' as const, reason })),
    at,
  );
  await scope
    .updateTable('app.packets')
    .set({ state: 'sent', sent_at: at, channel, reference })
    .where('packet_id', '=', packetId)
    .execute();
  await scope
    .updateTable('disclosed.packets')
    .set({ state: 'sent', sent_on: at.toISOString().slice(0, 10) })
    .where('packet_id', '=', packetId)
    .execute();
  await addEvent(scope, caller, { organisationId, packetId, at, to: 'sent', channel, text: reference });
  await appendAudit(scope, ledger, {
    action: 'packet.sent',
    at,
    actorUserId: caller.userId,
    entity: packetId,
    detail: { number, channel, claims: found.members.length, staff: caller.userName },
  });
}

/** A released packet was handed in by a person: with the marketplace's own number, where it gave one. */
export async function packetWasSent(
  tools: ChangeTools,
  caller: Caller,
  packetId: string,
  reference: string,
): Promise<PacketSummary> {
  return changePacket(tools, caller, packetId, async (scope, ledger, found, at) => {
    const { state, number, channel } = found.summary;
    if (state !== 'released') throw new HttpProblem('packet-elsewhere', { params: { number, state } });
    await send(scope, ledger, caller, { found, packetId, at, channel: channel ?? 'form', reference });
  });
}
