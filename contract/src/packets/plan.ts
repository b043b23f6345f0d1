/** A claim as packets are planned of it. */
export interface PlannedClaim {
  claimId: string;
  itemId: string;
}

/** Claims about one listing: the first speaks for it, the others share its answer. */
export interface PlannedLink<Claim extends PlannedClaim> {
  claims: [Claim, ...Claim[]];
}

/**
 * Spreads a group's claims over packets. Claims about one listing share one link, so that no address stands twice.
 * @param claims of one group, the one that goes first first
 * @param most links of one packet, as the marketplace takes them
 */
export function planPackets<Claim extends PlannedClaim>(
  claims: readonly Claim[],
  most: number,
): PlannedLink<Claim>[][] {
  const links = new Map<string, PlannedLink<Claim>>();
  for (const claim of claims) {
    const known = links.get(claim.itemId);
    if (known) known.claims.push(claim);
    else links.set(claim.itemId, { claims: [claim] });
  }
  const all = [...links.values()];
  const packets: PlannedLink<Claim>[][] = [];
  for (let from = 0; from < all.length; from += most) packets.push(all.slice(from, from + most));
  return packets;
}
