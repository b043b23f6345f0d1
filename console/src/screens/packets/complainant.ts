import type { PacketSummary } from '@marketsafe/contract';
import { m } from '@marketsafe/words';

/** Who complains, and for whom where that is somebody else. */
export function complainantText({
  organisation,
  holder,
}: Pick<PacketSummary, 'organisation' | 'holder'>): string {
  return organisation.organisationId === holder.organisationId
    ? organisation.name
    : m.packets_for_holder({ organisation: organisation.name, holder: holder.name });
}
