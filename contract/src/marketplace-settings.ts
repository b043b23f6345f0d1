import { z } from 'zod';
import { utcTime } from './identifiers.ts';
import { ADAPTER_VERSIONS } from './marketplaces/adapter-versions.ts';
import { MARKETPLACE_IDS, type MarketplaceId } from './marketplaces/types.ts';

export const adapterVersion = z.number().int().min(1).max(1_000_000);

/** Length, in UTF-16 code units, up to which the reason of a switch-off is accepted. */
export const SWITCH_OFF_REASON_LIMIT = 500;

const reason = z
  .string()
  .trim()
  .min(3, 'say in a few words why')
  .max(SWITCH_OFF_REASON_LIMIT)
  .regex(/^\P{Cc}*$/u, 'must be one line of text');

/** `PUT /v1/marketplaces/settings/{marketplace}`: no adapter up to this version reads the marketplace's pages any more. */
export const switchOff = z.strictObject({ upToVersion: adapterVersion, reason });
export type SwitchOff = z.infer<typeof switchOff>;

/** A marketplace whose pages are captured without being read. Data for everybody in the program: it names no code and holds none. */
export const marketplaceSetting = z.strictObject({
  marketplace: z.enum(MARKETPLACE_IDS),
  ...switchOff.shape,
  since: utcTime,
});
export type MarketplaceSetting = z.infer<typeof marketplaceSetting>;

/** One switch-off with who made it: told only to those who act for the same organisation, null to everybody else. */
export const marketplaceSettingDetail = z.strictObject({
  ...marketplaceSetting.shape,
  by: z.string().nullable(),
});
export type MarketplaceSettingDetail = z.infer<typeof marketplaceSettingDetail>;

/** `GET /v1/marketplaces/settings`: the marketplaces that are switched off; those that are not named are read. */
export const marketplaceSettings = z.strictObject({ settings: z.array(marketplaceSettingDetail) });

/** True when the marketplace's adapter of this version, the release's own unless given, must not read its pages. */
export function isReadingOff(
  settings: readonly MarketplaceSetting[],
  marketplace: MarketplaceId,
  version: number = ADAPTER_VERSIONS[marketplace],
): boolean {
  return settings.some((setting) => setting.marketplace === marketplace && version <= setting.upToVersion);
}
