import { z } from 'zod';
import { sha256Hex, uuid } from '../identifiers.ts';
import { MARKETPLACE_IDS } from '../marketplaces/types.ts';
import { RAID_OUTCOMES, RAID_REQUESTS } from './codes.ts';
import { type DisclosedRaid, disclosedRaid } from './disclosed.ts';

/** A raid's package in the list of a marketplace's own people. */
export const deskRaid = z.strictObject({
  packageId: uuid,
  number: z.string(),
  requester: z.string(),
  request: z.enum(RAID_REQUESTS),
  marketplaces: z.array(z.enum(MARKETPLACE_IDS)),
  links: z.number().int().positive(),
  sentOn: z.iso.date(),
  answered: z.boolean(),
});
export type DeskRaid = z.infer<typeof deskRaid>;

/** `GET /v1/desk/raids`: packages whose shops are all on marketplaces that the caller speaks for, the newest first. */
export const deskRaids = z.strictObject({ raids: z.array(deskRaid) });

/** `POST /v1/desk/raids/{packageId}/answers`: what the marketplace did. The same id once more is the same. */
export const newDeskRaidAnswer = z.strictObject({
  answerId: uuid,
  kind: z.enum(RAID_OUTCOMES),
  text: z.string().trim().max(2_000),
});
export type NewDeskRaidAnswer = z.infer<typeof newDeskRaidAnswer>;

/** `GET /v1/desk/raids/{packageId}`: a package as it was released, and what the marketplace said to it. */
export const deskRaidDetail = z.strictObject({
  raid: deskRaid,
  disclosed: disclosedRaid,
  archive: z.strictObject({ name: z.string(), sha256: sha256Hex, bytes: z.number().int().positive() }),
  answers: z.array(z.strictObject({ ...newDeskRaidAnswer.shape, on: z.iso.date(), by: z.string() })),
});
export type DeskRaidDetail = z.infer<typeof deskRaidDetail>;

/** Marketplaces of the shops that a package names, each once, in the order of their codes. */
export function raidMarketplaces({ links }: Pick<DisclosedRaid, 'links'>): DeskRaid['marketplaces'] {
  return [...new Set(links.map(({ marketplace }) => marketplace))].sort();
}
