import type { ExpediteCause } from '@marketsafe/contract';

/** Hours within which a packet is to be on its way, from when it was built: an urgent one, and any other. */
const TARGET_HOURS = { expedited: 4, usual: 48 } as const;

/** When a packet that was built then is to be on its way. */
export function packetDueAt(builtAt: Date, expedited: ExpediteCause | null): Date {
  const hours = expedited === null ? TARGET_HOURS.usual : TARGET_HOURS.expedited;
  return new Date(builtAt.getTime() + hours * 3_600_000);
}
