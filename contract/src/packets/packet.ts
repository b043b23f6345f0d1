import { z } from 'zod';
import { claimTarget } from '../claim.ts';
import { consent } from '../fields/kinds.ts';
import { FIELD_NAMES } from '../fields/list.ts';
import { claimNumber, packetNumber, sha256Hex, utcTime, uuid } from '../identifiers.ts';
import { MARKETPLACE_IDS } from '../marketplaces/types.ts';
import { REASON_CODES } from '../reasons.ts';
import { right } from '../right.ts';
import { CLAIM_STATES } from '../states.ts';
import {
  EXPEDITE_CAUSES,
  LARGEST_PACKET,
  PACKET_CHANNELS,
  PACKET_FAULTS,
  PACKET_FILES,
  PACKET_STATES,
  PACKET_WARNINGS,
  TARGET_KINDS,
} from './codes.ts';
import { disclosedPacket } from './disclosed.ts';

const party = z.strictObject({ organisationId: uuid, name: z.string() });
const person = z.strictObject({ userId: uuid, name: z.string() });
const count = z.int().nonnegative();

/** What claims have in common that can go in one packet: the marketplace's form takes one right and one reason, from one complainant. */
export const packetGroup = z.strictObject({
  /** Whose claims they are: the holder, or a representative under its mandate, whose paper goes with it. */
  organisationId: uuid,
  holderId: uuid,
  rightId: uuid,
  marketplace: z.enum(MARKETPLACE_IDS),
  targetKind: z.enum(TARGET_KINDS),
  reason: z.enum(REASON_CODES),
});
export type PacketGroup = z.infer<typeof packetGroup>;

/** `GET /v1/packets/candidates`: approved claims that are in no packet, the most urgent and then the oldest group first. */
export const packetCandidates = z.strictObject({
  groups: z.array(
    z.strictObject({
      group: packetGroup,
      organisation: party,
      holder: party,
      right: right.pick({ mark: true, type: true, place: true, number: true, status: true, expiresOn: true }),
      claims: z.int().positive(),
      /** Listings among them: several claims may be about one. */
      links: z.int().positive(),
      urgent: count,
      /** Since when the one that waits longest has been approved. */
      since: utcTime,
      /** The caller belongs to who complains, and so may not build it. */
      belongs: z.boolean(),
    }),
  ),
});
export type PacketCandidates = z.infer<typeof packetCandidates>;

/** `GET /v1/packets/candidates/claims`: the claims of a group, in the order in which they go; at most as many as a packet takes links. */
export const candidateClaims = z.strictObject({
  claims: z.array(
    z.strictObject({
      claimId: uuid,
      number: claimNumber,
      target: claimTarget.pick({ itemId: true, title: true, seller: true, price: true }),
      urgent: z.boolean(),
      since: utcTime,
    }),
  ),
});
export type CandidateClaims = z.infer<typeof candidateClaims>;

/** `GET /v1/packets/counts`: how much waits at which step. */
export const packetCounts = z.strictObject({
  /** Groups of approved claims, and those with an urgent one. */
  groups: count,
  urgent: count,
  /** Packets that wait for a second person, for who is to hand them in, and for links to be taken back. */
  built: count,
  released: count,
  toWithdraw: count,
});
export type PacketCounts = z.infer<typeof packetCounts>;

/** `POST /v1/packets`: builds packets of a group's claims, each with at most as many links as the marketplace takes. */
export const packetOrder = z.strictObject({
  group: packetGroup,
  /** Only these claims of the group; all of them where it is left out. */
  claimIds: z.array(uuid).min(1).max(LARGEST_PACKET).optional(),
  /** Why it goes before others; null where it does not. */
  expedited: z.enum(EXPEDITE_CAUSES).nullable(),
});
export type PacketOrder = z.infer<typeof packetOrder>;

/** Why a claim is in no packet, although it was to be. */
export const LEFT_OUT_CAUSES = ['moved-on', 'file-missing', 'file-damaged', 'file-unreadable'] as const;

export const packetSummary = z.strictObject({
  packetId: uuid,
  number: packetNumber,
  state: z.enum(PACKET_STATES),
  group: packetGroup,
  organisation: party,
  holder: party,
  right: right.pick({ mark: true, type: true, place: true, number: true }),
  links: count,
  claims: count,
  /** How many of its links have which answer. */
  answered: z.strictObject({ removed: count, refused: count }),
  /** Links that are to be taken back from the marketplace: their participants took the claims back since. */
  toWithdraw: count,
  expedited: z.enum(EXPEDITE_CAUSES).nullable(),
  builtAt: utcTime,
  builtBy: person,
  releasedAt: utcTime.nullable(),
  releasedBy: person.nullable(),
  sentAt: utcTime.nullable(),
  channel: z.enum(PACKET_CHANNELS).nullable(),
  /** What the marketplace calls it; empty where it said nothing. */
  reference: z.string(),
  /** By when it is to have gone, or to be answered; null where nothing is waited for. */
  dueAt: utcTime.nullable(),
});
export type PacketSummary = z.infer<typeof packetSummary>;

/** Answer to `POST /v1/packets`. */
export const packetsBuilt = z.strictObject({
  packets: z.array(packetSummary),
  leftOut: z.array(z.strictObject({ claimId: uuid, number: claimNumber, cause: z.enum(LEFT_OUT_CAUSES) })),
  /** Claims of the group that still wait. */
  waiting: count,
});
export type PacketsBuilt = z.infer<typeof packetsBuilt>;

/** `GET /v1/packets`: the newest first. */
export const packetList = z.strictObject({ packets: z.array(packetSummary), next: z.string().nullable() });

/** One claim of a packet, with what of it stays. */
export const packetClaim = z.strictObject({
  claimId: uuid,
  number: claimNumber,
  state: z.enum(CLAIM_STATES),
  /** Which link it stands behind, from 0. */
  position: count,
  /** Fields that were filled in and stay, by their names. */
  stays: z.array(z.enum(FIELD_NAMES as [string, ...string[]])),
  /** Originals, page copies and records of its captures: they stay, all of them. */
  filesThatStay: count,
  /** What of class B goes, by whose word and when. */
  consents: z.array(
    z.strictObject({
      field: z.enum(FIELD_NAMES as [string, ...string[]]),
      at: consent.shape.at,
      by: consent.shape.by,
    }),
  ),
  /** Whole pages that go, and who released them when. */
  released: z.array(z.strictObject({ name: z.string(), userId: uuid, at: utcTime })),
});
export type PacketClaim = z.infer<typeof packetClaim>;

export const packetWarning = z.strictObject({
  code: z.enum(PACKET_WARNINGS),
  /** Links that it is about, from 0; none where it is about the packet. */
  positions: z.array(count),
});
export type PacketWarning = z.infer<typeof packetWarning>;

/** `GET /v1/packets/{packetId}`: the firewall. What goes, byte for byte, what stays, and what whoever releases it should know. */
export const packetDetail = z.strictObject({
  packet: packetSummary,
  disclosed: disclosedPacket,
  /** SHA-256 of what goes (`disclosed` as RFC 8785 canonical JSON): a release names it. */
  contentSha256: sha256Hex,
  claims: z.array(packetClaim),
  warnings: z.array(packetWarning),
  faults: z.array(z.strictObject({ code: z.enum(PACKET_FAULTS), file: z.string() })),
  /** Links that were taken back from the marketplace, and those that are to be: their participants took the claims back since. */
  withdrawn: z.array(count),
  toWithdraw: z.array(count),
  /** The files it went out as; none before it was released. */
  files: z.array(
    z.strictObject({
      name: z.enum(PACKET_FILES),
      sha256: sha256Hex,
      bytes: z.int().positive(),
      type: z.string(),
    }),
  ),
  history: z.array(
    z.strictObject({
      at: utcTime,
      by: person,
      to: z.enum(PACKET_STATES),
      channel: z.enum(PACKET_CHANNELS).nullable(),
      text: z.string(),
    }),
  ),
  /** The caller belongs to who complains: they may look, and nothing else. */
  belongs: z.boolean(),
  /** The caller built it: somebody else releases it. */
  own: z.boolean(),
});
export type PacketDetail = z.infer<typeof packetDetail>;

/** `POST /v1/packets/{packetId}/release` */
export const packetRelease = z.strictObject({
  /** What whoever releases it had before them. */
  seen: sha256Hex,
  /** `desk`: it is with the marketplace's people the moment it is released. The others are handed in by a person, who says so then. */
  channel: z.enum(PACKET_CHANNELS),
});
export type PacketRelease = z.infer<typeof packetRelease>;

const text = (most: number) => z.string().trim().max(most);

/** `POST /v1/packets/{packetId}/sent`: it was handed in. */
export const packetSent = z.strictObject({ reference: text(200) });

/** `POST /v1/packets/{packetId}/cancel`: why, in the words of who does it. */
export const packetBack = z.strictObject({ text: text(1_000) });

const positions = z.array(z.int().min(0).max(LARGEST_PACKET)).min(1).max(LARGEST_PACKET);

/** `POST /v1/packets/{packetId}/split`: these links go into a packet of their own. */
export const packetSplit = z.strictObject({ seen: sha256Hex, positions });
export type PacketSplit = z.infer<typeof packetSplit>;

/**
 * `POST /v1/packets/{packetId}/withdrawal`: these links are taken back from the marketplace, all of them where none is named; `…/again`: what the
 * marketplace refused of these links, or of all, waits for another packet.
 */
export const packetWithdrawal = z.strictObject({
  positions: positions.optional(),
  text: text(1_000).pipe(z.string().min(1)),
});
export type PacketWithdrawal = z.infer<typeof packetWithdrawal>;

/** `GET /v1/desk/packets`: what the marketplace's people see of packets. */
export const deskPacket = z.strictObject({
  packetId: uuid,
  number: packetNumber,
  marketplace: z.enum(MARKETPLACE_IDS),
  reason: z.enum(REASON_CODES),
  mark: z.string(),
  complainant: z.string(),
  links: count,
  answered: count,
  expedited: z.boolean(),
  /** Day, UTC. */
  sentOn: z.iso.date(),
  state: z.enum(['sent', 'acknowledged', 'withdrawn']),
});
export type DeskPacket = z.infer<typeof deskPacket>;
export const deskPackets = z.strictObject({ packets: z.array(deskPacket), next: z.string().nullable() });

/** `GET /v1/desk/packets/{packetId}` */
export const deskPacketDetail = z.strictObject({
  packet: deskPacket,
  disclosed: disclosedPacket,
  /** Links that were taken back, from 0. */
  withdrawn: z.array(count),
  files: packetDetail.shape.files,
});
export type DeskPacketDetail = z.infer<typeof deskPacketDetail>;
