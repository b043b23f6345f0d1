import { z } from 'zod';
import { sha256Hex, utcTime, uuid } from '../identifiers.ts';
import { MARKETPLACE_IDS } from '../marketplaces/types.ts';
import { RAID_OUTCOMES, RAID_REQUESTS } from './codes.ts';
import { raidContent } from './content.ts';
import { handover } from './custody.ts';
import { disclosedRaid } from './disclosed.ts';

/** How a raid stands: written down, its package waiting for a second person, released to go out. */
export const RAID_STAGES = ['open', 'prepared', 'released'] as const;
export type RaidStage = (typeof RAID_STAGES)[number];

/** `POST /v1/raids`: opens a raid. The same id once more is the same raid. */
export const newRaid = z.strictObject({ raidId: uuid, title: raidContent.shape.title });

const version = z.number().int().positive();

/** A raid in the list. */
export const raidSummary = z.strictObject({
  raidId: uuid,
  number: z.string(),
  title: z.string(),
  stage: z.enum(RAID_STAGES),
  /** How much the gate finds missing. */
  lacks: z.number().int().nonnegative(),
  savedAt: utcTime,
  savedBy: z.string(),
  /** Only said to staff. */
  organisation: z.strictObject({ organisationId: uuid, name: z.string() }).optional(),
});
export type RaidSummary = z.infer<typeof raidSummary>;

/** `GET /v1/raids`: the caller's own, for staff all; the latest saved first. */
export const raidList = z.strictObject({ raids: z.array(raidSummary) });

/** `PUT /v1/raids/{raidId}`: saves all that is written down, over the version that it was made from. */
export const raidSave = z.strictObject({ version, content: raidContent });
export type RaidSave = z.infer<typeof raidSave>;

/** `POST /v1/raids/{raidId}/undo`: saves an earlier version anew, over the version that the caller saw. */
export const raidUndo = z.strictObject({ version, to: version });

/** A package of a raid. */
export const raidPackage = z.strictObject({
  packageId: uuid,
  /** The version that it was made from. */
  version,
  state: z.enum(['prepared', 'released', 'declined']),
  content: disclosedRaid,
  contentSha256: sha256Hex,
  preparedAt: utcTime,
  preparedBy: z.string(),
  decided: z.strictObject({ at: utcTime, by: z.string(), reason: z.string() }).nullable(),
  /** Name and bytes of the archive, once it is released. */
  archive: z
    .strictObject({ name: z.string(), sha256: sha256Hex, bytes: z.number().int().positive() })
    .nullable(),
});
export type RaidPackage = z.infer<typeof raidPackage>;

/** `POST …/package/decision`: releases what was looked at, by its hash; or says why it does not go. */
export const raidDecision = z.discriminatedUnion('decision', [
  z.strictObject({ decision: z.literal('released'), seen: sha256Hex }),
  z.strictObject({ decision: z.literal('declined'), reason: z.string().trim().min(1).max(1_000) }),
]);
export type RaidDecision = z.infer<typeof raidDecision>;

/** `POST …/package`: prepares the package of this version. */
export const raidPrepare = z.strictObject({ version });

/** `POST …/outcomes`: what was told, by whom and when. The same id once more is the same. */
export const newRaidOutcome = z.strictObject({
  outcomeId: uuid,
  kind: z.enum(RAID_OUTCOMES),
  toldOn: z.iso.date(),
  toldBy: z.string().trim().min(1).max(200),
  text: z.string().trim().max(2_000),
});
export type NewRaidOutcome = z.infer<typeof newRaidOutcome>;

/** An outcome as it was noted. What the marketplace's own people wrote down themselves names nobody. */
export const raidOutcome = z.strictObject({
  ...newRaidOutcome.shape,
  toldBy: z.string(),
  notedAt: utcTime,
  notedBy: z.string(),
  through: z.enum(['person', 'desk']),
});
export type RaidOutcome = z.infer<typeof raidOutcome>;

/** `GET /v1/raids/{raidId}` */
export const raidDetail = z.strictObject({
  ...raidSummary.shape,
  version,
  content: raidContent,
  /** Who saved what before, the latest first. */
  history: z.array(z.strictObject({ version, at: utcTime, by: z.string(), restored: version.nullable() })),
  handovers: z.array(handover),
  /** The latest package. */
  package: raidPackage.nullable(),
  outcomes: z.array(raidOutcome),
  request: z.enum(RAID_REQUESTS).nullable(),
  /** What the caller may do with it now. */
  may: z.strictObject({ edit: z.boolean(), decide: z.boolean(), note: z.boolean() }),
});
export type RaidDetail = z.infer<typeof raidDetail>;

/** A shop that the organisation's own claims or other raids name, which a person may tie to a seized party. */
export const raidProposal = z.strictObject({
  marketplace: z.enum(MARKETPLACE_IDS),
  sellerId: z.string(),
  sellerName: z.string(),
  claims: z.number().int().nonnegative(),
  /** Why it is proposed: its claims rest on the raid's rights, its name has a seized party's in it, or another raid ties it to a party called the same. */
  because: z.array(z.enum(['right', 'name', 'raid'])).min(1),
});
export type RaidProposal = z.infer<typeof raidProposal>;

/** `GET /v1/raids/{raidId}/proposals` */
export const raidProposals = z.strictObject({ proposals: z.array(raidProposal) });
