import { m } from '@marketsafe/words';
import type { RaidPart } from './use-raid-draft.ts';

const NAMES = {
  title: m.raids_case,
  rightIds: m.rights_title,
  instrument: m.raids_part_instrument,
  event: m.raids_part_event,
  permission: m.raids_part_permission,
  parties: m.raids_part_parties,
  inventory: m.raids_tab_inventory,
  authentication: m.raids_part_authentication,
  links: m.raids_tab_links,
  files: m.raids_tab_files,
  consents: m.raids_part_consents,
  notes: m.raids_part_notes,
} satisfies Record<RaidPart, () => string>;

/** What a part of a raid is called. */
export function partName(part: RaidPart): string {
  return NAMES[part]();
}
