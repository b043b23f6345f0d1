import { type FieldValues, readFields } from '@marketsafe/contract';
import { z } from 'zod';

/** The few calls of `localStorage` that the journal makes. */
export type KeyValueStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const entrySchema = z.strictObject({
  /** Unix milliseconds at which the page went away. */
  at: z.number(),
  /** By the contract's list of fields; what no field of this version can hold is left out. */
  fields: z.unknown().transform(readFields),
});

/** Keystrokes that a closing page could not wait to see in the database. */
export interface JournalEntry {
  at: number;
  fields: Partial<FieldValues>;
}

const key = (draftId: string) => `unsaved-edit:${draftId}`;

/** Keeps edits of one draft. Written synchronously, because a page that closes does not wait for a transaction. */
export function keepEdit(store: KeyValueStore, draftId: string, entry: JournalEntry): void {
  try {
    store.setItem(key(draftId), JSON.stringify(entry));
  } catch (error) {
    // Full or forbidden: the transaction that is under way is then the only chance, as it would be without a journal.
    console.error(error);
  }
}

/** Forgets the edits of one draft, once the database has them. */
export function forgetEdit(store: KeyValueStore, draftId: string): void {
  store.removeItem(key(draftId));
}

/** Edits that a page left behind when it closed; undefined when there are none or they cannot be read. */
export function leftEdit(store: KeyValueStore, draftId: string): JournalEntry | undefined {
  const text = store.getItem(key(draftId));
  if (text === null) return undefined;
  try {
    return entrySchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
