/** One draft on the sheet. */
export interface Card {
  draftId: string;
  title: string | null;
  price: string | null;
  seller: string | null;
  marketplace: string;
  itemId: string;
  reason: string | null;
  right: string | null;
  picture: { sha256: string; method: 'pixels' | 'rendered' } | null;
  excluded: boolean;
  ready: boolean;
  /** What is missing first. */
  missing: string | null;
  unusual: readonly { tone: 'bad' | 'warn'; sentence: string }[];
  /** It may be finished together with others: ready, not excluded, and nothing about it that a person has to decide. */
  together: boolean;
}

/** A picture's bytes. Rejects when they are not on this device. */
export type LoadPicture = (sha256: string) => Promise<Blob>;
