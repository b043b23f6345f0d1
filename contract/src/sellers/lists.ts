import type { SellerEntry } from './seller.ts';

type ListEntry = Extract<SellerEntry, { kind: 'list' }>;

/**
 * What holds of each organisation's lists: its last word that was not taken back; nothing where that takes the seller off.
 * @param entries the newest first
 */
export function listsNow(entries: readonly SellerEntry[]): ListEntry[] {
  const last = new Map<string, ListEntry>();
  for (const entry of entries) {
    if (entry.kind !== 'list' || entry.undone) continue;
    if (!last.has(entry.organisation.organisationId)) last.set(entry.organisation.organisationId, entry);
  }
  return [...last.values()].filter(({ said }) => said.list !== null);
}
